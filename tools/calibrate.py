#!/usr/bin/env python3
"""Fit the weights of src/find/confidence.inc; standard library only. One command after every change of model or rules:

    ninja -C build/release onrecord && python3 tools/calibrate.py && ninja -C build/release onrecord

Usage: tools/calibrate.py [--program build/release/onrecord] [--data ../shared/data] [--out src/find/confidence.inc]
                          [--penalty 2] [--report]   the penalty is not searched; only measure what the program says now

A record is right when the scorer of the marked articles pairs it and calls it right (statements: content, source,
speaker; figures: value and effect; events: parties and modality). Factors come from `onrecord read --explain all`.

Weights: logistic regression with a penalty chosen by cross-validation over the articles of records/train. The network was
taught on those articles and knows them better than new ones, so that sum is stretched and shifted once for each kind (two
numbers) on records/dev; what is printed for dev leaves each article out of that in turn.
"""
import argparse
import collections
import concurrent.futures
import importlib.util
import json
import math
import os
import re
import subprocess
import sys

KINDS = ('statement', 'figure', 'event')
EDGES = (.5, .6, .7, .8, .9, 1.0001)
FACTOR = re.compile(r'^    (\S.*?) +(-?\d+\.\d+) x +(-?\d+\.\d+)$')


def scorer_at(path):
    spec = importlib.util.spec_from_file_location('score_records', path)
    m = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(m)
    return m


# ---- what is right ---------------------------------------------------------------------------------------------------

def rights(S, gold_path, text, json_path):
    """For each kind, whether each record of the program is right, in the order of the JSON."""
    G, Y = S.gold(gold_path), S.system(json_path, text)
    value_ok = lambda a, b: S.value(a) == S.value(b) and a['effect'] == b['effect']
    tests = {
        'statement': (S.statement_score, lambda a, b: S.dice(a['content'], b['content']) >= .8 and
                      S.over(a['source'], b['source']) and S.same_speaker(a, b)),
        'figure': (S.figure_score, value_ok),
        'event': (S.event_score, lambda a, b: S.over(a['actor'], b['actor']) and
                  S.over(a['recipient'], b['recipient']) and a['modality'] == b['modality'])}
    out = {}
    for kind, (score, ok) in tests.items():
        A, B = G[kind + 's'], Y[kind + 's']
        out[kind] = [0] * len(B)
        for i, j in S.pair(A, B, score):
            out[kind][j] = int(ok(A[i], B[j]))
    return out


def table(pairs):
    """Bins of (confidence, right): rows of (from, to, n, mean confidence, share right)."""
    rows, low = [], 0.
    for high in EDGES:
        x = [(p, r) for p, r in pairs if low <= p < high]
        if x:
            rows.append((low, min(high, 1.), len(x), sum(p for p, _ in x) / len(x), sum(r for _, r in x) / len(x)))
        low = high
    return rows


def error(pairs):
    """Expected calibration error over the bins of table()."""
    return sum(n * abs(p - r) for _, _, n, p, r in table(pairs)) / max(len(pairs), 1)


def confidences(S, gold, out):
    """For each kind, (confidence, right) of the records in folder `out` (NAME.json) against the marks in `gold`."""
    pairs = {k: [] for k in KINDS}
    for f in sorted(os.listdir(gold)):
        path = os.path.join(out, f)
        if not f.endswith('.json') or not os.path.exists(path):
            continue
        text = open(os.path.join(gold, f[:-5] + '.txt'), encoding='utf8', newline='').read()
        doc, right = json.load(open(path, encoding='utf8')), rights(S, os.path.join(gold, f), text, path)
        for k in KINDS:
            pairs[k] += [(x['confidence'], r) for x, r in zip(doc[k + 's'], right[k])]
    return pairs


# ---- reading the program ---------------------------------------------------------------------------------------------

def factors(text):
    out, now = {}, None
    for line in text.split('\n'):
        w = line.split()
        if line[:1] not in ('', ' ') and len(w) > 1 and w[0] in KINDS:
            now = out.setdefault((w[0], w[1]), {})
        m = FACTOR.match(line)
        if m and now is not None:
            now[m.group(1)] = float(m.group(2))
    return out


def collect(o, S, half, published, tmp):
    """[(article, {kind: [(factors, right, confidence)]})]"""
    base = f'{o.data}/records/{half}'
    names = sorted(f[:-4] for f in os.listdir(base) if f.endswith('.txt'))

    def one(name):
        path = f'{base}/{name}.txt'
        extra = ['--published', published[name]] if name in published else []
        run = lambda *a: subprocess.run([o.program, 'read', *a, *extra, path], check=True, capture_output=True, text=True,
                                        encoding='utf8').stdout
        saved = os.path.join(tmp, f'{half}-{name}.json')
        open(saved, 'w', encoding='utf8').write(run('--json'))
        f, doc = factors(run('--explain', 'all')), json.load(open(saved, encoding='utf8'))
        text = open(path, encoding='utf8', newline='').read()
        right = rights(S, f'{base}/{name}.json', text, saved)
        return name, {k: [(f[k, x['id']], r, x['confidence']) for x, r in zip(doc[k + 's'], right[k])] for k in KINDS}

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, names))


# ---- fitting ---------------------------------------------------------------------------------------------------------

def solve(a, b):
    n = len(b)
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(a[r][i]))
        a[i], a[p], b[i], b[p] = a[p], a[i], b[p], b[i]
        for r in range(i + 1, n):
            k = a[r][i] / a[i][i]
            if k:
                for c in range(i, n):
                    a[r][c] -= k * a[i][c]
                b[r] -= k * b[i]
    x = [0.] * n
    for i in reversed(range(n)):
        x[i] = (b[i] - sum(a[i][c] * x[c] for c in range(i + 1, n))) / a[i][i]
    return x


def logistic(z):
    return 1 / (1 + math.exp(-max(-30., min(30., z))))


def fit(rows, names, penalty, rounds=8):
    """Newton's method; rows of (factors, right). The weight of "always" is free, the others are pulled to 0."""
    at = {k: i for i, k in enumerate(names)}
    n, w = len(names), [0.] * len(names)
    sparse = [([(at[k], v) for k, v in f.items() if k in at], r) for f, r in rows]
    for _ in range(rounds):
        h = [[0.] * n for _ in range(n)]
        g = [0.] * n
        for x, r in sparse:
            p = logistic(sum(w[i] * v for i, v in x))
            for i, v in x:
                g[i] += (r - p) * v
                for j, u in x:
                    h[i][j] += p * (1 - p) * v * u
        for i, k in enumerate(names):
            pull = 1e-3 if k == 'always' else penalty
            h[i][i] += pull
            g[i] -= pull * w[i]
        w = [a + d for a, d in zip(w, solve(h, g))]
    return dict(zip(names, w))


def total(weights, f):
    return sum(weights.get(k, 0.) * v for k, v in f.items())


def loss(pairs):
    return -sum(math.log(max(p if r else 1 - p, 1e-9)) for p, r in pairs) / max(len(pairs), 1)


def cross_validate(articles, kind, names, penalty, folds=5):
    pairs = []
    for k in range(folds):
        train = [(f, r) for i, a in enumerate(articles) if i % folds != k for f, r, _ in a[1][kind]]
        w = fit(train, names, penalty, 6)
        pairs += [(logistic(total(w, f)), r) for i, a in enumerate(articles) if i % folds == k for f, r, _ in a[1][kind]]
    return pairs


def stretch(rows):
    """Slope and shift of a sum: rows of (sum, right)."""
    w = fit([({'always': 1., 'sum': z}, r) for z, r in rows], ['always', 'sum'], .1, 12)
    return w['sum'], w['always']


def left_out(dev, kind, w):
    pairs = []
    for i, a in enumerate(dev):
        rest = [(total(w, f), r) for j, b in enumerate(dev) if j != i for f, r, _ in b[1][kind]]
        slope, shift = stretch(rest)
        pairs += [(logistic(slope * total(w, f) + shift), r) for f, r, _ in a[1][kind]]
    return pairs


def show(title, pairs):
    print(f'{title}: {len(pairs)} records, {sum(r for _, r in pairs)} right, loss {loss(pairs):.3f}, error {error(pairs):.3f}')
    for low, high, n, p, r in table(pairs):
        print(f'    {low:.1f}-{high:.1f}  n {n:4d}  confidence {p:.3f}  right {r:.3f}')


def fit_kind(train, dev, kind, penalty=None):
    count = collections.Counter(k for a in train for f, _, _ in a[1][kind] for k in f)
    names = ['always'] + sorted(k for k, n in count.items() if n >= 8 and k != 'always')
    best = penalty or min((2., 6., 20.), key=lambda p: loss(cross_validate(train, kind, names, p)))
    w = fit([(f, r) for a in train for f, r, _ in a[1][kind]], names, best)
    show(f'{kind}, train, cross-validated, penalty {best:g}', cross_validate(train, kind, names, best))
    show(f'{kind}, dev, as on train', [(logistic(total(w, f)), r) for a in dev for f, r, _ in a[1][kind]])
    show(f'{kind}, dev, each article left out', left_out(dev, kind, w))
    slope, shift = stretch([(total(w, f), r) for a in dev for f, r, _ in a[1][kind]])
    print(f'{kind}: slope {slope:.3f}, shift {shift:+.3f}')
    w = {k: v * slope for k, v in w.items()}
    w['always'] += shift
    return w


def write(path, weights):
    out = ['/* Made by tools/calibrate.py; do not edit. */', '/* clang-format off */']
    for kind in KINDS:
        out.append(f'static const weight weights_{kind}[] = {{')
        out += [f'    {{"{k}", {v:.4f}}},' for k, v in weights[kind].items()]
        out.append('};')
    out.append('/* clang-format on */')
    open(path, 'w', encoding='utf8').write('\n'.join(out) + '\n')


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--program', default='build/release/onrecord')
    p.add_argument('--data', default='../shared/data')
    p.add_argument('--scorer', default='../shared/tools/score_records.py')
    p.add_argument('--out', default='src/find/confidence.inc')
    p.add_argument('--penalty', type=float, help='take this one, where time is short; it was 2 at every fit so far')
    p.add_argument('--report', action='store_true', help='measure what the program says now, fit nothing')
    o = p.parse_args()
    if not os.path.isdir(o.data):
        sys.exit(f'calibrate.py: {o.data}: not there: nothing fitted')
    import tempfile
    S = scorer_at(o.scorer)
    lines = [x.split('\t') for x in open(f'{o.data}/records/index.tsv', encoding='utf8').read().split('\n')[1:]]
    published = {x[0]: x[2] for x in lines if len(x) > 2 and x[2]}
    with tempfile.TemporaryDirectory() as tmp:
        dev = collect(o, S, 'dev', published, tmp)
        for kind in KINDS:
            show(f'{kind}, dev, as the program says now', [(c, r) for a in dev for _, r, c in a[1][kind]])
        if o.report:
            return
        train = collect(o, S, 'train', published, tmp)
        write(o.out, {kind: fit_kind(train, dev, kind, o.penalty) for kind in KINDS})


if __name__ == '__main__':
    main()
