"""The parser in whole numbers: int8 weights with a scale per row, int16 activations.

`Quantised.from_checkpoint` rounds the trained network; `Quantised.scores` runs it
in numpy with the very operations of internal/lang/graph, in the same order, so
that the two agree to the last bit. Sums of products are exact (whole numbers
below 2**31 in Go, below 2**53 here); all else is float32, one rounding a step.
"""

import numpy as np

import forms
from model import SIZES, SLOPE, VECTOR

F = np.float32
TOP = 32767  # of an int16 activation
ARC_TOP = 2047  # 192 products of two such numbers stay below 2**31
# tanh as a ratio of polynomials on [-7.9, 7.9] (the coefficients are Eigen's).
TANH_CLIP = F(7.90531110763549805)
TANH_P = [F(v) for v in (-2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08,
                         1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03)]
TANH_Q = [F(v) for v in (1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03)]


def tanh(x):
    x = np.minimum(np.maximum(x, -TANH_CLIP), TANH_CLIP)
    square = x * x
    p = TANH_P[0]
    for c in TANH_P[1:]:
        p = square * p + c
    q = TANH_Q[0]
    for c in TANH_Q[1:]:
        q = square * q + c
    return (x * p) / q


def sigmoid(x):
    return F(0.5) * tanh(F(0.5) * x) + F(0.5)


class Linear:
    """y = acc * (factor * scale) + bias with acc = weight @ whole numbers."""

    def __init__(self, weight, bias, step):
        weight = weight.astype(np.float64)
        row = np.maximum(np.abs(weight).max(axis=1), 1e-12) / 127
        self.weight = np.rint(weight / row[:, None]).astype(np.int8)
        self.factor = (row * step).astype(F)
        self.bias = np.zeros(len(row), F) if bias is None else bias.astype(F)
        self.exact = self.weight.T.astype(np.float64)

    def sums(self, q):
        return (q.astype(np.float64) @ self.exact).astype(F)

    def __call__(self, q, scale=None):
        factor = self.factor if scale is None else self.factor[None, :] * scale[:, None]
        return self.sums(q) * factor + self.bias


def whole(x, top):
    """Each row to whole numbers within ±top, and the step of each row."""
    most = np.abs(x).max(axis=1)
    up = np.where(most > 0, F(top) / np.where(most > 0, most, F(1)), F(0)).astype(F)
    return np.rint(x * up[:, None]), most / F(top)


def leaky(x):
    return np.where(x < 0, x * F(SLOPE), x)


class Table:
    """Rows of int8 with a scale each."""

    def __init__(self, rows):
        scale = np.maximum(np.abs(rows).max(axis=1), 1e-12) / 127
        self.rows = np.rint(rows / scale[:, None]).astype(np.int8)
        self.scale = scale.astype(F)

    def __getitem__(self, at):
        return self.rows[at].astype(F) * self.scale[at][..., None]


class Quantised:
    @classmethod
    def from_checkpoint(cls, checkpoint, vectors):
        self = cls()
        state = {k: v.numpy().astype(np.float64) for k, v in checkpoint["state"].items()}
        self.tags, self.relations = checkpoint["tags"], checkpoint["relations"]
        self.size = SIZES[checkpoint.get("size", "full")]
        self.vocab = forms.Vocabulary(vectors["words"].tolist(), checkpoint["trained"])
        self.vector = Table(np.zeros((2, VECTOR)))
        self.vector.rows = np.concatenate([self.vector.rows, vectors["rows"]])
        self.vector.scale = np.concatenate([np.zeros(2, F), vectors["scale"]])
        self.trained = Table(state["trained.weight"])
        self.pieces = [Table(state[f"pieces.{k}.weight"]) for k in range(forms.SUBWORDS)]
        self.fold_input(state)
        self.rec = [[Linear(state[f"lstm.weight_hh_l{layer}{way}"], None, 1 / TOP) for way in ("", "_reverse")] for layer in (0, 1)]
        self.mid = Linear(*self.both(state, 1), 1 / TOP)
        parts = ("arc_head", "arc_dep", "label_head", "label_dep")
        self.views = Linear(np.concatenate([state[p + ".weight"] for p in parts]),
                            np.concatenate([state[p + ".bias"] for p in parts]), 1 / TOP)
        self.tag = Linear(state["tag.weight"], state["tag.bias"], 1 / TOP)
        root = {p: leaky((state[p + ".weight"] @ state["root"] + state[p + ".bias"]).astype(F)) for p in ("arc_head", "label_head")}
        self.root_arc, self.root_label = root["arc_head"], root["label_head"]
        self.arc = Linear(state["arc"][:-1].T, state["arc"][-1], 1)
        label = state["label"]  # dependent, relation, head; the last of the outer two stands for 1
        self.label = Linear(label[:-1, :, :-1].reshape(self.size.label, -1).T, label[-1, :, :-1].reshape(-1), 1)
        self.lone = Linear(label[:-1, :, -1].T, label[-1, :, -1], 1)
        return self

    @staticmethod
    def both(state, layer):
        weight = np.concatenate([state[f"lstm.weight_ih_l{layer}{way}"] for way in ("", "_reverse")])
        bias = np.concatenate([state[f"lstm.bias_ih_l{layer}{way}"] + state[f"lstm.bias_hh_l{layer}{way}"] for way in ("", "_reverse")])
        return weight, bias

    def fold_input(self, state):
        """Merges the adapting layer into the input weights and evens out the columns,
        so that one int8 scale a row serves all of them; the inputs take up the rest."""
        weight, bias = self.both(state, 0)
        bias = bias + weight[:, :VECTOR] @ state["adapt.bias"]
        weight = np.concatenate([weight[:, :VECTOR] @ state["adapt.weight"], weight[:, VECTOR:]], 1)
        column = np.sqrt((weight ** 2).mean(0)) + 1e-9
        most = [np.abs(self.vector.rows.astype(F) * self.vector.scale[:, None]).max(0)]
        most += [np.abs(t.rows.astype(F) * t.scale[:, None]).max(0) for t in [self.trained] + self.pieces]
        up = (TOP - 1) / (np.concatenate(most) * column).max()
        self.input = Linear(weight / column, bias, 1 / up)
        self.ready = (column * up).astype(F)

    def read(self, words):
        """Whole-number inputs of each word."""
        seen = [self.vocab.look(w) for w in words]
        parts = [self.vector[np.array([s[0] for s in seen])], self.trained[np.array([s[1] for s in seen])]]
        parts += [t[np.array([s[2][k] for s in seen])] for k, t in enumerate(self.pieces)]
        return np.rint(np.concatenate(parts, 1) * self.ready)

    def run(self, given, rec, backward):
        order = range(len(given) - 1, -1, -1) if backward else range(len(given))
        h, c = np.zeros(self.size.hidden), np.zeros(self.size.hidden, F)
        out = np.zeros((len(given), self.size.hidden))
        for t in order:
            gates = given[t] + rec.sums(h[None])[0] * rec.factor
            i, f, g, o = np.split(gates, 4)
            c = sigmoid(f) * c + sigmoid(i) * tanh(g)
            h = np.rint((sigmoid(o) * tanh(c)) * F(TOP))
            out[t] = h
        return out

    def encode(self, words):
        wide = 4 * self.size.hidden
        h = self.read(words)
        for first, rec in ((self.input, self.rec[0]), (self.mid, self.rec[1])):
            given = first(h)
            h = np.concatenate([self.run(given[:, :wide], rec[0], False), self.run(given[:, wide:], rec[1], True)], 1)
        return h

    def scores(self, words):
        """Tag scores, arc scores [dependent, 0=root or head+1], and a function from heads to label scores."""
        h = self.encode(words)
        view = leaky(self.views(h))
        _, arc, label, *_ = self.size
        head, dep, label_head, label_dep = np.split(view, [arc, 2 * arc, 2 * arc + label], axis=1)
        left, left_step = whole(self.arc(*whole(dep, TOP)), ARC_TOP)
        right, right_step = whole(np.concatenate([self.root_arc[None], head]), ARC_TOP)
        arcs = (left @ right.T).astype(F) * (left_step[:, None] * right_step[None, :])
        label_head = np.concatenate([self.root_label[None], label_head])

        def labels(heads):
            q, step = whole(label_dep, TOP)
            terms = self.label(q, step).reshape(len(words), -1, label) * label_head[heads][:, None, :]
            lanes = terms[:, :, :8]
            for k in range(8, label, 8):
                lanes = lanes + terms[:, :, k:k + 8]
            four = lanes[:, :, :4] + lanes[:, :, 4:]
            two = four[:, :, :2] + four[:, :, 2:]
            return (two[:, :, 0] + two[:, :, 1]) + self.lone(q, step)

        return self.tag(h), arcs, labels
