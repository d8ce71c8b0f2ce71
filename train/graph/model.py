"""The network: BiLSTM over word forms, biaffine arcs and labels (Dozat & Manning 2017),
with a tag head trained along for what it teaches the shared layers. There are two
sizes of it, for the full and for the fast analysis."""

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn

import forms

VECTOR, TRAINED, PIECE = 100, 64, 24
INPUT = VECTOR + TRAINED + PIECE * forms.SUBWORDS
SLOPE = 0.125  # of the leaky rectifier; a power of two is exact in every arithmetic


class Size(NamedTuple):
    hidden: int  # units each way
    arc: int
    label: int
    drop: float  # between layers
    blank: float  # of the input


SIZES = {"full": Size(192, 192, 64, 0.33, 0.25), "fast": Size(96, 96, 32, 0.25, 0.2)}


class Parser(nn.Module):
    def __init__(self, table, trained, tags, relations, size):
        super().__init__()
        self.vector = nn.Embedding.from_pretrained(table, freeze=True)
        self.adapt = nn.Linear(VECTOR, VECTOR)
        self.trained = nn.Embedding(trained, TRAINED, padding_idx=0)
        nn.init.normal_(self.trained.weight, 0, 0.1)
        self.pieces = nn.ModuleList(nn.Embedding(forms.BUCKETS, PIECE, padding_idx=0) for _ in range(forms.SUBWORDS))
        self.lstm = nn.LSTM(INPUT, size.hidden, 2, batch_first=True, bidirectional=True, dropout=size.drop)
        self.blank = size.blank
        wide = 2 * size.hidden
        self.tag = nn.Linear(wide, tags)
        self.arc_head, self.arc_dep = nn.Linear(wide, size.arc), nn.Linear(wide, size.arc)
        self.label_head, self.label_dep = nn.Linear(wide, size.label), nn.Linear(wide, size.label)
        self.root = nn.Parameter(torch.randn(wide) * 0.1)
        self.arc = nn.Parameter(nn.init.orthogonal_(torch.empty(size.arc + 1, size.arc)))
        self.label = nn.Parameter(torch.randn(size.label + 1, relations, size.label + 1) * 0.02)
        self.drop = nn.Dropout(size.drop)

    def forward(self, batch):
        """Tag scores, arc scores [sentence, dependent, 0=root or head+1], and label vectors."""
        fixed, trained = batch["fixed"], batch["trained"]
        size, longest = fixed.shape
        if self.training:
            trained = trained.masked_fill(torch.rand(size, longest) < 0.2, 1)
            fixed = fixed.masked_fill(torch.rand(size, longest) < 0.05, 1)
        parts = [self.adapt(self.vector(fixed)), self.trained(trained)]
        parts += [table(batch["pieces"][:, :, k]) for k, table in enumerate(self.pieces)]
        x = torch.cat(parts, -1)
        if self.training:
            x = x * ((torch.rand(size, 1, x.shape[2]) > self.blank).float() / (1 - self.blank))
        packed = nn.utils.rnn.pack_padded_sequence(x, batch["length"], batch_first=True, enforce_sorted=False)
        h, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=longest)
        h = self.drop(h)
        with_root = torch.cat([self.root.expand(size, 1, -1), h], 1)
        head, dep = self.view(self.arc_head, with_root), self.view(self.arc_dep, h)
        arcs = (dep @ self.arc[:-1] + self.arc[-1]) @ head.transpose(1, 2)
        return self.tag(h), arcs, self.view(self.label_head, with_root), self.view(self.label_dep, h)

    def view(self, layer, h):
        return self.drop(F.leaky_relu(layer(h), SLOPE))

    def labels(self, head, dep, heads):
        """Relation scores of each dependent under the given heads."""
        size, longest, wide = dep.shape
        chosen = torch.gather(head, 1, heads.unsqueeze(-1).expand(size, longest, wide))
        one = torch.ones(size, longest, 1)
        left = torch.cat([dep, one], -1).reshape(size * longest, wide + 1)
        right = torch.cat([chosen, one], -1).reshape(size * longest, 1, wide + 1)
        scores = (left @ self.label.reshape(wide + 1, -1)).reshape(size * longest, -1, wide + 1)
        return (scores * right).sum(-1).reshape(size, longest, -1)
