"""Reads the CoNLL-U treebanks of ../shared/data/treebanks."""

import lzma
import os
import re
import sys

HOME = os.environ.get("TRUCEWATCH_TREEBANKS", os.path.join(os.path.dirname(__file__), "../../../shared/data/treebanks"))

# Genres of GUM whose text may not be used commercially; they never reach the weights.
CLOSED = re.compile(r"GUM_(fiction|whow|essay|letter|podcast|reddit)_")


def read(name, closed=True):
    """Sentences of (form, UPOS, UPOS|XPOS, head, relation); closed=False leaves the CLOSED genres out."""
    path = os.path.join(HOME, f"en_{name}.conllu.xz")
    if not os.path.exists(path):
        sys.exit(f"treebank {path} is absent: put UD_English EWT, GUM and PUD there or set TRUCEWATCH_TREEBANKS")
    out, words, keep = [], [], True
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if words and keep:
                    out.append(words)
                words, keep = [], True
            elif line.startswith("# sent_id"):
                keep = closed or not CLOSED.search(line)
            elif line[0] != "#":
                col = line.split("\t")
                if "-" not in col[0] and "." not in col[0]:
                    words.append((col[1], col[3], col[3] + "|" + col[4], int(col[6]), col[7]))
    return out
