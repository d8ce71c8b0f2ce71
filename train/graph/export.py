"""Writes the weights that internal/lang/graph embeds, and measures them.

    python3 export.py --vectors VECTORS.npz --checkpoint parser.pt --out weights.bin [--fit ewt-dev] [--test ewt-test,...] [--lean]

With --fit the probabilities of arcs are calibrated on that part (Guo et al. 2017).
With --lean the fixed vectors are left out: those of another file of weights serve.

Layout: "TWGRAPH1", uint32 length of a JSON header, the header, then sections, each
at a multiple of 64 bytes from the start of the first. Numbers are little-endian.
"""

import argparse
import hashlib
import json

import numpy as np
import torch

import forms
import tree
import treebank
from model import PIECE, TRAINED, VECTOR
from quantise import Quantised


def sorted_words(words, rows, scale):
    """Words in byte order with their rows, so that a binary search finds them; rows 0 and 1 stay first."""
    order = sorted(range(len(words)), key=lambda i: words[i].encode())
    at = np.array([0, 1] + [i + 2 for i in order])
    text = [words[i].encode() for i in order]
    offsets = np.cumsum([0] + [len(t) for t in text]).astype("<u4")
    return b"".join(text), offsets, rows[at], scale[at]


def sections(net, lean):
    tables = [("vector", net.vector, list(net.vocab.vector)), ("trained", net.trained, list(net.vocab.trained))]
    for name, table, words in tables[lean:]:
        text, offsets, rows, scale = sorted_words(words, table.rows, table.scale)
        yield from ((name + ".words", np.frombuffer(text, np.uint8)), (name + ".offsets", offsets), (name + ".rows", rows), (name + ".scale", scale))
    yield "pieces.rows", np.stack([t.rows for t in net.pieces])
    yield "pieces.scale", np.stack([t.scale for t in net.pieces])
    yield "ready", net.ready
    linears = {"input": net.input, "rec1f": net.rec[0][0], "rec1b": net.rec[0][1], "mid": net.mid, "rec2f": net.rec[1][0],
               "rec2b": net.rec[1][1], "views": net.views, "tag": net.tag, "arc": net.arc, "label": net.label, "lone": net.lone}
    for name, linear in linears.items():
        yield from ((name + ".weight", linear.weight), (name + ".factor", linear.factor), (name + ".bias", linear.bias))
    yield "root.arc", net.root_arc
    yield "root.label", net.root_label


def fit(net, name):
    """The factor on arc scores under which the gold heads are likeliest."""
    steps = np.arange(0.4, 1.21, 0.02)
    loss = np.zeros(len(steps))
    for s in treebank.read(name):
        _, arcs, _ = net.scores([w[0] for w in s])
        arcs = arcs.astype(np.float64)
        arcs[np.arange(len(s)), np.arange(len(s)) + 1] = -1e9
        gold = arcs[np.arange(len(s)), [w[3] for w in s]]
        for k, step in enumerate(steps):
            scaled = arcs * step
            most = scaled.max(1)
            loss[k] += (most + np.log(np.exp(scaled - most[:, None]).sum(1)) - gold * step).sum()
    return float(round(steps[loss.argmin()], 2))


def write(net, path, sharpness, lean):
    hidden, arc, label, *_ = net.size
    header = {"sharpness": sharpness, "hidden": hidden, "arc": arc, "label": label, "vector": VECTOR, "trained": TRAINED, "piece": PIECE,
              "buckets": forms.BUCKETS, "tags": net.tags, "relations": net.relations, "sections": []}
    body = bytearray()
    for name, array in sections(net, lean):
        body += b"\0" * (-len(body) % 64)
        data = np.ascontiguousarray(array).tobytes()
        header["sections"].append({"name": name, "at": len(body), "bytes": len(data)})
        body += data
    head = json.dumps(header, separators=(",", ":")).encode()
    blob = b"TWGRAPH1" + len(head).to_bytes(4, "little") + head + bytes(body)
    with open(path, "wb") as out:
        out.write(blob)
    print(f"{path}: {len(blob)} bytes, sha256 {hashlib.sha256(blob).hexdigest()}")


def analyse(net, words):
    """Heads (0 = root), relations, tags, and the scores behind them."""
    tags, arcs, labels = net.scores(words)
    heads = tree.decode(arcs.astype(np.float64))
    named, root = labels(heads), net.relations.index("root")
    allowed = named.copy()
    allowed[:, root] = np.where(heads == 0, np.inf, -np.inf)  # "root" for the arc to the root and for no other
    return heads, allowed.argmax(1), tags.argmax(1), arcs, named, tags


def measure(net, name):
    hits, words = np.zeros(3), 0
    for s in treebank.read(name):
        heads, named, tagged, *_ = analyse(net, [w[0] for w in s])
        for w, head, relation, tag in zip(s, heads, named, tagged):
            right = head == w[3]
            hits += [net.tags[tag].split("|")[0] == w[1], right, right and net.relations[relation] == w[4]]
        words += len(s)
    upos, uas, las = 100 * hits / words
    print(f"{name}: UPOS {upos:.2f} UAS {uas:.2f} LAS {las:.2f}", flush=True)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--vectors", required=True)
    ask.add_argument("--checkpoint", required=True)
    ask.add_argument("--out", required=True)
    ask.add_argument("--words", type=int, default=98_000, help="how many of the fixed vectors are shipped, the most frequent first")
    ask.add_argument("--lean", action="store_true")
    ask.add_argument("--fit")
    ask.add_argument("--test", default="")
    ask = ask.parse_args()
    torch.set_num_threads(1)
    checkpoint = torch.load(ask.checkpoint)
    vectors = np.load(ask.vectors)
    net = Quantised.from_checkpoint(checkpoint, {k: vectors[k][:ask.words] for k in ("words", "rows", "scale")})
    print(f"epoch {checkpoint['epoch']} of {checkpoint['epochs']}, seed {checkpoint['seed']}")
    sharpness = fit(net, ask.fit) if ask.fit else 1.0
    print(f"sharpness of arc probabilities {sharpness}")
    write(net, ask.out, sharpness, ask.lean)
    for name in filter(None, ask.test.split(",")):
        measure(net, name)


if __name__ == "__main__":
    main()
