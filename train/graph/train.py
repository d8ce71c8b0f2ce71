"""Trains the graph parser.

    python3 train.py --vectors VECTORS.npz --out DIR [--epochs 14] [--seed 1] [--threads 1] [--rate 2e-3] [--resume parser.pt] [--size fast]

With --resume it starts from the weights of an earlier run and warms up again: a
second cycle at a lower rate (Loshchilov & Hutter 2017). After each epoch DIR/parser.pt holds the moving average of the weights, ready for
export.py; DIR/log.txt the figures on EWT dev.
"""

import argparse
import os
import random
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

import forms
import treebank
import tree
from model import SIZES, Parser

BATCH_WORDS = 1200
AVERAGE = 0.998


def vocabulary(train, vector_words):
    seen = Counter(forms.lower(forms.plain(w[0])) for s in train for w in s)
    return forms.Vocabulary(vector_words, sorted(w for w, n in seen.items() if n >= 2))


def table_of(vectors):
    rows = torch.from_numpy(vectors["rows"].astype(np.float32) * vectors["scale"][:, None])
    return torch.cat([torch.zeros(2, rows.shape[1]), rows])


def batches(sentences, words, rng=None):
    """Indices of sentences of like length, at most `words` words with padding; shuffled when rng is given."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]) + (rng.random() * 3 if rng else 0))
    out, now, longest = [], [], 0
    for i in order:
        longest = max(longest, len(sentences[i]))
        if now and longest * (len(now) + 1) > words:
            out.append(now)
            now, longest = [], len(sentences[i])
        now.append(i)
    out.append(now)
    if rng:
        rng.shuffle(out)
    return out


def tensors(sentences, vocab, tags, relations):
    length = [len(s) for s in sentences]
    size, longest = len(sentences), max(length)
    batch = {k: torch.zeros(size, longest, dtype=torch.long) for k in ("fixed", "trained")}
    batch["pieces"] = torch.zeros(size, longest, forms.SUBWORDS, dtype=torch.long)
    gold = {k: torch.full((size, longest), -100) for k in ("tag", "head", "relation")}
    for i, words in enumerate(sentences):
        seen = [vocab.look(w[0]) for w in words]
        n = length[i]
        batch["fixed"][i, :n] = torch.tensor([s[0] for s in seen])
        batch["trained"][i, :n] = torch.tensor([s[1] for s in seen])
        batch["pieces"][i, :n] = torch.tensor([s[2] for s in seen])
        gold["tag"][i, :n] = torch.tensor([tags.get(w[2], -100) for w in words])
        gold["head"][i, :n] = torch.tensor([w[3] for w in words])
        gold["relation"][i, :n] = torch.tensor([relations.get(w[4], -100) for w in words])
    batch["length"] = torch.tensor(length)
    return batch, gold


def loss_of(model, batch, gold):
    tags, arcs, head, dep = model(batch)
    size, longest = gold["tag"].shape
    beyond = torch.arange(longest + 1)[None, None, :] > batch["length"][:, None, None]
    arcs = arcs.masked_fill(beyond, -1e4).reshape(size * longest, -1)
    labels = model.labels(head, dep, gold["head"].clamp(min=0)).reshape(size * longest, -1)
    return (F.cross_entropy(arcs, gold["head"].reshape(-1))
            + F.cross_entropy(labels, gold["relation"].reshape(-1))
            + 0.5 * F.cross_entropy(tags.reshape(size * longest, -1), gold["tag"].reshape(-1)))


@torch.no_grad()
def figures(model, sentences, vocab, tags, relations):
    """UPOS, UAS, LAS in per cent, all punctuation counted."""
    model.eval()
    tag_of, relation_of = {i: t for t, i in tags.items()}, {i: r for r, i in relations.items()}
    hits, words = np.zeros(3), 0
    for group in batches(sentences, 3000):
        some = [sentences[i] for i in group]
        batch, _ = tensors(some, vocab, tags, relations)
        tag_scores, arcs, head, dep = model(batch)
        heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
        for k, s in enumerate(some):
            heads[k, :len(s)] = torch.from_numpy(tree.decode(arcs[k, :len(s), :len(s) + 1].double().numpy()).astype(np.int64))
        named, tagged = model.labels(head, dep, heads).argmax(-1), tag_scores.argmax(-1)
        for k, s in enumerate(some):
            for j, w in enumerate(s):
                right = heads[k, j].item() == w[3]
                hits += [tag_of[tagged[k, j].item()].split("|")[0] == w[1], right,
                         right and relation_of[named[k, j].item()] == w[4]]
                words += 1
    return 100 * hits / words


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--vectors", required=True)
    ask.add_argument("--out", required=True)
    ask.add_argument("--epochs", type=int, default=14)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=1)
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--resume")
    ask.add_argument("--size", choices=SIZES, default="full")
    ask = ask.parse_args()
    torch.manual_seed(ask.seed)
    torch.set_num_threads(ask.threads)
    rng = random.Random(ask.seed)
    os.makedirs(ask.out, exist_ok=True)
    log = open(os.path.join(ask.out, "log.txt"), "w", encoding="utf-8", buffering=1)

    train = treebank.read("ewt-train") + treebank.read("gum-train", closed=False)
    dev = treebank.read("ewt-dev")
    vectors = np.load(ask.vectors)
    vocab = vocabulary(train, vectors["words"].tolist())
    tags = {t: i for i, t in enumerate(sorted({w[2] for s in train for w in s}))}
    relations = {r: i for i, r in enumerate(sorted({w[4] for s in train for w in s}))}
    model = Parser(table_of(vectors), len(vocab.trained) + 2, len(tags), len(relations), SIZES[ask.size])
    done = 0
    if ask.resume:
        earlier = torch.load(ask.resume)
        model.load_state_dict(earlier["state"], strict=False)
        done = earlier["epoch"]
    print(f"train {len(train)} sentences {sum(map(len, train))} words, {len(tags)} tags, {len(relations)} relations, "
          f"{len(vocab.trained)} trained words", file=log)

    free = [p for p in model.parameters() if p.requires_grad]
    average = [p.detach().clone() for p in free]
    adam = torch.optim.Adam(free, lr=ask.rate, betas=(0.9, 0.9))
    steps, step = len(batches(train, BATCH_WORDS, random.Random(0))) * ask.epochs, 0
    for epoch in range(ask.epochs):
        model.train()
        start, total, words = time.time(), 0.0, 0
        for group in batches(train, BATCH_WORDS, rng):
            batch, gold = tensors([train[i] for i in group], vocab, tags, relations)
            loss = loss_of(model, batch, gold)
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(free, 5.0)
            adam.param_groups[0]["lr"] = ask.rate * min(1, (step + 1) / 300) * max(0.02, 1 - step / steps)
            adam.step()
            step += 1
            with torch.no_grad():
                keep = min(AVERAGE, (1 + step) / (10 + step))
                for mean, p in zip(average, free):
                    mean.mul_(keep).add_(p, alpha=1 - keep)
            n = int(batch["length"].sum())
            total, words = total + loss.item() * n, words + n
            if step % 100 == 0:
                print(f"  step {step}/{steps} loss {total / words:.3f} {words / (time.time() - start):.0f} w/s", file=log)
        took = time.time() - start
        live = [p.detach().clone() for p in free]
        with torch.no_grad():
            for p, mean in zip(free, average):
                p.copy_(mean)
        upos, uas, las = figures(model, dev, vocab, tags, relations)
        state = {k: v for k, v in model.state_dict().items() if k != "vector.weight"}
        torch.save({"state": state, "trained": list(vocab.trained), "tags": list(tags), "relations": list(relations),
                    "epoch": done + epoch + 1, "epochs": done + ask.epochs, "seed": ask.seed, "size": ask.size}, os.path.join(ask.out, "parser.tmp"))
        os.replace(os.path.join(ask.out, "parser.tmp"), os.path.join(ask.out, "parser.pt"))
        print(f"epoch {done + epoch + 1} loss {total / words:.3f} {took:.0f} s; EWT dev UPOS {upos:.2f} UAS {uas:.2f} LAS {las:.2f}", file=log)
        with torch.no_grad():
            for p, now in zip(free, live):
                p.copy_(now)


if __name__ == "__main__":
    main()
