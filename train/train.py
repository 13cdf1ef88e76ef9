"""Teach the network: one command from ../shared/data to a checkpoint, and from there to the model file.

    python train.py --jar E5.jar --tokens BUILD/onr-tokens --out out/en.pt
    python export.py out/en.pt ../models/en.onrm

All tasks are mixed by batch: trees, tags, sentence starts and names (UD EWT, open GUM, UNER, Wikigold), attribution
(PolNeAR), and this project's records (statements, acts, numbers, with roles). Losses are plain cross-entropies.
Seeded; on a CPU in bfloat16 about 1,000 words a second on two cores, on a GPU minutes.
"""
import argparse
import json
import random
import time

import torch
import torch.nn.functional as F

import corpora
import encoder
import evaluate
import model
import windows

ATTRS = {'pol': corpora.POLARITY, 'mod': corpora.MODALITY, 'acc': corpora.ACCRUAL}


def options():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--data', default='../../shared/data')
    p.add_argument('--jar', required=True)
    p.add_argument('--tokens', required=True, help='the onr-tokens program')
    p.add_argument('--out', required=True)
    p.add_argument('--layers', type=int, default=12)
    p.add_argument('--passes', default='syn=5,ner=3,at=3,rec=10', help='how often each kind of text is read')
    p.add_argument('--lr', type=float, default=2e-4)
    p.add_argument('--batch', type=int, default=3000, help='pieces a batch')
    p.add_argument('--threads', type=int, default=2)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--steps', type=int, default=0, help='stop after so many (a trial)')
    p.add_argument('--mask', type=float, default=0., help='share of pieces hidden in marked articles, so that they are not learned by heart')
    p.add_argument('--init', help='start from this checkpoint')
    return p.parse_args()


def load_texts(o):
    """kind -> training Texts, and name -> (kind, development Texts)."""
    ewt = corpora.read_conllu(f'{o.data}/ud/en_ewt-train.conllu')
    gum = corpora.read_conllu(f'{o.data}/ud/en_gum_open-train.conllu')
    corpora.add_names(ewt, f'{o.data}/names/uner_ewt-train.iob2')
    corpora.add_names(gum, f'{o.data}/names/gum_open-train.iob2', corpora.read_titles('../data/titles.tsv'))
    ewt_dev = corpora.read_conllu(f'{o.data}/ud/en_ewt-dev.conllu')
    corpora.add_names(ewt_dev, f'{o.data}/names/uner_ewt-dev.iob2')
    train = {'syn': ewt + gum, 'ner': corpora.names_only(f'{o.data}/names/wikigold.iob'),
             'at': corpora.polnear(f'{o.data}/statements/polnear/train', o.tokens),
             'rec': corpora.records(f'{o.data}/records/train', o.tokens)}
    dev = {'ewt': ('syn', ewt_dev), 'gum': ('syn', corpora.read_conllu(f'{o.data}/ud/en_gum-dev.conllu')),
           'gum news': ('syn', corpora.read_conllu(f'{o.data}/ud/en_gum_news-dev.conllu')),
           'polnear': ('at', corpora.polnear(f'{o.data}/statements/polnear/dev', o.tokens)),
           'records': ('rec', corpora.records(f'{o.data}/records/dev', o.tokens))}
    return train, dev


def label_lists(train):
    names = {}
    for texts in train.values():
        for t in texts:
            for k, v in t.labels.items():
                if k != 'head':
                    names.setdefault(k, set()).update(x for x in v if x is not None)
    roles = {}
    for texts in train.values():
        for t in texts:
            for kind, _, _, row in t.anchors:
                roles.setdefault('role.' + kind, set()).update(row.values())
    order = lambda s: (['O'] if 'O' in s else []) + sorted(s - {'O'})
    out = {k: order(v) for k, v in names.items()}
    out.update({k: ['O'] + sorted(v) for k, v in roles.items()})
    out.update({k: list(v) for k, v in ATTRS.items()})
    out['ss'] = ['inside', 'start']
    return out


def ce(scores, target):
    return F.cross_entropy(scores.float().flatten(0, -2), target.flatten(), ignore_index=-100)


def loss_of(net, batch, dev):
    ids, case, real, first, words, lab, anchors = [x.to(dev) if torch.is_tensor(x) else x for x in windows.collate(batch)]
    lab = {k: v.to(dev) for k, v in lab.items()}
    x = net.words(ids, case, real, first)
    loss = 0.
    if 'head' in lab:
        scores, ld, lh = net.arcs(x)
        sent = lab['sent']
        other = (sent[:, :, None] != sent[:, None, :])
        other = torch.cat([torch.zeros_like(other[:, :, :1]), other], 2)
        loss = loss + ce(scores.float().masked_fill(other, -1e4), lab['head'])
        loss = loss + ce(net.rels(ld, lh, lab['head'].clamp(min=0)), lab['rel'])
    weights = {'upos': .5, 'xpos': .5, 'ner': 1., 'st': 1., 'ev': 3., 'fg': 2., 'at': 1., 'ss': 2.}
    for k, w in weights.items():
        if k in lab and (lab[k] >= 0).any():
            loss = loss + w * ce(net.heads[k](x), lab[k])
    for kind, rows in anchors.items():
        b, at, attr, roles = (torch.tensor(c, device=dev) for c in zip(*rows))
        scores = net.roles(x, kind, b, at)
        total = F.cross_entropy(scores.float().flatten(0, 1), roles.flatten(), ignore_index=-100, reduction='sum')
        loss = loss + total / (25. * len(rows))
        if kind in model.ATTR and (attr >= 0).any():
            loss = loss + .3 * ce(net.heads[model.ATTR[kind]](x[b, at]), attr)
    return loss


class Feed:
    """Batches of one kind, read `passes` times, each pass drawn and shuffled anew."""

    def __init__(self, kind, texts, vocab, passes, size):
        self.kind, self.texts, self.vocab, self.size = kind, texts, vocab, size
        self.queue = self._draw()
        self.left = max(1, round(len(self.queue) * passes)) if passes > 0 else 0

    def _draw(self):
        items = [windows.item(e, s, self.vocab, self.kind) for e in self.texts for s in windows.draw(e, self.kind)]
        return windows.batches(items, self.size)

    def next(self):
        self.left -= 1
        if not self.queue:
            self.queue = self._draw()
        return self.queue.pop()


def parameter_groups(net, lr):
    slow = [p for n, p in net.named_parameters() if n.startswith('enc.') and 'case' not in n]
    fast = [p for n, p in net.named_parameters() if not n.startswith('enc.') or 'case' in n]
    return [dict(params=slow, lr=lr, weight_decay=.01), dict(params=fast, lr=10 * lr, weight_decay=0.)]


def main():
    o = options()
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    torch.set_num_threads(o.threads)
    dev = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
    train, dev_texts = load_texts(o)
    names = label_lists(train)
    vocab = {k: {x: i for i, x in enumerate(v)} for k, v in names.items()}
    enc, pieces = encoder.load(o.jar, o.layers)
    wp = encoder.WordPiece(pieces)
    net = model.Net(enc, {k: len(v) for k, v in names.items()}).to(dev)
    if o.init:
        net.load_state_dict(torch.load(o.init, map_location=dev)['weights'])
    passes = {k: float(v) for k, v in (x.split('=') for x in o.passes.split(','))}
    feeds = [Feed(k, [windows.Encoded(t, wp) for t in texts], vocab, passes.get(k, 0), o.batch) for k, texts in train.items()]
    sets = {}
    for title, (kind, texts) in dev_texts.items():
        es = [windows.Encoded(t, wp) for t in texts]
        sets[title] = [windows.item(e, s, vocab, 'dev') for e in es for s in windows.cut(e, 170, kind == 'syn')]
    total = sum(f.left for f in feeds)
    print({f.kind: f.left for f in feeds}, 'steps', total, {k: len(v) for k, v in names.items()}, flush=True)
    groups = parameter_groups(net, o.lr)
    opt = torch.optim.AdamW(groups, betas=(.9, .99), fused=True)
    peak = [g['lr'] for g in opt.param_groups]
    save = lambda: torch.save(dict(weights=net.state_dict(), names=names, pieces=pieces, layers=o.layers,
                                   options=vars(o)), o.out)
    net.train()
    t0 = shown = time.time()
    words, run, k = 0, 0., 0
    while any(f.left > 0 for f in feeds):
        feed = random.choices(feeds, [max(0, f.left) for f in feeds])[0]
        batch = windows.masked(feed.next(), o.mask if feed.kind in ('rec', 'at') else 0.)
        rate = min(1, k / (.06 * total)) * max(0., 1 - k / total)
        for g, p in zip(opt.param_groups, peak):
            g['lr'] = p * rate
        with torch.autocast(dev.type, torch.bfloat16):
            loss = loss_of(net, batch, dev)
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.)
        opt.step()
        k += 1
        words += sum(d['n'] for d in batch)
        run += loss.item()
        if k % 50 == 0:
            print(f'{k}/{total} loss {run / 50:.3f} {words / (time.time() - t0):.0f} w/s {time.time() - t0:.0f}s', flush=True)
            run = 0.
        if time.time() - shown > 1200:
            save()
            print(json.dumps(evaluate.evaluate(net, sets, names)), flush=True)
            shown = time.time()
        if o.steps and k >= o.steps:
            break
    save()
    print('FINAL', json.dumps(evaluate.evaluate(net, sets, names)), flush=True)


if __name__ == '__main__':
    main()
