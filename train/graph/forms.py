"""What the parser sees of a word: a pure function of the form.

internal/lang/graph/form.go is the twin of this file. The two must agree on every
string, so only operations that Python and Go define alike are used: lower-casing
one code point at a time and the general categories Lu, Ll and Nd.
"""

import unicodedata
from functools import lru_cache

BUCKETS = 6000
SUBWORDS = 8
LONGEST = 40

ASCII = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "‚": "'", "ʼ": "'",
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    "…": "...",
})


def plain(form):
    """Curly quotes and dashes to ASCII; at most LONGEST code points."""
    return form[:LONGEST].translate(ASCII)


def lower(form):
    """Lower-case code point by code point; where that would give two, keep the one."""
    return "".join(low if len(low) == 1 else char for char, low in ((c, c.lower()) for c in form))


def zero(form):
    """Every decimal digit becomes 0."""
    return "".join("0" if unicodedata.category(c) == "Nd" else c for c in form)


def shape(form):
    """Xx, dd.d and the like: runs are cut to two, the whole to eight."""
    out = []
    for char in form:
        kind = {"Lu": "X", "Ll": "x", "Nd": "d"}.get(unicodedata.category(char), char)
        if len(out) > 1 and out[-1] == kind and out[-2] == kind:
            continue
        out.append(kind)
    return "".join(out[:8])


def bucket(key):
    """FNV-1a over the UTF-8 bytes, folded into 1..BUCKETS-1; 0 means no such piece."""
    h = 2166136261
    for byte in key.encode("utf-8"):
        h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    return h % (BUCKETS - 1) + 1


@lru_cache(maxsize=200_000)
def pieces(form):
    """The eight sub-word buckets: suffixes 1-4, prefixes 1-3, shape."""
    norm = zero(lower(form))
    out = [bucket(f"s{k}_{norm[-k:]}") if len(norm) >= k else 0 for k in (1, 2, 3, 4)]
    out += [bucket(f"p{k}_{norm[:k]}") if len(norm) >= k else 0 for k in (1, 2, 3)]
    return tuple(out + [bucket("sh_" + shape(form))])


class Vocabulary:
    """Rows of the two word tables. Row 0 is padding and row 1 the unknown word."""

    def __init__(self, vector_words, trained_words):
        self.vector = {w: i + 2 for i, w in enumerate(vector_words)}
        self.trained = {w: i + 2 for i, w in enumerate(trained_words)}
        self.seen = {}

    def look(self, form):
        """(row of the fixed vector, row of the trained vector, eight buckets)."""
        if form not in self.seen:
            text = plain(form)
            low = lower(text)
            fixed = self.vector.get(low) or self.vector.get(zero(low)) or 1
            self.seen[form] = (fixed, self.trained.get(low, 1), pieces(text))
        return self.seen[form]
