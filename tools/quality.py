#!/usr/bin/env python3
"""Measure the program on the development halves of ../shared/data and write docs/quality.md; standard library only.

Usage: tools/quality.py [--program build/release/onrecord] [--data ../shared/data] [--out docs/quality.md] [--json FILE]

Everything is measured through the C program: CoNLL-U in (gold tokens) or text in, CoNLL-U or JSON out. Where the data is
absent it says so and stops. Scorers: tools/score_conllu.py here, score_records.py beside the data.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'train'))
import corpora  # noqa: E402  (readers of the data; needs no package)
import score_pages  # noqa: E402
sys.path.insert(0, HERE)
import calibrate  # noqa: E402
import score_events  # noqa: E402
from spans import count, f1, fragments, spans  # noqa: E402

FLOORS = {'las gold EWT': 89.5, 'las gold GUM': 89.5, 'las gold GUM news': 89.0, 'upos gold EWT': 96.8, 'upos gold GUM': 96.8,
          'tokens EWT': 99.0, 'tokens GUM': 99.0, 'sentences EWT': 88.0, 'sentences GUM': 94.0, 'names EWT': 77.0,
          'polnear source': 81.0, 'polnear cue': 72.0, 'polnear content': 66.0, 'records statement found': 80.0,
          'acceptance statements found': 11}

# Floors of the issues still open, on records/dev.
OPEN_FLOORS = {'records statement found': 88.0, 'records statement right': 72.0, 'records right, direct': 88.0, 'records speaker': 90.0,
               'records polarity': 95.0, 'records figure found': 93.0, 'records figure right': 85.0, 'records figure sourced': 78.0,
               'records event found': 58.0, 'records event right': 40.0, 'records anchor, any type': 66.0, 'records on whose word': 90.0}


# Numbers, figures and dates on sets of others, by tools/score_numbers.py and score_dates.py.
FIGURE_FLOORS = {'tbaq value': 80.0, 'bare weekdays': 94.0, 'NewsQuant value': 92.0, 'Recognizers and duckling in scope': 96.0,
                 'negatives without a figure': 100.0, 'NumHG value and effect': 90.0, 'MUC value and effect': 82.0,
                 'IDMC value and effect': 85.0}


def run(args, **kw):
    return subprocess.run(args, check=False, capture_output=True, text=True, encoding='utf8', **kw).stdout


def blocks(path):
    """Sentences of a CoNLL-U file as (document number, comments, rows)."""
    doc, comments, rows = -1, [], []
    for line in open(path, encoding='utf8'):
        line = line.rstrip('\n')
        if line.startswith('#'):
            doc += line.startswith('# newdoc')
            comments.append(line)
        elif line:
            rows.append(line.split('\t'))
        else:
            if rows:
                yield doc, comments, rows
            comments, rows = [], []


def surface(rows):
    """The raw text of a sentence, and whether a space follows it."""
    out, skip, space = '', 0, True
    for c in rows:
        if '.' in c[0] or ('-' not in c[0] and int(c[0]) <= skip):
            continue
        if '-' in c[0]:
            skip = int(c[0].split('-')[1])
        space = 'SpaceAfter=No' not in c[9]
        out += c[1] + (' ' if space else '')
    return out.rstrip(' '), space


def raw_documents(path):
    """Text of each document: paragraphs on lines of their own where the treebank has them."""
    docs, last = [], None
    for doc, comments, rows in blocks(path):
        if doc != last:
            docs.append('')
            last = doc
        text, space = surface(rows)
        if docs[-1] and any(c.startswith('# newpar') for c in comments):
            docs[-1] = docs[-1].rstrip(' ') + '\n'
        docs[-1] += text + (' ' if space else '')
    return [d.strip() + '\n' for d in docs]


def conllu_score(gold, system):
    return json.loads(run([sys.executable, os.path.join(HERE, 'score_conllu.py'), '--json', gold, system]) or '{}')


def measure_tree(o, tmp, name, path):
    gold_out = os.path.join(tmp, 'gold.conllu')
    open(gold_out, 'w', encoding='utf8').write(run([o.program, 'read', '--timeout', '0', '--format', 'conllu', '--conllu', path]))
    files = []
    for i, text in enumerate(raw_documents(path)):
        files.append(os.path.join(tmp, f'{i:04d}.txt'))
        open(files[-1], 'w', encoding='utf8').write(text)
    raw_out = os.path.join(tmp, 'raw.conllu')
    open(raw_out, 'w', encoding='utf8').write(run([o.program, 'read', '--timeout', '0', '--conllu'] + files))
    return conllu_score(path, gold_out), conllu_score(path, raw_out), gold_out


def misc(row, key):
    for part in row[9].split('|'):
        if part.startswith(key + '='):
            return part[len(key) + 1:]
    return 'O'


def measure_names(o, system):
    gold = {tuple(w): t for w, t in corpora.read_iob(f'{o.data}/names/uner_ewt-dev.iob2')}
    c = collections.Counter()
    for _, _, rows in blocks(system):
        rows = [r for r in rows if r[0].isdigit()]
        tags = gold.get(tuple(r[1] for r in rows))
        if tags is not None:
            count(c, 'names', spans(tags), spans([misc(r, 'NER') for r in rows]))
    return f1(c, 'names')


def code_points(raw):
    """byte offset -> code point index"""
    m, b = {}, 0
    for i, ch in enumerate(raw):
        m[b] = i
        b += len(ch.encode('utf8'))
    m[b] = len(raw)
    return m


def measure_polnear(o):
    base, c = f'{o.data}/statements/polnear/dev', collections.Counter()
    texts = {os.path.splitext(f)[0]: os.path.join(base, 'text', f) for f in sorted(os.listdir(base + '/text'))}
    chosen = {}
    for f in sorted(os.listdir(base + '/attributions')):
        key = f.rsplit('_', 1)[0]
        if key in texts:
            chosen.setdefault(key, os.path.join(base, 'attributions', f))
    for key, ann in chosen.items():
        raw = open(texts[key], encoding='utf8', newline='').read()
        at, words, tags, tokens = code_points(raw), [], [], []
        for line in run([o.program, 'read', '--conllu', texts[key]]).split('\n'):
            row = line.split('\t')
            if len(row) == 10 and row[0].isdigit():
                a, b = (at[int(x)] for x in misc(row, 'Bytes').split(':'))
                tokens.append((a, b))
                words.append(raw[a:b])
                tags.append(misc(row, 'Attribution'))
        p = corpora.Painter(raw, tokens)
        for n, e in enumerate(corpora.read_brat(ann)):
            for role in ('content', 'source', 'cue'):
                for s in e[role]:
                    p.paint(s, role, (n, s))
        fragments(p.bio(), words, c, tags)
    return {k: f1(c, k) for k in ('source', 'cue', 'content')}


def records(o, gold, tmp, published):
    out = os.path.join(tmp, os.path.basename(gold.rstrip('/')))
    os.makedirs(out, exist_ok=True)
    for f in sorted(os.listdir(gold)):
        if f.endswith('.txt'):
            extra = ['--published', published[f[:-4]]] if f[:-4] in published else []
            j = run([o.program, 'read', '--json'] + extra + [os.path.join(gold, f)])
            open(os.path.join(out, f[:-4] + '.json'), 'w', encoding='utf8').write(j)
    return json.loads(run([sys.executable, o.scorer, '--json', gold, out]) or '{}')


def measure_figures(o):
    """The figures of the two scorers of numbers and dates; {} where their data or program is absent."""
    numbers = os.path.join(os.path.dirname(os.path.abspath(o.program)), 'onr-numbers')
    r = {}
    for args in (['score_dates.py', '--program', o.program, '--data', f'{o.data}/figures'],
                 ['score_numbers.py', '--numbers', numbers, '--program', o.program, '--data', o.data]):
        try:
            r.update(json.loads(run([sys.executable, os.path.join(HERE, args[0]), '--json'] + args[1:]) or '{}'))
        except ValueError:
            print(f'quality.py: {args[0]}: nothing measured', file=sys.stderr)
    return r


def measure(o):
    r, tables = {}, []
    with tempfile.TemporaryDirectory() as tmp:
        trees = []
        for name, f in (('EWT', 'en_ewt-dev'), ('GUM', 'en_gum-dev'), ('GUM news', 'en_gum_news-dev')):
            gold, raw, gold_out = measure_tree(o, tmp, name, f'{o.data}/ud/{f}.conllu')
            trees.append((name, gold, raw))
            for key, field in (('upos', 'upos'), ('xpos', 'xpos'), ('lemma', 'lemmas'), ('uas', 'uas'), ('las', 'las')):
                r[f'{key} gold {name}'], r[f'{key} raw {name}'] = gold[field]['f1'], raw[field]['f1']
            r[f'tokens {name}'], r[f'sentences {name}'] = raw['tokens']['f1'], raw['sentences']['f1']
            if name == 'EWT':
                r['names EWT'] = measure_names(o, gold_out)
        for k, v in measure_polnear(o).items():
            r[f'polnear {k}'] = v
        published = {}
        for line in open(f'{o.data}/records/index.tsv', encoding='utf8').read().split('\n')[1:]:
            p = line.split('\t')
            if len(p) > 2 and p[2]:
                published[p[0]] = p[2]
        r.update(measure_figures(o))
        dev = records(o, f'{o.data}/records/dev', tmp, published)
        sure = calibrate.confidences(calibrate.scorer_at(o.scorer), f'{o.data}/records/dev', os.path.join(tmp, 'dev'))
        events = score_events.untrained(o.program, o.data)
        events['modality of matched'] = score_events.modality(calibrate.scorer_at(o.scorer), f'{o.data}/records/dev', os.path.join(tmp, 'dev'))
        r.update({f'events {k}': v for k, v in events.items()})
        acc = records(o, f'{o.data}/acceptance', tmp, {'lavrov': '2023-12-28'})
        for k, v in dev.items():
            if isinstance(v, dict):
                r[f'records {k.strip()}'] = 100 * v['f1']
        r['acceptance statements found'] = acc.get('statement found', {}).get('n', 0)
        r['acceptance statements right'] = acc.get('statement right', {}).get('n', 0)
        tables = [('Marked articles, development half', dev), ('Acceptance article', acc)]
        for kind, pairs in sure.items():
            r[f'confidence error {kind}'] = 100 * calibrate.error(pairs)
            high = [right for p, right in pairs if p >= .9]
            r[f'right at .9 {kind}'] = 100 * sum(high) / len(high) if high else None
    return r, tables, sure


def confidence_section(sure):
    out = ['## Confidence', '', 'Of the records that say they are sure to so much, how many are right (records/dev; `tools/calibrate.py` fits the weights on',
           'records/train and sets two numbers a kind on these articles).', '', '| | confidence | records | mean confidence | share right |', '|---|---|---|---|---|']
    for kind, pairs in sure.items():
        out += [f'| {kind} | {low:.1f}–{high:.1f} | {n} | {p:.3f} | {right:.3f} |' for low, high, n, p, right in calibrate.table(pairs)]
        out.append(f'| {kind} | all, mean distance | {len(pairs)} | {calibrate.error(pairs):.3f} | |')
    return out + ['']


def pages_section(program, data):
    """Saved web pages, by tools/score_pages.py; nothing where the data is absent."""
    data = os.path.join(data, 'ingest')
    if not os.path.isdir(data):
        return []
    out = ['## Web pages', '', 'By `tools/score_pages.py`: article text (4-word shingles; segments for trafilatura-eval), title, date. `dev` and `held` are halves',
           'by a hash of the page\'s name. Pages of `dev` were read while the reader was built; of `held` its scores and some lists of misses, so that',
           'it is not blind.', '',
           '| set | measure | all | dev | held | floor |', '|---|---|---|---|---|---|']
    every, dev, held = (score_pages.measure(program, data, half) for half in (None, 'dev', 'held'))
    for name, values in every.items():
        for key, v in values.items():
            form = '%d' if key == 'pages' else '%.3f'
            out.append(f'| {name} | {key} | {form % v} | {form % dev[name][key]} | {form % held[name][key]} | {score_pages.verdict(name, key, v)} |')
    return out + ['']


def page(o, r, tables, sure, model):
    out = ['# Quality', '', 'Written by `tools/quality.py`, never by hand. Every figure is a development figure, measured through the C program',
           f'(`{model}`) on `../shared/data`; test halves stay unseen.', '', '## Floors', '', '| what | floor | measured | |', '|---|---|---|---|']
    for k, floor in FLOORS.items():
        v = r.get(k, 0)
        out.append(f'| {k} | {floor} | {v:.2f} | {"holds" if v >= floor else f"misses by {floor - v:.2f}"} |')
    for name in ('EWT', 'GUM', 'GUM news'):
        d = r[f'las gold {name}'] - r[f'las raw {name}']
        out.append(f'| raw text LAS loss {name} | ≤ 2.0 | {d:.2f} | {"holds" if d <= 2 else f"misses by {d - 2:.2f}"} |')
    out += ['', 'Of the issues still open (statements, figures, events):', '', '| what | floor | measured | |', '|---|---|---|---|']
    for k, floor in OPEN_FLOORS.items():
        v = r.get(k, 0)
        out.append(f'| {k} | {floor} | {v:.2f} | {"holds" if v >= floor else f"misses by {floor - v:.2f}"} |')
    out += ['', 'Numbers and dates on sets of others, never trained on:', '', '| what | floor | measured | |', '|---|---|---|---|']
    for k, floor in FIGURE_FLOORS.items():
        v = r.get(k, 0)
        out.append(f'| {k} | {floor} | {v:.2f} | {"holds" if v >= floor else f"misses by {floor - v:.2f}"} |')
    out += ['', '## The core', '', '| | UPOS | XPOS | lemmas | UAS | LAS | raw: tokens | sentences | UPOS | LAS |', '|---|---|---|---|---|---|---|---|---|---|']
    for name in ('EWT', 'GUM', 'GUM news'):
        keys = [f'{k} gold {name}' for k in ('upos', 'xpos', 'lemma', 'uas', 'las')] + [f'tokens {name}', f'sentences {name}', f'upos raw {name}', f'las raw {name}']
        out.append(f'| {name} | ' + ' | '.join(f'{r[k]:.2f}' for k in keys) + ' |')
    out += ['', f'Names (PER, LOC, ORG) on UNER-EWT: {r["names EWT"]:.2f}. PolNeAR, fragment exact F1, source / cue / content: '
            f'{r["polnear source"]:.2f} / {r["polnear cue"]:.2f} / {r["polnear content"]:.2f}.', '']
    for title, t in tables:
        out += [f'## {title}', '', '| | recall | precision | F1 | right | gold | system |', '|---|---|---|---|---|---|---|']
        for k, v in t.items():
            if isinstance(v, dict):
                out.append(f'| {k.strip()} | {100 * v["recall"]:.1f} | {100 * v["precision"]:.1f} | {100 * v["f1"]:.1f} | {v["n"]} | {v["gold"]} | {v["system"]} |')
        out.append('')
    out += score_events.section({k[7:]: v for k, v in r.items() if k.startswith('events ')})
    out += confidence_section(sure)
    out += pages_section(o.program, o.data)
    return '\n'.join(out).rstrip('\n') + '\n'


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--program', default='build/release/onrecord')
    p.add_argument('--data', default='../shared/data')
    p.add_argument('--scorer', default='../shared/tools/score_records.py')
    p.add_argument('--out', default='docs/quality.md')
    p.add_argument('--json', help='also write the figures here')
    o = p.parse_args()
    if not os.path.isdir(o.data):
        sys.exit(f'quality.py: {o.data}: not there: nothing measured')
    r, tables, sure = measure(o)
    model = run([o.program, 'model', 'info']).split('\n')[0].split()[-1]
    open(o.out, 'w', encoding='utf8').write(page(o, r, tables, sure, model))
    if o.json:
        json.dump(r, open(o.json, 'w'), indent=1)
    print(open(o.out, encoding='utf8').read())


if __name__ == '__main__':
    main()
