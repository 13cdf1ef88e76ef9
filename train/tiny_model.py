"""Writes the fixture of the net tests: a tiny random model and what numpy says it computes.

    /work/venv/bin/python train/tiny_model.py [seed]   ->  tests/unit/net/tiny.onrm, tests/unit/net/tiny.expect

The network is computed here a second time from docs/model-format.md, twice over: "plain" in double precision except for
the 8-bit layers, and "rounded" with what src/net rounds besides (attention in int16, exp2 and GELU by polynomial,
float32 between the layers). One value that falls on the other side of a rounding boundary moves everything after it by
up to a step of 8 bits, so the C agrees with "rounded" to 1e-3 (in fact to 1e-5) and with "plain" only on average.
tiny.expect is a container too (chunks ids, cases, first, word.plain, word, head.NAME, arcs, heads, rels, role.KIND.I).
"""

import json
import os
import sys
from math import erf

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from modelfile import Writer  # noqa: E402

LAYERS, H, HEADS, INNER, V, P, CASES, D = 2, 64, 2, 128, 300, 64, 6, 32
ARC, REL = 48, 20
KINDS = ["st", "ev", "fg", "at"]
BIO = lambda names: ["O"] + [f"{p}-{n}" for n in names for p in "BI"]  # noqa: E731
LABELS = {
    "upos": "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split(),
    "xpos": "NN NNP NNS VBD VBZ IN DT JJ . ,".split(),
    "ner": BIO(["PER", "LOC", "ORG"]),
    "st": BIO(["source", "cue", "content"]),
    "ev": BIO(["CONSULT", "ACCUSE", "ASSAULT"]),
    "fg": BIO(["killed", "injured", "money"]),
    "at": BIO(["source", "cue", "content"]),
    "ss": ["O", "B"],
    "pol": ["asserted", "denied", "declined", "asked"],
    "mod": ["happened", "future", "negated"],
    "acc": ["incident", "new", "cumulative"],
    "rel": "root nsubj obj obl det case punct amod".split(),
    "role.st": ["O", "source", "content", "addressee"],
    "role.ev": ["O", "actor", "recipient"],
    "role.fg": ["O", "who", "where"],
    "role.at": ["O", "source", "content"],
}
LINEAR = ["upos", "xpos", "ner", "st", "ev", "fg", "at", "ss", "pol", "mod", "acc"]


def vocabulary():
    """300 pieces: specials where BERT has them, letters, digits, marks, a few words; the rest unused."""
    words = (list("abcdefghijklmnopqrstuvwxyz0123456789.,;:!?'\"()-$%") + ["##" + c for c in "abcdefghijklmnopqrstuvwxyz"]
             + "the a of to in and said says that minister police told on at by was were killed people".split()
             + ["##s", "##ed", "##ing", "##er"])
    out, rest = [], [w for i, w in enumerate(words) if w not in words[:i]]
    for i in range(V):
        special = {0: "[PAD]", 100: "[UNK]", 101: "[CLS]", 102: "[SEP]", 103: "[MASK]"}.get(i)
        out.append(special or (rest.pop(0) if rest else f"[unused{i}]"))
    assert not rest, V
    return "\n".join(out) + "\n"


F = np.float32
GELU = [0.15690603852272034, -0.07718588411808014, 0.05463749170303345, -0.04023698717355728, 0.0288576390594244,
        -0.018483920022845268, 0.009653246030211449, -0.006070274394005537, 0.004962689708918333,
        -0.0019304926972836256]
EXP2 = [0.9999992847442627, 0.6931217908859253, 0.240247443318367, 0.05591785907745361, 0.009570096619427204]


def horner(coefficients, t):
    p = np.full_like(t, F(coefficients[-1]))
    for c in coefficients[-2::-1]:
        p = p * t + F(c)
    return p


def gelu_rounded(x):
    u = np.clip(x, F(-4.5), F(4.5))
    return x * (u * horner(GELU, u * u * F(2 / (4.5 * 4.5)) - F(1)) + F(0.5))


def exp2_rounded(x):
    x = np.maximum(x, F(-126))
    n = np.rint(x)
    return np.ldexp(horner(EXP2, x - n), n.astype(int))


def to_int16(x, limit, axis=None):
    most = np.abs(x).max(axis=axis, keepdims=True)
    return np.rint(x * (F(limit) / most)).astype(np.int64), most / F(limit)


class Tiny:
    """Random weights; everything float32, and for int8 layers the integers that the file holds."""

    def __init__(self, seed):
        self.r = np.random.default_rng(seed)
        self.w = Writer()
        self.t = {}
        self.w.add_bytes("meta", json.dumps({"name": "tiny", "data": "random numbers", "licences": "none needed"}))
        self.w.add_i32("config", np.array([[LAYERS, H, HEADS, INNER, V, P, CASES, D]]))
        self.w.add_bytes("vocab", vocabulary())
        for name, labels in LABELS.items():
            self.w.add_bytes("labels." + name, "\n".join(labels) + "\n")

    def floats(self, name, rows, cols, scale, shift=0.0):
        a = (self.r.standard_normal((rows, cols)) * scale + shift).astype(np.float32)
        self.w.add_f32(name, a)
        self.t[name] = a.astype(np.float64)

    def linear(self, name, n, k):
        bias = (self.r.standard_normal(n) * 0.1).astype(np.float32)
        q, s = self.w.add_linear(name, self.r.standard_normal((n, k)) / np.sqrt(k), bias)
        self.t[name] = (q.astype(np.int64), s[:, 0], bias)

    def build(self):
        q, s = self.w.add_embedding("emb.word", self.r.standard_normal((V, H)))
        self.t["word"] = q * s.astype(np.float64)
        self.floats("emb.pos", P, H, 0.3)
        self.floats("emb.case", CASES, H, 0.3)
        self.floats("emb.ln.g", 1, H, 0.1, 1.0)
        self.floats("emb.ln.b", 1, H, 0.1)
        for i in range(LAYERS):
            for part, n, k in [("q", H, H), ("k", H, H), ("v", H, H), ("o", H, H), ("f1", INNER, H), ("f2", H, INNER)]:
                self.linear(f"layer{i}.{part}", n, k)
            for part in ("ln1", "ln2"):
                self.floats(f"layer{i}.{part}.g", 1, H, 0.1, 1.0)
                self.floats(f"layer{i}.{part}.b", 1, H, 0.1)
        self.floats("mix", 1, LAYERS, 0.1, 1.0 / LAYERS)
        for name in LINEAR:
            self.floats(f"head.{name}.w", len(LABELS[name]), H, 1 / np.sqrt(H))
            self.floats(f"head.{name}.b", 1, len(LABELS[name]), 0.1)
        for name, n in (("arc", ARC), ("rel", REL)):
            for side in "dh":
                self.floats(f"{name}.{side}.w", n, H, 1 / np.sqrt(H))
                self.floats(f"{name}.{side}.b", 1, n, 0.1)
        self.floats("arc.root", 1, H, 1.0)
        self.floats("arc.u", ARC + 1, ARC, 1 / ARC)
        self.floats("rel.u", len(LABELS["rel"]) * (REL + 1), REL + 1, 1 / REL)
        for part in "abuv":
            self.floats(f"role.{part}.w", D, H, 1 / np.sqrt(H))
        self.floats("role.dist", 17, D, 0.5)
        self.floats("role.kind", 4, D, 0.5)
        for kind in KINDS:
            self.floats(f"role.{kind}.w", len(LABELS["role." + kind]), D, 1 / np.sqrt(D))
            self.floats(f"role.{kind}.b", 1, len(LABELS["role." + kind]), 0.1)
        return self

    def qlinear(self, name, x):
        """An int8 layer of rows x, as the page has it: each row to u8 with a zero point, in float32."""
        q, scale, bias = self.t[name]
        x = x.astype(F)
        lo, hi = np.minimum(x.min(1), 0), np.maximum(x.max(1), 0)
        s = (hi - lo) / F(255)
        s[s == 0] = 1
        inv = F(1) / s
        z = np.rint(-lo * inv).astype(np.int64)
        u = np.clip(np.rint(x * inv[:, None]).astype(np.int64) + z[:, None], 0, 255)
        acc = u @ q.T - z[:, None] * q.sum(1)[None, :]
        return self.back(acc.astype(F) * (s[:, None] * scale[None, :]) + bias)

    def back(self, x):
        return x.astype(F if self.rounded else np.float64)

    def norm(self, x, name):
        x = self.back(x).astype(np.float64)
        d = x - x.mean(1, keepdims=True)
        y = d / np.sqrt((d * d).mean(1, keepdims=True) + 1e-12) * self.t[name + ".g"] + self.t[name + ".b"]
        return self.back(y)

    def attention(self, q, k, v):
        heads = lambda a: a.reshape(-1, HEADS, H // HEADS)  # noqa: E731
        if not self.rounded:
            s = np.einsum("ihd,jhd->hij", heads(q), heads(k)) / np.sqrt(H // HEADS)
            p = np.exp(s - s.max(2, keepdims=True))
            p /= p.sum(2, keepdims=True)
            return np.einsum("hij,jhd->ihd", p, heads(v)).reshape(-1, H)
        (q, qs), (k, ks), (v, vs) = to_int16(q, 8191, 1), to_int16(k, 8191, 1), to_int16(v, 32767)
        qs = qs * (F(1.4426950408889634) / np.sqrt(F(H // HEADS)))
        s = np.einsum("ihd,jhd->hij", heads(q), heads(k)).astype(F) * (ks.T[None] * qs[None])
        e = exp2_rounded(s - s.max(2, keepdims=True))
        p = np.rint(e * (F(32767) / e.astype(np.float64).sum(2, keepdims=True).astype(F))).astype(np.int64)
        return np.einsum("hij,jhd->ihd", p, heads(v)).reshape(-1, H).astype(F) * (vs / F(32767))

    def layer(self, i, x):
        a = self.attention(*(self.qlinear(f"layer{i}.{part}", x) for part in "qkv"))
        x = self.norm(x + self.qlinear(f"layer{i}.o", a), f"layer{i}.ln1")
        f = self.qlinear(f"layer{i}.f1", x)
        f = gelu_rounded(f) if self.rounded else f * 0.5 * (1 + np.vectorize(erf)(f / np.sqrt(2)))
        return self.norm(x + self.qlinear(f"layer{i}.f2", f), f"layer{i}.ln2")

    def encode(self, ids, cases, first, rounded):
        t = self.t
        self.rounded = rounded
        x = self.norm(t["word"][ids] + t["emb.pos"][: len(ids)] + t["emb.case"][cases], "emb.ln")
        out = 0
        for i in range(LAYERS):
            x = self.layer(i, x)
            out = out + t["mix"][0, i] * x[first]
        return out

    def dense(self, name, x):
        return x @ self.t[name + ".w"].T + self.t[name + ".b"]

    def arcs(self, x):
        d = np.maximum(self.dense("arc.d", x), 0)
        h = np.maximum(self.dense("arc.h", np.vstack([self.t["arc.root"], x])), 0)
        return np.hstack([d, np.ones((len(d), 1))]) @ self.t["arc.u"] @ h.T

    def rels(self, x, heads):
        one = np.ones((len(x), 1))
        d = np.hstack([np.maximum(self.dense("rel.d", x), 0), one])
        h = np.maximum(self.dense("rel.h", np.vstack([self.t["arc.root"], x])), 0)[heads]
        u = self.t["rel.u"].reshape(-1, REL + 1, REL + 1)
        return np.einsum("ia,rab,ib->ir", d, u, np.hstack([h, one]))

    def roles(self, x, kind, i):
        t = self.t
        rows = []
        for j in range(len(x)):
            d = abs(j - i)
            b = 8 + int(np.sign(j - i)) * (0 if d == 0 else min(8, 1 + int(np.ceil(np.log2(d)))))
            h = t["role.a.w"] @ x[j] + t["role.b.w"] @ x[i] + t["role.kind"][KINDS.index(kind)] + t["role.dist"][b]
            rows.append(np.maximum(h + (t["role.u.w"] @ x[i]) * (t["role.v.w"] @ x[j]), 0))
        return self.dense("role." + kind, np.array(rows))


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "unit", "net")
    tiny = Tiny(seed).build()
    tiny.w.write(os.path.join(here, "tiny.onrm"))
    r = np.random.default_rng(seed + 1)
    pieces = 53
    ids = r.integers(0, V, pieces)
    ids[0], ids[-1] = 101, 102
    cases = r.integers(1, CASES, pieces)
    cases[0] = cases[-1] = 0
    first = np.array([i for i in range(1, pieces - 1) if i % 5 != 3])
    plain = tiny.encode(ids, cases, first, rounded=False)
    x = tiny.encode(ids, cases, first, rounded=True).astype(np.float64)
    heads = r.integers(0, len(first) + 1, len(first))
    out = Writer()
    for name, a in (("ids", ids), ("cases", cases), ("first", first), ("heads", heads)):
        out.add_i32(name, a)
    out.add_f32("word.plain", plain)
    out.add_f32("word", x)
    for name in LINEAR:
        out.add_f32("head." + name, tiny.dense("head." + name, x))
    out.add_f32("arcs", tiny.arcs(x))
    out.add_f32("rels", tiny.rels(x, heads))
    for anchor, kind in zip((0, 3, 20, len(first) - 1), KINDS):
        out.add_f32(f"role.{kind}.{anchor}", tiny.roles(x, kind, anchor))
    out.write(os.path.join(here, "tiny.expect"))


if __name__ == "__main__":
    main()
