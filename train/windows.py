"""Texts cut into windows and batched: what the network sees at once, in training as at run time.

A window holds whole paragraphs up to a length, never a part of a sentence. Lengths are drawn anew in every epoch, so
that the network meets short texts and long ones.
"""
import random

import torch

import encoder

MAX_PIECES = 440
SENTENCE_END = {'.', '!', '?', '”', '"', '…'}


def curl_quotes(words, spaces, pars):
    """A straight double quote enters as the curly one it stands for (src/lang/pieces.c holds the same rule)."""
    out, inside = list(words), False
    for i, w in enumerate(words):
        if i in pars:
            inside = False
        if w not in ('"', "''", '``'):
            continue
        before = i == 0 or i in pars or spaces[i - 1]
        after = i + 1 == len(words) or (i + 1) in pars or spaces[i]
        if before != after:
            inside = before
        else:
            inside = not inside
        out[i] = '“' if inside else '”'
    return out


class Encoded:
    """A Text with its pieces looked up once."""

    def __init__(self, text, pieces):
        self.text = text
        shown = curl_quotes(text.words, text.spaces, text.pars)
        self.pieces = [pieces.word(w) for w in shown]
        self.case = [encoder.case_of(w) + (0 if i == 0 or text.spaces[i - 1] else 12) for i, w in enumerate(text.words)]
        self.sent_set = set(text.sents or [])
        self.breaks = self._breaks()

    def _breaks(self):
        """Word indices where a window may begin: sentence starts where known, else paragraphs and likely sentence ends."""
        t = self.text
        if t.sents is not None:
            return list(t.sents)
        out = []
        for i in range(len(t.words)):
            if i in t.pars or (t.words[i - 1] in SENTENCE_END and t.words[i][:1].isupper()):
                out.append(i)
        return out


def cut(e, most, soft):
    """Windows [from, to) of at most `most` words and MAX_PIECES pieces; with soft=False they end at paragraphs if they can."""
    n, starts = len(e.text.words), e.breaks + [len(e.text.words)]
    out, a = [], 0
    while a < n:
        words, best_par, best, size = 0, None, None, 0
        for b in starts:
            if b <= a:
                continue
            size = sum(len(p) for p in e.pieces[a:b])
            if best is not None and (b - a > most or size > MAX_PIECES):
                break
            best = b
            if b == n or b in e.text.pars:
                best_par = b
        end = best if soft or best_par is None else best_par
        out.append((a, end))
        a = end
    return out


def draw(e, kind):
    """Windows of one epoch."""
    if kind == 'syn':
        r = random.random()
        most = 1 if r < .15 else random.randint(30, 220)
        return cut(e, most, True)
    return cut(e, random.randint(90, 230), False)


def item(e, span, vocab, kind):
    """One window as lists: ids, case, first piece of each word, labels by task, anchors."""
    a, b = span
    t, ids, case, first = e.text, [encoder.CLS], [0], []
    pars = t.pars if kind != 'syn' or random.random() < .5 else \
        {i for i in e.sent_set if i in t.pars or random.random() < .3}
    for i in range(a, b):
        first.append(min(len(ids), 505))
        c = e.case[i] + (6 if i in pars else 0)
        ids += e.pieces[i]
        case += [c] * len(e.pieces[i])
    ids, case = ids[:509] + [encoder.SEP], case[:509] + [0]
    lab = {}
    for name, values in t.labels.items():
        if name == 'head':
            lab[name] = [0 if h < 0 else h - a + 1 for h in values[a:b]]
        else:
            lab[name] = [vocab[name].get(v, -100) for v in values[a:b]]
    if t.sents is not None and len(t.words) > 1 and 'head' in t.labels:
        lab['ss'] = [int(i in e.sent_set) for i in range(a, b)]
        sent, k = [], 0
        for i in range(a, b):
            k += i in e.sent_set
            sent.append(k)
        lab['sent'] = sent
    anchors = []
    for kind_, at, attr, roles in t.anchors:
        if a <= at < b:
            row = [0] * (b - a)
            for i, role in roles.items():
                if a <= i < b:
                    row[i - a] = vocab['role.' + kind_][role]
            anchors.append((kind_, at - a, attr, row))
    return dict(ids=ids, case=case, first=first, lab=lab, anchors=anchors, n=b - a, span=span, e=e)


def batches(items, max_pieces, shuffle=True):
    """Items of like length together; each batch is padded to its longest."""
    key = lambda d: len(d['ids']) + (random.random() * 12 if shuffle else 0)
    out, cur, longest = [], [], 0
    for d in sorted(items, key=key):
        longest = max(longest, len(d['ids']))
        if cur and longest * (len(cur) + 1) > max_pieces:
            out.append(cur)
            cur, longest = [], len(d['ids'])
        cur.append(d)
    if cur:
        out.append(cur)
    if shuffle:
        random.shuffle(out)
    return out


def masked(batch, share):
    """The batch with that share of its pieces hidden: small data is not learned by heart."""
    if share <= 0:
        return batch
    hide = lambda ids: [encoder.MASK if 0 < i < len(ids) - 1 and random.random() < share else x for i, x in enumerate(ids)]
    return [dict(d, ids=hide(d['ids'])) for d in batch]


def collate(batch):
    """Tensors: ids, case, real [B, T]; first, word mask [B, N]; labels [B, N], padded with -100."""
    t, n = max(len(d['ids']) for d in batch), max(d['n'] for d in batch)
    pad = lambda rows, length, fill: torch.tensor([list(r) + [fill] * (length - len(r)) for r in rows])
    ids, case = pad([d['ids'] for d in batch], t, 0), pad([d['case'] for d in batch], t, 0)
    real = pad([[1] * len(d['ids']) for d in batch], t, 0).bool()
    first, words = pad([d['first'] for d in batch], n, 0), pad([[1] * d['n'] for d in batch], n, 0).bool()
    names = {k for d in batch for k in d['lab']}
    lab = {k: pad([d['lab'].get(k, [-100] * d['n']) for d in batch], n, -100) for k in names}
    anchors = {}
    for b, d in enumerate(batch):
        for kind, at, attr, row in d['anchors']:
            anchors.setdefault(kind, []).append((b, at, -100 if attr is None else attr, row + [-100] * (n - len(row))))
    return ids, case, real, first, words, lab, anchors
