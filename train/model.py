"""The network: encoder, a learned mix of its layers, one vector a word, heads. docs/model-format.md has the formulas."""
import torch
import torch.nn as nn
import torch.nn.functional as F

import encoder

ARC, REL, ROLE = 256, 64, 128
LINEAR = ('upos', 'xpos', 'ner', 'st', 'ev', 'fg', 'at', 'ss')
ATTR = {'st': 'pol', 'ev': 'mod', 'fg': 'acc'}
KINDS = ('st', 'ev', 'fg', 'at')
BUCKETS = 17


def bucket(d):
    """Signed distance classes: 0, ±1, ±2, ±3–4, ±5–8, … ±65 and more."""
    a = d.abs()
    k = torch.zeros_like(a)
    for i, edge in enumerate((1, 2, 3, 5, 9, 17, 33, 65)):
        k = torch.where(a >= edge, torch.full_like(a, i + 1), k)
    return 8 + k * d.sign()


class Net(nn.Module):
    def __init__(self, enc, sizes):
        """sizes: labels of each linear head, 'rel', and 'role.KIND'."""
        super().__init__()
        self.enc = enc
        h = enc.word.weight.shape[1]
        self.mix = nn.Parameter(torch.zeros(len(enc.layers)))
        with torch.no_grad():
            self.mix[-1] = 2.
        self.heads = nn.ModuleDict({k: nn.Linear(h, sizes[k]) for k in LINEAR + tuple(ATTR.values())})
        self.arc_d, self.arc_h = nn.Linear(h, ARC), nn.Linear(h, ARC)
        self.arc_u = nn.Parameter(torch.randn(ARC + 1, ARC) * .02)
        self.root = nn.Parameter(torch.randn(h) * .02)
        self.rel_d, self.rel_h = nn.Linear(h, REL), nn.Linear(h, REL)
        self.rel_u = nn.Parameter(torch.randn(sizes['rel'], REL + 1, REL + 1) * .02)
        self.role_a, self.role_b = nn.Linear(h, ROLE, bias=False), nn.Linear(h, ROLE, bias=False)
        self.role_u, self.role_v = nn.Linear(h, ROLE, bias=False), nn.Linear(h, ROLE, bias=False)
        self.role_dist = nn.Parameter(torch.zeros(BUCKETS, ROLE))
        self.role_kind = nn.Parameter(torch.zeros(len(KINDS), ROLE))
        self.role_out = nn.ModuleDict({k: nn.Linear(ROLE, sizes['role.' + k]) for k in KINDS})

    def words(self, ids, case, real, first, drop=.1):
        """[B, N, H]: a vector for each word."""
        outs = self.enc(ids, case, real, drop)
        w = torch.softmax(self.mix, 0)
        x = sum(a * b for a, b in zip(w, outs))
        x = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[-1]))
        return encoder.dropout(x, .15, self.training)

    def arcs(self, x):
        """Scores [B, N, N+1] of heads (column 0: root), and the inputs of `rels`."""
        xr = torch.cat([self.root.to(x.dtype).expand(x.shape[0], 1, -1), x], 1)
        half = lambda lin, y: encoder.dropout(F.relu(lin(y)), .25, self.training)
        one = lambda y: torch.cat([y, torch.ones_like(y[..., :1])], -1)
        scores = one(half(self.arc_d, x)) @ self.arc_u @ half(self.arc_h, xr).transpose(1, 2)
        return scores, one(half(self.rel_d, x)), one(half(self.rel_h, xr))

    def rels(self, ld, lh, heads):
        """Label scores [B, N, R] at given heads (0: root)."""
        at = torch.gather(lh, 1, heads[:, :, None].expand(-1, -1, lh.shape[-1]))
        return torch.einsum('bti,rij,btj->btr', ld, self.rel_u, at)

    def roles(self, x, kind, batch, at):
        """Scores [anchors, N, roles] of every word of the anchor's window."""
        n = x.shape[1]
        rows, anchor = x[batch], x[batch, at]
        d = bucket(torch.arange(n)[None, :].to(at.device) - at[:, None])
        h = self.role_a(rows) + (self.role_b(anchor) + self.role_kind[KINDS.index(kind)])[:, None] + self.role_dist[d] \
            + self.role_u(anchor)[:, None] * self.role_v(rows)
        return self.role_out[kind](encoder.dropout(F.relu(h), .15, self.training))
