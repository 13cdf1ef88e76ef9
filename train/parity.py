"""Does the C program say what the PyTorch network says? Developer's tool; nothing else needs it.

    /work/venv/bin/python train/parity.py CHECKPOINT MODEL --program BUILD/onrecord [--sentences 1000] [--articles 20] [--int8]

Both read the same windows (cut as src/lang/window.c does) of UD development sentences, and of development articles of
the records and of PolNeAR; PyTorch in float32, C from the int8 file. Both decode alike: the best legal BIO path, the
best tree with one root, root on the root word only. Printed: agreement of every tag and arc (required: 99.7 %), and
the scores of both against gold, so that what int8 costs can be read (allowed: 0.2 points). With --int8 PyTorch rounds as the
model file does: what still differs then is the programs, not the rounding.
Exit status 1 when a requirement fails.
"""
import argparse
import collections
import os
import subprocess
import sys
import tempfile

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import corpora  # noqa: E402
import encoder  # noqa: E402
import evaluate  # noqa: E402
import model  # noqa: E402
import windows  # noqa: E402

WORDS, PIECES, MOST, CONTEXT = 200, 440, 500, 40     # src/lang/window.h
MARKS = {'st': 'Statement', 'ev': 'Act', 'fg': 'Number', 'at': 'Attribution'}
AGREE, LOSS = 99.7, 0.2
SURE = 1.               # difference of the two best scores from which PyTorch counts as sure


# ---- texts -----------------------------------------------------------------------------------------------------------

class Read:
    """A CoNLL-U document as rows: words, spaces, pars, sents and the columns."""

    def __init__(self, lines):
        self.words, self.spaces, self.pars, self.sents, self.rows = [], [], set(), [], []
        par, start, until, glue = True, True, 0, False
        for line in lines:
            line = line.rstrip('\n')
            if line.startswith(('# newdoc', '# newpar')):
                par = True
            elif not line:
                start, until = True, 0
            elif line[0] != '#' and '.' not in (c := line.split('\t'))[0]:
                if '-' in c[0]:
                    until, glue = int(c[0].split('-')[1]), 'SpaceAfter=No' in c[9]
                    continue
                at, n = len(self.words), int(c[0])
                if par:
                    self.pars.add(at)
                if start:
                    self.sents.append(at)
                par = start = False
                inside = n <= until
                self.words.append(c[1])
                self.spaces.append(not ((n < until or glue) if inside else 'SpaceAfter=No' in c[9]))
                self.rows.append(c)
        for i in self.pars:      # a block end counts as white space
            if i:
                self.spaces[i - 1] = True
        self.ends = self.sents[1:] + [len(self.words)]

    def misc(self, key):
        get = lambda c: next((p[len(key) + 1:] for p in c[9].split('|') if p.startswith(key + '=')), 'O')
        return [get(c) for c in self.rows]


def first_sentences(path, n):
    out, k = [], 0
    for line in open(path, encoding='utf8'):
        out.append(line)
        k += line == '\n'
        if k == n:
            break
    return out


def run(o, args):
    return subprocess.run([o.program, 'read', '--timeout', '0', '--model', o.model, '--conllu'] + args, check=True,
                          capture_output=True, text=True, encoding='utf8').stdout.split('\n')


# ---- windows as in src/lang/window.c ---------------------------------------------------------------------------------

def starts_unit(r, i, given):
    if i == 0 or i >= len(r.words):
        return True
    if given:
        return i in r.sent_set
    return i in r.pars or (r.words[i - 1] in windows.SENTENCE_END and r.words[i][:1].isupper())


def next_window(r, pieces, at, given):
    size, unit, block, i, n = 0, 0, 0, at, len(r.words)
    while i < n and i - at < WORDS and size + len(pieces[i]) <= PIECES:
        size += len(pieces[i])
        if starts_unit(r, i + 1, given):
            unit = i + 1
            if i + 1 == n or i + 1 in r.pars:
                block = i + 1
        i += 1
    end = unit if given and unit else block or unit or i
    size, context = sum(len(p) for p in pieces[at:i]), at
    if not starts_unit(r, at, given):
        while context and at - context < CONTEXT and context not in r.pars and size + len(pieces[context - 1]) <= MOST:
            context -= 1
            size += len(pieces[context])
    return context, end


# ---- decoding --------------------------------------------------------------------------------------------------------

def viterbi(scores, labels):
    """The best path in which I-x follows only B-x or I-x."""
    ok = np.array([[b[0] != 'I' or a[2:] == b[2:] and a != 'O' for b in labels] for a in labels])
    first = np.array([0 if b[0] != 'I' else -1e9 for b in labels])
    best, back = scores[0] + first, []
    for row in scores[1:]:
        step = np.where(ok, best[:, None], -1e9)
        back.append(step.argmax(0))
        best = step.max(0) + row
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return [labels[k] for k in reversed(path)]


def cycle_of(head):
    seen = np.zeros(len(head), int)
    for i in range(1, len(head)):
        j, path = i, []
        while j and not seen[j]:
            seen[j] = i
            path.append(j)
            j = head[j]
        if j and seen[j] == i:
            return path[path.index(j):]
    return None


def arborescence(s):
    """Chu-Liu/Edmonds. s[dependent][head], node 0 the root; the head of every node."""
    head = s.argmax(1)
    head[0] = 0
    c = cycle_of(head)
    if c is None:
        return head
    rest = [i for i in range(len(s)) if i not in set(c)]
    inside = s[c, head[c]]
    enter = s[np.ix_(c, rest)] - inside[:, None]          # break the cycle at c[k], coming from rest
    leave = s[np.ix_(rest, c)]
    t = np.full((len(rest) + 1,) * 2, -1e9)
    t[:-1, :-1] = s[np.ix_(rest, rest)]
    t[:-1, -1], t[-1, :-1] = leave.max(1), enter.max(0)
    np.fill_diagonal(t, -1e9)
    small = arborescence(t)
    out = head.copy()
    for k, i in enumerate(rest[1:], 1):
        out[i] = c[leave[k].argmax()] if small[k] == len(rest) else rest[small[k]]
    broken = c[enter[:, small[-1]].argmax()]
    out[broken] = rest[small[-1]]
    return out


def tree(scores):
    """Heads (0: root, 1 + index) of the best tree with one root word; scores [n, n + 1]."""
    n = len(scores)
    s = np.full((n + 1, n + 1), -1e9)
    s[1:] = scores
    np.fill_diagonal(s, -1e9)
    head = arborescence(s)[1:]
    if (head == 0).sum() == 1:
        return head
    best, most = None, -np.inf
    for r in range(1, n + 1):
        t = s.copy()
        t[np.arange(n + 1) != r, 0] = -1e8
        h = arborescence(t)[1:]
        total = t[np.arange(1, n + 1), h].sum()
        if total > most:
            best, most = h, total
    return best


# ---- the network -----------------------------------------------------------------------------------------------------

class Int8(torch.nn.Module):
    """A linear layer as the C program computes it (docs/model-format.md), in float32."""

    def __init__(self, linear):
        super().__init__()
        self.scale = linear.weight.abs().amax(1).clamp_min(1e-8) / 127
        self.w, self.bias = torch.round(linear.weight / self.scale[:, None]), linear.bias

    def forward(self, x):
        lo, hi = x.amin(-1, keepdim=True).clamp_max(0), x.amax(-1, keepdim=True).clamp_min(0)
        s = (hi - lo) / 255
        s = torch.where(s == 0, torch.ones_like(s), s)
        z = torch.round(-lo / s)
        q = (torch.round(x / s) + z).clamp(0, 255) - z
        return (q @ self.w.T) * (s * self.scale) + self.bias


def quantise(net):
    """Round what the model file rounds: agreement is then a matter of programming alone."""
    with torch.no_grad():
        scale = net.enc.word.weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        net.enc.word.weight.copy_(torch.round(net.enc.word.weight / scale) * scale)
        for layer in net.enc.layers:
            for part in ('q', 'k', 'v', 'o', 'f1', 'f2'):
                setattr(layer, part, Int8(getattr(layer, part)))


def load(path):
    ck = torch.load(path, map_location='cpu')
    sizes = {k: len(v) for k, v in ck['names'].items()}
    sd = ck['weights']
    net = model.Net(encoder.Encoder(len(ck['pieces']), inner=sd['enc.layers.0.f1.weight'].shape[0], layers=ck['layers']),
                    sizes)
    net.load_state_dict({k: v.float() for k, v in sd.items()})
    return net.eval(), ck['names'], encoder.WordPiece(ck['pieces'])


def encode(r, pieces, context, end):
    ids, case, first = [encoder.CLS], [0], []
    for i in range(context, end):
        c = encoder.case_of(r.words[i]) + (6 if i in r.pars else 0) + (12 if i and not r.spaces[i - 1] else 0)
        first.append(len(ids))
        ids += pieces[i]
        case += [c] * len(pieces[i])
    return [torch.tensor([x]) for x in (ids + [encoder.SEP], case + [0], first)]


def sure(scores):
    """Is the best score well above the second?"""
    two = np.sort(scores, 1)[:, -2:]
    return list(two[:, 1] - two[:, 0] >= SURE) if scores.shape[1] > 1 else [True] * len(scores)


@torch.no_grad()
def torch_says(net, names, word_pieces, r, given):
    """Column name -> labels of all words, by the network; heads within their sentence (0: root)."""
    pieces = [word_pieces.word(w) for w in windows.curl_quotes(r.words, r.spaces, r.pars)]
    r.sent_set, n = set(r.sents), len(r.words)
    out, at, a = collections.defaultdict(list), 0, 0
    while at < n:
        context, end = next_window(r, pieces, at, given)
        ids, case, first = encode(r, pieces, context, end)
        x = net.words(ids, case, torch.ones_like(ids).bool(), first)
        s = {k: h(x)[0, at - context:].numpy() for k, h in net.heads.items()}
        for k in ('upos', 'xpos'):
            out[k] += [names[k][i] for i in s[k].argmax(1)]
        out['ss'] += [int(i) for i in s['ss'].argmax(1)]
        for k in MARKS:
            out[k] += viterbi(s[k], names[k])
        for k in ('upos', 'xpos', 'ner') + tuple(MARKS):
            out[k, 'sure'] += sure(s[k])
        arcs, ld, lh = net.arcs(x)
        arcs = arcs[0].numpy()
        while a < len(r.sents) and r.sents[a] < end:
            b, e = max(r.sents[a], at), min(r.ends[a], end)
            out['ner'] += viterbi(s['ner'][b - at:e - at], names['ner'])
            i, j = b - context, e - context
            arc = np.concatenate([arcs[i:j, :1], arcs[i:j, i + 1:j + 1]], 1)
            head = tree(arc)
            out['head', 'sure'] += sure(arc)
            full = torch.tensor([[0 if h == 0 else i + h for h in head]])
            rel = net.rels(ld[:, i:j], lh, full)[0].numpy()
            root = np.array([x == 'root' for x in names['rel']])
            rel[:, :] = np.where((head == 0)[:, None] == root[None, :], rel, -1e9)
            out['head'] += [int(h) for h in head]
            out['rel'] += [names['rel'][k] for k in rel.argmax(1)]
            if r.ends[a] > end:
                break
            a += 1
        at = end
    for k in MARKS:         # a span parted by a block end begins anew
        out[k] = ['B' + t[1:] if i in r.pars and t[0] == 'I' else t for i, t in enumerate(out[k])]
    titles = corpora.read_titles(os.path.join(HERE, '..', 'data', 'titles.tsv'))
    out['ner'] = [t for b, e in zip(r.sents, r.ends) for t in corpora.without_titles(r.words[b:e], out['ner'][b:e], titles)]
    return out


def c_says(r):
    out = {'upos': [c[3] for c in r.rows], 'xpos': [c[4] for c in r.rows], 'head': [int(c[6]) for c in r.rows],
           'rel': [c[7] for c in r.rows], 'ner': r.misc('NER'), 'ss': [int(i in set(r.sents)) for i in range(len(r.rows))]}
    out.update({k: r.misc(v) for k, v in MARKS.items()})
    return out


# ---- scores ----------------------------------------------------------------------------------------------------------

def count_same(c, r, mine, theirs, given):
    for k in ('upos', 'xpos', 'ner', 'head', 'rel') + tuple(MARKS):
        c[k, 'n'] += len(r.words)
        c[k, 'same'] += sum(a == b for a, b in zip(mine[k], theirs[k]))
        where = mine.get((k, 'sure'), [])
        c[k, 'sure'] += sum(where)
        c[k, 'sure same'] += sum(a == b for a, b, w in zip(mine[k], theirs[k], where) if w)
    if not given:
        inner = [i for i in range(len(r.words)) if i not in r.pars]
        c['ss', 'n'] += len(inner)
        c['ss', 'same'] += sum(mine['ss'][i] == theirs['ss'][i] for i in inner)


def score_ud(c, gold, names, said):
    for i, row in enumerate(gold.rows):
        base = lambda x: x.split(':')[0]
        c['words'] += 1
        c['upos'] += said['upos'][i] == row[3]
        c['xpos'] += said['xpos'][i] == row[4]
        c['uas'] += said['head'][i] == int(row[6])
        c['las'] += said['head'][i] == int(row[6]) and base(said['rel'][i]) == base(row[7])
    for b, e in zip(gold.sents, gold.ends):
        tags = names.get(tuple(gold.words[b:e]))
        if tags is not None:
            evaluate.count(c, 'ner', evaluate.spans(tags), evaluate.spans(said['ner'][b:e]))


def score_article(c, text, said):
    for k in MARKS:
        if k in text.labels and k == 'at':
            evaluate.fragments(text.labels[k], text.words, c, said[k])
        elif k in text.labels:
            g, p = evaluate.spans(text.labels[k]), evaluate.spans(said[k])
            for role in ('source', 'cue', 'content') if k == 'st' else (None,):
                pick = lambda s: {x for x in s if role in (None, x[2])}
                evaluate.count(c, f'{k} {role}' if role else k, pick(g), pick(p))


# ---- the two kinds of text -------------------------------------------------------------------------------------------

def do_trees(o, net, names, word_pieces, same, scores, tmp):
    ner = {tuple(w): t for w, t in corpora.read_iob(f'{o.data}/names/uner_ewt-dev.iob2')}
    for name in ('ewt', 'gum'):
        lines = first_sentences(f'{o.data}/ud/en_{name}-dev.conllu', o.sentences // 2)
        path = os.path.join(tmp, name + '.conllu')
        open(path, 'w', encoding='utf8').writelines(lines)
        gold, r = Read(lines), Read(run(o, ['--from', 'conllu', path]))
        assert [w.replace('\xa0', ' ') for w in gold.words] == [w.replace('\xa0', ' ') for w in r.words], name
        assert gold.sents == r.sents, f'{name}: sentences'
        gold.pars, gold.spaces = r.pars, r.spaces
        mine, theirs = torch_says(net, names, word_pieces, gold, True), c_says(r)
        count_same(same, gold, mine, theirs, True)
        for who, said in (('torch', mine), ('C', theirs)):
            score_ud(scores[who], gold, ner, said)


def marked(o, path, r):
    """The article as a corpora.Text over C's tokens, with its gold marks."""
    raw = open(path, encoding='utf8', newline='').read()
    data, at = raw.encode('utf8'), {}
    for i, ch in enumerate(raw):
        at[len(at)] = i
    starts = np.cumsum([0] + [len(ch.encode('utf8')) for ch in raw])
    cp = {int(b): i for i, b in enumerate(starts)}
    tok = []
    for i, c in enumerate(r.rows):
        a, b = (int(x) for x in r.misc_bytes[i].split(':'))
        if data[a:b].decode('utf8') != r.words[i]:
            return None
        tok.append((cp[a], cp[b], 0, int(r.spaces[i])))
    t = corpora.raw_text(raw, tok)
    if path.endswith('.txt') and os.path.exists(path[:-4] + '.json'):
        import json
        g = json.load(open(path[:-4] + '.json', encoding='utf8'))
        corpora.mark_statements(t, raw, tok, g['statements'])
        corpora.mark_acts(t, raw, tok, g['events'])
        corpora.mark_figures(t, raw, tok, g['figures'])
        return t
    folder, name = os.path.split(path)
    folder = os.path.join(os.path.dirname(folder), 'attributions')
    ann = [f for f in sorted(os.listdir(folder)) if f.rsplit('_', 1)[0] == os.path.splitext(name)[0]]
    p = corpora.Painter(raw, tok)
    for n, e in enumerate(corpora.read_brat(os.path.join(folder, ann[0]))):
        for role in ('content', 'source', 'cue'):
            for s in e[role]:
                p.paint(s, role, (n, s))
    t.labels['at'] = p.bio()
    return t


def do_articles(o, net, names, word_pieces, same, scores):
    for folder in (f'{o.data}/records/dev', f'{o.data}/statements/polnear/dev/text'):
        paths = sorted(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith('.txt'))
        for path in paths[:o.articles]:
            r = Read(run(o, [path]))
            r.misc_bytes = r.misc('Bytes')
            text = marked(o, path, r)
            if text is None:
                print(f'{path}: left out, its text was changed in reading')
                continue
            mine, theirs = torch_says(net, names, word_pieces, r, False), c_says(r)
            count_same(same, r, mine, theirs, False)
            for who, said in (('torch', mine), ('C', theirs)):
                score_article(scores[who], text, said)


def report(same, scores):
    bad = 0
    for k in sorted({k for k, _ in same}):
        share = 100 * same[k, 'same'] / same[k, 'n']
        bad += share < AGREE
        where = f', where sure {100 * same[k, "sure same"] / same[k, "sure"]:7.3f}' if same[k, 'sure'] else ''
        print(f'agree {k:5} {share:7.3f} % of {same[k, "n"]}{where}{"" if share >= AGREE else f"   below {AGREE}"}')
    figures = {}
    for who, c in scores.items():
        f = {k: 100 * c[k] / c['words'] for k in ('upos', 'xpos', 'uas', 'las') if c['words']}
        f.update({k[0]: 200 * c[k[0], 't'] / max(1, c[k[0], 'g'] + c[k[0], 'p']) for k in c
                  if isinstance(k, tuple) and k[1] == 'g'})
        figures[who] = f
    for k, v in figures['torch'].items():
        loss = v - figures['C'][k]
        bad += loss > LOSS
        print(f'score {k:10} torch {v:6.2f}  C {figures["C"][k]:6.2f}  loss {loss:+.2f}{"" if loss <= LOSS else f"   over {LOSS}"}')
    return bad


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('checkpoint')
    p.add_argument('model')
    p.add_argument('--program', default=os.path.join(HERE, '..', 'build', 'release', 'onrecord'))
    p.add_argument('--data', default=os.path.join(HERE, '..', '..', 'shared', 'data'))
    p.add_argument('--sentences', type=int, default=1000, help='half of them EWT, half GUM')
    p.add_argument('--articles', type=int, default=20, help='of the records, and as many of PolNeAR')
    p.add_argument('--int8', action='store_true', help='PyTorch rounds too')
    p.add_argument('--threads', type=int, default=1)
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    net, names, word_pieces = load(o.checkpoint)
    if o.int8:
        quantise(net)
    same, scores = collections.Counter(), {'torch': collections.Counter(), 'C': collections.Counter()}
    with tempfile.TemporaryDirectory() as tmp:
        do_trees(o, net, names, word_pieces, same, scores, tmp)
    do_articles(o, net, names, word_pieces, same, scores)
    sys.exit(1 if report(same, scores) else 0)


if __name__ == '__main__':
    main()
