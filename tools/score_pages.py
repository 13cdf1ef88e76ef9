#!/usr/bin/env python3
"""Measure what the program makes of saved web pages: article text, title, date, authors. Standard library only.

Usage: tools/score_pages.py [--program build/release/onrecord] [--data ../shared/data/ingest] [--half dev|held] [-v]

Text: F1 of 4-word shingles, averaged over pages, and the share of pages whose words are exactly the gold's (as the
ScrapingHub article-extraction-benchmark counts); trafilatura-eval: F1 over its wanted and unwanted segments. Titles: the
words of the gold title. Dates: right, wrong and none. Pages are split into two halves by a hash of their name: `dev`
may be looked at while the reader is built, `held` is only measured.
"""
import argparse
import collections
import glob
import gzip
import hashlib
import html
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile

TOKEN = re.compile(r'\w+', re.UNICODE)


def half_of(name):
    return 'held' if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 else 'dev'


def words(text):
    return TOKEN.findall(text or '')


def shingles(text, n=4):
    t = words(text)
    if len(t) < n:
        return collections.Counter([tuple(t)] if t else [])
    return collections.Counter(tuple(t[i:i + n]) for i in range(len(t) - n + 1))


def text_score(gold, got):
    """Precision, recall, exact of one page."""
    a, b = shingles(gold), shingles(got)
    both = sum((a & b).values())
    p = both / sum(b.values()) if b else (1.0 if not a else 0.0)
    r = both / sum(a.values()) if a else 1.0
    return p, r, words(gold) == words(got)


def mean_f1(scores):
    """F1 of the mean precision and mean recall, and the share of exact pages."""
    n = max(1, len(scores))
    p, r = sum(s[0] for s in scores) / n, sum(s[1] for s in scores) / n
    return {'f1': 2 * p * r / (p + r) if p + r else 0.0, 'precision': p, 'recall': r, 'exact': sum(s[2] for s in scores) / n, 'pages': len(scores)}


def read_pages(program, pages):
    """What the program makes of {name: bytes}: {name: document}."""
    out = {}
    with tempfile.TemporaryDirectory() as tmp:
        files, names = [], {}
        for i, (name, data) in enumerate(pages.items()):
            path = os.path.join(tmp, '%05d.html' % i)
            with open(path, 'wb') as f:
                f.write(data)
            files.append(path)
            names.setdefault(hashlib.sha256(data).hexdigest(), []).append(name)
        for i in range(0, len(files), 200):
            run = subprocess.run([program, 'read', '--json', '--model', 'none'] + files[i:i + 200], check=False, capture_output=True)
            for line in filter(None, run.stdout.decode('utf8').split('\n')):
                d = json.loads(line)['document']
                for name in names.get(d['source']['sha256'], []):
                    out[name] = d
    return out


def body(doc):
    """The article's text without its title, which is the first paragraph."""
    if not doc:
        return ''
    text, title = doc['text'], doc['title']
    return text[len(title):] if title and text.startswith(title) else text


def gunzip(path):
    with gzip.open(path) as f:
        return f.read()


def tar_pages(path):
    with tarfile.open(path) as t:
        return {os.path.basename(m.name): t.extractfile(m).read() for m in t if m.isfile()}


def wanted(name, half):
    return half in (None, half_of(name))


def score_aeb(program, data, half, verbose):
    gold = json.load(open(os.path.join(data, 'aeb', 'ground-truth.json'), encoding='utf8'))
    pages = {k: gunzip(os.path.join(data, 'aeb', 'html', k + '.html.gz')) for k in gold if wanted(k, half)}
    got = read_pages(program, pages)
    scores = {k: text_score(gold[k]['articleBody'], body(got.get(k))) for k in pages}
    show(scores, verbose)
    return mean_f1(list(scores.values()))


def show(scores, verbose):
    if verbose:
        for k, (p, r, e) in sorted(scores.items(), key=lambda x: x[1][0] * x[1][1]):
            print('  %.3f %.3f %d %s' % (p, r, e, k))


def segments(gold, text):
    text = ' '.join(text.split())
    tp = sum(' '.join(s.split()) in text for s in gold['with'])
    fp = sum(' '.join(s.split()) in text for s in gold['without'])
    return tp, fp, len(gold['with']) - tp


def score_trafilatura(program, data, half, verbose):
    gold = json.load(open(os.path.join(data, 'trafilatura-eval', 'evaldata.json'), encoding='utf8'))
    every = tar_pages(os.path.join(data, 'trafilatura-eval', 'html.tar.gz'))
    gold = {g['file']: g for g in gold.values() if g['file'] in every and wanted(g['file'], half)}
    got = read_pages(program, {k: every[k] for k in gold})
    tp = fp = fn = 0
    for k, g in gold.items():
        a, b, c = segments(g, got[k]['text'] if k in got else '')
        tp, fp, fn = tp + a, fp + b, fn + c
        if verbose and b + c:
            print('  unwanted %d missed %d %s' % (b, c, k))
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return {'f1': 2 * p * r / max(1e-9, p + r), 'precision': p, 'recall': r, 'pages': len(gold)}


def fundus_body(b):
    parts = list(b.get('summary') or [])
    for s in b.get('sections') or []:
        parts += list(s.get('headline') or []) + list(s.get('paragraphs') or [])
    return '\n'.join(parts)


def fundus_gold(data):
    for path in sorted(glob.glob(os.path.join(data, 'fundus-tests', '*', '*.html.gz'))):
        m = re.match(r'(.*?)_(\d{4}_\d\d_\d\d)', os.path.basename(path))
        versions = json.load(open(os.path.join(os.path.dirname(path), m.group(1) + '.json'), encoding='utf8'))
        page = html.unescape(gunzip(path).decode('utf8', 'replace'))
        yield path, max(versions.values(), key=lambda v: sum(t[:30] in page for t in fundus_body(v['body']).split('\n')[:8] + [v['title'] or '']))


def title_words(s):
    return [w.lower() for w in words(s)]


def names(list_):
    return sorted(' '.join(title_words(a)) for a in list_)


def date_verdict(gold, doc):
    got = doc['published']['date'] if doc else None
    return 'none' if not got else 'right' if got == gold else 'wrong'


def score_fundus(program, data, half, verbose):
    gold = {p: g for p, g in fundus_gold(data) if wanted(os.path.basename(p), half)}
    got = read_pages(program, {p: gunzip(p) for p in gold})
    scores, titles, dates, authors = {}, 0, collections.Counter(), [0, 0]
    for p, g in gold.items():
        d = got.get(p)
        scores[p] = text_score(fundus_body(g['body']), body(d))
        same = bool(d) and title_words(d['title']) == title_words(g['title'])
        titles += same
        verdict = date_verdict(g['publishing_date'][:10], d)
        dates[verdict] += 1
        right = bool(d) and names(d['authors']) == names(g.get('authors') or [])
        authors[0] += right
        authors[1] += 1
        if verbose and not same:
            print('  title %r, not %r: %s' % (d and d['title'], g['title'], os.path.basename(p)))
        if verbose and verdict != 'right':
            print('  date %s, not %s: %s' % (d and d['published'], g['publishing_date'], os.path.basename(p)))
        if verbose and not right:
            print('  authors %s, not %s: %s' % (d and d['authors'], g.get('authors'), os.path.basename(p)))
    show(scores, verbose)
    n = max(1, len(gold))
    return dict(mean_f1(list(scores.values())), title=titles / n, authors=authors[0] / max(1, authors[1]),
                date_right=dates['right'] / n, date_wrong=dates['wrong'] / n)


def score_htmldate(program, data, half, verbose):
    every = tar_pages(os.path.join(data, 'htmldate', 'test_set.tar.gz'))
    every.update(tar_pages(os.path.join(data, 'trafilatura-eval', 'html.tar.gz')))
    gold = {}
    for name in ('eval_default.json', 'eval_mediacloud_2020.json'):
        for g in json.load(open(os.path.join(data, 'htmldate', name), encoding='utf8')).values():
            if g['file'] in every and wanted(g['file'], half):
                gold[g['file']] = g['date']
    got = read_pages(program, {k: every[k] for k in gold})
    counts = collections.Counter()
    for k, g in gold.items():
        verdict = date_verdict(g, got.get(k))
        counts[verdict] += 1
        if verbose and verdict != 'right':
            print('  %s %s, not %s: %s' % (verdict, got.get(k) and got[k]['published'], g, k))
    n = max(1, len(gold))
    return {'date_right': counts['right'] / n, 'date_wrong': counts['wrong'] / n, 'pages': len(gold)}


SETS = {'aeb': score_aeb, 'trafilatura': score_trafilatura, 'fundus': score_fundus, 'htmldate': score_htmldate}
FLOORS = {('aeb', 'f1'): .965, ('aeb', 'exact'): .38, ('trafilatura', 'f1'): .88, ('fundus', 'f1'): .94, ('fundus', 'title'): .84,
          ('htmldate', 'date_right'): .88}
CEILINGS = {('htmldate', 'date_wrong'): .06}


def measure(program, data, half=None, verbose=False, only=None):
    """{set: {measure: value}} of the sets that are there."""
    return {k: f(program, data, half, verbose) for k, f in SETS.items() if not only or k in only}


def verdict(name, key, value):
    if (name, key) in FLOORS:
        return '%s %.3f' % ('met' if value >= FLOORS[name, key] else 'BELOW', FLOORS[name, key])
    if (name, key) in CEILINGS:
        return '%s %.3f' % ('met' if value <= CEILINGS[name, key] else 'ABOVE', CEILINGS[name, key])
    return ''


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument('--program', default='build/release/onrecord')
    ap.add_argument('--data', default='../shared/data/ingest')
    ap.add_argument('--half', choices=('dev', 'held'))
    ap.add_argument('--only', action='append', choices=list(SETS))
    ap.add_argument('-v', action='store_true', help='name the pages, worst first')
    a = ap.parse_args()
    if not os.path.isdir(a.data):
        sys.exit('score_pages: no data at %s' % a.data)
    for name, values in measure(a.program, a.data, a.half, a.v, a.only).items():
        for key, value in values.items():
            print('%-12s %-11s %-8s %s' % (name, key, value if key == 'pages' else '%.3f' % value, verdict(name, key, value)))


if __name__ == '__main__':
    main()
