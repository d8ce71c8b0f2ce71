"""Writes what the quantised network says of 200 sentences of a small grammar of news.

    python3 parity.py --vectors VECTORS.npz --checkpoint parser.pt --out parity.tsv.gz

The sentences are made here; none comes from a treebank. One line a word: form,
head (0 = root), relation, UPOS|XPOS, and four sums that hang on every score: the
score of the arc taken, the mean of all arc scores, the score of the label taken
and the score of the tag taken. An empty line ends a sentence.
"""

import argparse
import gzip
import random

import numpy as np
import torch

from export import analyse
from quantise import Quantised

GRAMMAR = {
    "S": ["CLAUSE .", "CLAUSE , SOURCE VSAY .", "SOURCE VSAY that CLAUSE .", "SOURCE VSAY CLAUSE WHEN .", "WHEN , CLAUSE .",
          "CLAUSE and CLAUSE .", "“ CLAUSE , ” VSAY SOURCE .", "According to SOURCE , CLAUSE .", "PLACE ( AGENCY ) — CLAUSE .",
          "CLAUSE , but SOURCE denied that CLAUSE .", "CLAUSE after CLAUSE .", "HEADLINE", "Photo : ACTOR in PLACE WHEN ( AGENCY )"],
    "HEADLINE": ["ACTOR VMEET ACTOR in PLACE", "TOLL killed in PLACE : AGENCY", "TALKS RESUME AS TRUCE HOLDS IN PLACE"],
    "CLAUSE": ["ACTOR VMEET ACTOR in PLACE PURPOSE", "ACTOR VSTRIKE TARGET near PLACE , killing TOLL", "TOLL were killed when ACTOR VSTRIKE TARGET",
               "the NOUN between ACTOR and ACTOR VSTATE", "ACTOR , who VMEET ACTOR WHEN , VAGREE", "ACTOR VAGREE despite NOUN 's NOUN",
               "it was the ORD round of NOUN since YEAR", "ACTOR VSTRIKE TARGET and VAGREE", "NAME ’s NOUN was not accepted by ACTOR"],
    "PURPOSE": ["to discuss the NOUN", "for talks on a US - mediated NOUN", "in a bid to end the NOUN", ""],
    "ACTOR": ["NAME", "TITLE NAME", "the NATION army", "NATION officials", "rebels", "the NOUN committee", "ORG", "two senior NATION diplomats"],
    "SOURCE": ["AGENCY", "a NATION source", "the spokesman for ORG", "TITLE NAME", "residents of PLACE"],
    "TARGET": ["a convoy", "NUM military posts", "the airport", "a village market"],
    "TOLL": ["NUM people", "at least NUM civilians", "more than NUM fighters , including NUM children ,", "up to NUM soldiers"],
    "TITLE": ["President", "Foreign Minister", "Gen.", "Prime Minister", "envoy"],
    "NAME": ["Karim al - Durzi", "Anna Vellmar", "Tomas Okonjo", "Leyla Haddad", "Ž. Brankić", "Mr. Osei"],
    "NATION": ["Zubrowkan", "Syrian", "Ruritanian", "French", "Sudanese"],
    "ORG": ["the UN", "the Northern Front", "UNHCR", "the Red Crescent", "Médecins d’Orm"],
    "AGENCY": ["Reuters", "the NATION state news agency", "Orm24", "AFP"],
    "PLACE": ["Geneva", "Qasr al - Bahr", "Doha", "Port Sabine", "the North - East", "São Orm"],
    "NOUN": ["cease - fire", "truce", "prisoner exchange", "de-escalation", "offer", "siege", "humanitarian corridor", "agreement"],
    "VMEET": ["met", "will meet", "has spoken with", "hosted", "is expected to visit"],
    "VSTRIKE": ["shelled", "attacked", "bombed", "raided", "opened fire on"],
    "VSTATE": ["collapsed", "has held for NUM days", "entered into force WHEN", "was extended", "could n't be reached"],
    "VAGREE": ["agreed to withdraw from PLACE", "refused to sign the NOUN", "called for restraint", "released NUM prisoners"],
    "VSAY": ["said", "told AGENCY", "claimed", "announced WHEN", "alleges"],
    "WHEN": ["on Tuesday", "last month", "on July 7", "in YEAR", "earlier today", "at 07:30"],
    "YEAR": ["2019", "2024"], "NUM": ["14", "three", "1,200", "dozens of"], "ORD": ["second", "5th"],
}


def grow(symbol, rng):
    if symbol not in GRAMMAR:
        return [symbol]
    return [w for part in rng.choice(GRAMMAR[symbol]).split() for w in grow(part, rng)]


def sentences(count, seed):
    rng = random.Random(seed)
    out = []
    while len(out) < count:
        words = grow("S", rng)
        words[0] = words[0][0].upper() + words[0][1:]
        out.append(words)
    return out


def main():
    ask = argparse.ArgumentParser()
    for name in ("vectors", "checkpoint", "out"):
        ask.add_argument("--" + name, required=True)
    ask.add_argument("--words", type=int, default=98_000)
    ask = ask.parse_args()
    torch.set_num_threads(1)
    vectors = np.load(ask.vectors)
    net = Quantised.from_checkpoint(torch.load(ask.checkpoint), {k: vectors[k][:ask.words] for k in ("words", "rows", "scale")})
    lines = []
    for words in sentences(200, 3):
        heads, named, tagged, arcs, labels, tags = analyse(net, words)
        for j, word in enumerate(words):
            numbers = (arcs[j, heads[j]], arcs[j].astype(np.float64).mean(), labels[j, named[j]], tags[j, tagged[j]])
            lines.append("\t".join([word, str(heads[j]), net.relations[named[j]], net.tags[tagged[j]]] + [f"{x:.7g}" for x in numbers]))
        lines.append("")
    with open(ask.out, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
        out.write(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main()
