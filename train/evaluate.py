"""Development figures of the PyTorch model, greedy decoding: a compass while training. The figures that count are those
of the C program (tools/quality.py)."""
import collections

import torch

import windows
from spans import count, f1, fragments, spans


@torch.no_grad()
def evaluate(net, sets, names):
    """sets: name -> items; names: head -> label list. {set: {measure: value}}"""
    net.eval()
    dev = next(net.parameters()).device
    out = {}
    for title, items in sets.items():
        c = collections.Counter()
        for batch in windows.batches(items, 8000, False):
            ids, case, real, first, words, lab, anchors = [
                x.to(dev) if torch.is_tensor(x) else x for x in windows.collate(batch)]
            with torch.autocast(dev.type, torch.bfloat16):
                x = net.words(ids, case, real, first)
                best = {k: h(x).argmax(-1).cpu() for k, h in net.heads.items()}
                if 'head' in lab:
                    sc, ld, lh = net.arcs(x)
                    sent = lab['sent'].to(dev)
                    same = torch.cat([torch.ones_like(sent[:, :, None]), (sent[:, :, None] == sent[:, None, :]).long()], 2)
                    arc = sc.float().masked_fill(same == 0, -1e9).argmax(-1)
                    rel = net.rels(ld, lh, arc).argmax(-1).cpu()
                    arc = arc.cpu()
            for i, d in enumerate(batch):
                n, tags = d['n'], {}
                for k, v in best.items():
                    if k in d['lab'] and k in names:
                        tags[k] = [names[k][t] for t in v[i, :n]]
                gold = {k: [names[k][t] if t >= 0 else None for t in d['lab'][k]] for k in d['lab'] if k in names}
                if 'head' in d['lab']:
                    for j in range(n):
                        base = lambda r: r.split(':')[0]
                        ok = arc[i, j].item() == d['lab']['head'][j]
                        c['n'] += 1
                        c['upos'] += tags['upos'][j] == gold['upos'][j]
                        c['xpos'] += tags['xpos'][j] == gold['xpos'][j]
                        c['uas'] += ok
                        c['las'] += ok and base(names['rel'][rel[i, j]]) == base(gold['rel'][j])
                    count(c, 'ss', {j for j in range(n) if d['lab']['ss'][j]}, {j for j in range(n) if best['ss'][i, j]})
                if 'ner' in gold:
                    known = [j for j in range(n) if gold['ner'][j] is not None]
                    count(c, 'ner', spans([gold['ner'][j] for j in known]), spans([tags['ner'][j] for j in known]))
                if 'at' in gold:
                    w = d['e'].text.words[d['span'][0]:d['span'][1]]
                    fragments(gold['at'], w, c, tags['at'])
                for k in ('st', 'ev', 'fg'):
                    if k in gold:
                        g, p = spans(gold[k]), spans(tags[k])
                        for role in (('source', 'cue', 'content') if k == 'st' else (None,)):
                            f = lambda s: {y for y in s if role is None or y[2] == role}
                            count(c, f'{k} {role}' if role else k, f(g), f(p))
        r = {k: round(100 * c[k] / c['n'], 2) for k in ('upos', 'xpos', 'uas', 'las') if c['n']}
        r.update({k[0]: round(f1(c, k[0]), 2) for k in c if isinstance(k, tuple) and k[1] == 'g'})
        out[title] = r
    net.train()
    return out
