#!/usr/bin/env python3
"""Score numbers and figures on the conformance sets of ../shared/data/figures; standard library only.

Usage: tools/score_numbers.py [--numbers build/dev/onr-numbers] [--program build/dev/onrecord] [--data ../shared/data]
                              [--sets numbers,news,counts] [--sample N] [-v]

numbers  Recognizers and duckling cases in scope (number, percent, range, currency, dimension): value right; what is out
         of scope is declared below with its reason and counted. Sequence inputs and the negatives: quantities that count.
news     NewsQuant: value F1 over its sentences; times of day, years and dates are no quantities.
counts   NumHG, MUC and IDMC through `onrecord read --json`: the gold value with the gold effect among the figures.
         They are for measuring only. Headlines of NumHG whose number is an age, a time, money or an ordinal are left out. --sample N takes every N-th document.
Where the data is absent it says so and stops with 0.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

# Declared exclusions: what the case is about -> why it is out of the scope of news figures.
EXCLUDED = [
    (r'\d\s*[\^]|\de[+-]?\d|x10\^', 'powers and exponents'),
    (r'\b(over|divided by)\s+(\d|one|two|three|twenty)', 'arithmetic in words ("one over three")'),
    (r'\d+(\.\d+)?\s?G\b', 'the suffix G'),
    (r'(one|two|twenty|thirty|hundred|thousand|five)[ -]+\w*.*(fifths?|firsts?|hundredths?|trillionths?)', 'fractions of compound numerals'),
    (r'^\s*(an?|few|single)\s*$', 'a word alone that is a number in a dialogue only'),
    (r'\bone twenty two\b', 'digits read in pairs'),
    (r'\b(kr|koti|krores?|lkhs?|l|lac|cr)\b', 'rare spellings of Indian magnitudes'),
    (r'(dollars?|kuai|costs you) .*(cents?|forty|fifty|point|and|mao|43c)', 'sums of two units (20 dollars 43 cents)'),
    (r'192\.168|5/17/2018|phone number is|^(0033|3k|a pair|a few|1 point 1|point 77|- 1,200,000)$|- (1 4/5|10  k)', 'addresses, dates, phone numbers, dialogue forms'),
    (r'\(\s*(45|forty five)\s*\)', 'a number repeated in brackets is two numbers'),
]


def run_numbers(program, lines):
    text = '\n'.join(l.replace('\n', ' ').replace('\r', ' ') for l in lines) + '\n'
    out = subprocess.run([program], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    assert len(out) == len(lines), (len(out), len(lines))
    return [json.loads(l) for l in out]


def near(a, b):
    return a is not None and b is not None and abs(a - b) <= 1e-3 * max(1e-9, abs(b)) + (5e-4 if abs(b) < 1e4 and b % 1 else 0)


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def load(data, name):
    return json.load(open(os.path.join(data, 'figures', 'recognizers', name), encoding='utf8'))


def excluded(text):
    for pattern, why in EXCLUDED:
        if re.search(pattern, text, re.I):
            return why
    return None


class Tally:
    def __init__(self, verbose):
        self.n, self.right, self.out, self.verbose = 0, 0, {}, verbose

    def add(self, name, text, ok, detail=''):
        self.n += 1
        self.right += ok
        if not ok and self.verbose:
            print(f'- {name}: {text!r} {detail}')

    def leave(self, why):
        self.out[why] = self.out.get(why, 0) + 1


RESULT = {}  # name -> per cent, for --json


def recognizers(o, t):
    jobs = []
    for name in ('Number/NumberModel.json', 'Number/PercentModel.json', 'NumberWithUnit/CurrencyModel.json', 'NumberWithUnit/DimensionModel.json'):
        for e in load(o.data, name):
            why = excluded(e['Input'])
            want = [number(str((r.get('Resolution') or {}).get('value', '')).rstrip('%')) for r in e['Results']]
            if not want or None in want:
                why = why or 'no value to read (the words "percent", "$" alone, or a negative of a dialogue)'
            if e.get('NotSupported', '').count(',') >= 2:
                why = why or 'not supported by the peer itself on three of its platforms'
            if why:
                t.leave(why)
            else:
                jobs.append((name, e['Input'], want))
    for (name, text, want), got in zip(jobs, run_numbers(o.numbers, [j[1] for j in jobs])):
        have = [x['low'] for x in got] + [x['high'] for x in got]
        t.add(name, text, all(any(near(h, w) for h in have) for w in want), f'want {want} got {[(x["number"], x["low"]) for x in got]}')


def ranges(o, t):
    jobs = []
    for e in load(o.data, 'Number/NumberRangeModel.json'):
        if len(e['Results']) != 1 or ' and ' in e['Results'][0]['Text'] and 'between' not in e['Results'][0]['Text']:
            t.leave('two comparisons joined, or none')
            continue
        v = e['Results'][0]['Resolution']['value']
        m = re.match(r'([\[(])(-?[\d.]*),(-?[\d.]*)([\])])$', v)
        if not m or 'th' in e['Results'][0]['Text'].split()[-1] or re.search(r'equal|<|>|\d in \d', e['Input']):
            t.leave('comparison signs, "equal", ordinals')
            continue
        jobs.append((e['Input'], number(m[2]), number(m[3])))
    for (text, lo, hi), got in zip(jobs, run_numbers(o.numbers, [j[0] for j in jobs])):
        def same(a, b): return a is None and b is None or near(a, b)
        t.add('range', text, any(same(x['low'], lo) and same(x['high'], hi) for x in got), f'want {lo, hi} got {[(x["number"], x["low"], x["high"]) for x in got]}')


def duckling(o, t):
    jobs = []
    for line in open(os.path.join(o.data, 'figures', 'duckling_en.tsv'), encoding='utf8'):
        dim, want, text = line.rstrip('\n').split('\t')
        text = re.sub(r'\\x([0-9a-f]{2,4})(\\&)?', lambda m: chr(int(m[1], 16)), text)
        m = re.match(r'\(NumeralValue \(?(-?[\d.e]+)\)?\)|\(simple \w+ (-?[\d.e]+)', want)
        if dim not in ('Numeral', 'AmountOfMoney', 'Distance', 'Quantity', 'Volume') or not m:
            t.leave('duckling: other dimensions, intervals')
            continue
        value = float(m[1] or m[2])
        why = excluded(text)
        if dim == 'AmountOfMoney' and re.search(r'\d c\b|and \w+$|\d \d|\d+ (cents|pence|sen|kopiykas|c\b)|\w+ (43|cents|sens?)$', text):
            why = why or 'sums of two units (20 dollars 43 cents)'
        if dim != 'Numeral' and not re.search(r'\d|one|two|three|ten|five|six|four|seven|twenty', text):
            why = why or 'the unit alone ("a pound")'
        if re.search(r'inches|2oz', text) and dim == 'Distance' and value not in (number(x) for x in re.findall(r'[\d.]+', text)):
            why = why or 'sums of two units (20 dollars 43 cents)'
        if dim in ('Quantity', 'Volume', 'Distance'):
            nums = [number(x) for x in re.findall(r'\d[\d,]*\.?\d*|\.\d+', text.replace(',', ''))]
            if nums and value not in nums and '/' not in text:
                why = why or 'conversions of units'
            if '/' in text or not nums:
                why = why or 'conversions of units'
        if why:
            t.leave(why)
        else:
            jobs.append((dim, text, value))
    for (dim, text, want), got in zip(jobs, run_numbers(o.numbers, [j[1] for j in jobs])):
        t.add('duckling ' + dim, text, any(near(x['low'], want) or near(x['high'], want) for x in got), f'want {want} got {[(x["number"], x["low"]) for x in got]}')


# Negatives of dates and of phone numbers whose number is truly a count or an amount: declared, and not among the inputs.
COUNTED = [
    (r"^I'm at 101(,194)? points!$", 'points are counted'),
    (r'^1 adult$', 'adults are counted'),
    (r'^Total: \$1,194\.09', 'an amount of money'),
]


def negatives(o):
    lines = []
    folder = os.path.join(o.data, 'figures', 'recognizers', 'Sequence')
    for f in sorted(os.listdir(folder)):
        lines += [str(e['Input']) for e in json.load(open(os.path.join(folder, f), encoding='utf8'))]
    for line in open(os.path.join(o.data, 'figures', 'chrono_en.jsonl'), encoding='utf8'):
        e = json.loads(line)
        if e.get('match') is None and not e.get('dates'):
            lines.append(e['text'])
    for line in open(os.path.join(o.data, 'figures', 'duckling_en.tsv'), encoding='utf8'):
        if line.split('\t')[1] == 'NEGATIVE':
            lines.append(line.rstrip('\n').split('\t')[2])
    declared = [l for l in lines if any(re.search(p, l) for p, _ in COUNTED)]
    lines = [l for l in lines if l not in declared]
    print(f'  out of scope {len(declared):5d}   negatives of dates that count something: ' + '; '.join(why for _, why in COUNTED))
    with tempfile.TemporaryDirectory() as tmp:
        paths = []
        for i, l in enumerate(lines):
            paths.append(os.path.join(tmp, f'{i:04}.txt'))
            open(paths[-1], 'w', encoding='utf8').write(l + '\n')
        figures = 0
        for k in range(0, len(paths), 200):
            out = subprocess.run([o.program, 'read', '--json', *paths[k:k + 200]], stdout=subprocess.PIPE, check=False).stdout.decode()
            for n, l in enumerate(out.splitlines()):
                got = json.loads(l)['figures']
                figures += len(got) > 0
                if got and o.verbose:
                    print('- negative:', lines[k + n][:110], '|', [(x['number']['text'], x['rule']) for x in got])
    RESULT['negatives without a figure'] = 100 * (1 - figures / max(len(lines), 1))
    print(f'negatives              {figures} of {len(lines)} inputs give a figure')


# The peer's convention for vague plurals: from one to ten of the unit.
VAGUE = {'dozens': (12, 120), 'hundreds': (100, 1000), 'thousands': (1000, 10000), 'tens of thousands': (10000, 100000),
         'hundreds of thousands': (100000, 1000000), 'millions': (1000000, 10000000), 'tens of millions': (10000000, 100000000),
         'hundreds of millions': (100000000, 1000000000), 'billions': (1000000000, 10000000000)}


def news(o):
    d = json.load(open(os.path.join(o.data, 'figures', 'NewsQuant.json'), encoding='utf8'))
    tp = gold = found = 0
    for e, got in zip(d, run_numbers(o.numbers, [e['text'] for e in d])):
        want = []
        for q in e['quantities']:
            v = str(q['value'])
            want.append(tuple(number(x) for x in re.split(r'(?<=\d)-', v)))
        have, before, start_from = [], None, None
        for x in got:
            if x['vague'] and x['number'].lower() in VAGUE:
                have.append(VAGUE[x['number'].lower()])
                continue
            if x['no'] in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15) or x['vague'] or x['kind'] == 4:
                continue
            lo, hi = x['low'], x['high']
            lo, hi = lo if lo is not None else hi, hi if hi is not None else lo
            have.append((lo,) if lo == hi else (lo, hi))
            between = e['text'].encode()[before:x['start']].decode(errors='replace') if before is not None else ''
            if re.search(r'^[^.;]*\bto\s+\D?\D?\D?$', between) and len(between) < 40 and start_from and len(have) > 1 and len(have[-1]) == len(have[-2]) == 1:
                have[-2:] = [(have[-2][0], have[-1][0])]  # the peer counts a change from A to B as one
            before = x['end']
            start_from = re.search(r'\bfrom\s+\D{0,4}$', e['text'].encode()[:x['start']].decode(errors='replace'))
        gold += len(want)
        found += len(have)
        left = list(have)
        for w in want:
            hit = next((h for h in left if len(h) == len(w) and all(near(a, b) for a, b in zip(h, w))), None)
            if hit is not None:
                left.remove(hit)
                tp += 1
            elif o.verbose:
                print('- news miss', w, e['text'][:200])
        if o.verbose:
            for h in left:
                print('+ news extra', h, e['text'][:200])
    r, p = tp / max(gold, 1), tp / max(found, 1)
    RESULT['NewsQuant value'] = 200 * r * p / max(r + p, 1e-9)
    print(f'NewsQuant value        recall {r:.3f}  precision {p:.3f}  F1 {2 * r * p / max(r + p, 1e-9):.3f}  ({tp} of {gold} / {found})')


def read_figures(o, texts):
    with tempfile.TemporaryDirectory() as tmp:
        paths = []
        for i, t in enumerate(texts):
            paths.append(os.path.join(tmp, f'{i:05}.txt'))
            open(paths[-1], 'w', encoding='utf8').write(t + '\n')
        for k in range(0, len(paths), 100):
            out = subprocess.run([o.program, 'read', '--json', *paths[k:k + 100]], stdout=subprocess.PIPE, check=False).stdout.decode()
            for l in out.splitlines():
                yield json.loads(l)['figures']


def has(figures, value, effects):
    for f in figures:
        v = f['value']
        if f['effect'] in effects and value in (v['low'], v['high']):
            return True
    return False


def no_victims(headline, value):
    """Does the number of the headline count no victims: an age, a place in a row, a time, an amount of money, an hour?"""
    n = re.escape(value)
    return re.search(rf'\$ ?{n}|\b{n}(-(year|month|week|day)s?-old|th|st|nd|rd)\b|, {n}(,|$)|\b{n}[- ]?(hours?|days?|weeks?|months?|years?|'
                     rf'minutes?|miles?|feet|m|k|m[- ]|-?year)\b', headline, re.I) is not None


def counts(o):
    def rows(name):
        return [json.loads(l) for l in open(os.path.join(o.data, 'figures', name), encoding='utf8')][::o.sample]
    cases = {'NumHG': [], 'MUC': [], 'IDMC': []}
    for e in rows('numhg_casualty.dev.jsonl'):
        h = e['headline'].lower()
        v = number(e['value'].replace(',', ''))
        effects = {'killed'} if re.search(r'kill|dead|die|death', h) else {'injured'} if re.search(r'injur|wound|hurt', h) else {'missing'} if 'missing' in h else None
        if no_victims(h, e['value']):
            continue
        if v and v >= 1 and effects and e['op'].startswith(('Copy', 'Trans')):
            cases['NumHG'].append((e['text'], [(v, effects)]))
    for e in rows('muc4_figures.dev.jsonl'):
        want = sorted({pair for tpl in e['templates'] for pair in victims(tpl)})
        if want:
            cases['MUC'].append((sentence_case(e['text']), [(v, {w}) for v, w in want]))
    for e in rows('idetect_figures.dev.jsonl'):
        v = number(str(e['value']).replace(',', ''))
        if v:
            effects = {'displaced', 'other'}
            cases['IDMC'].append((e['text'], [(v, effects)]))
    for name, list_ in cases.items():
        n = hit = 0
        for (text, want), got in zip(list_, read_figures(o, [c[0] for c in list_])):
            for v, effects in want:
                n += 1
                ok = has(got, v, effects)
                hit += ok
                if not ok and o.verbose:
                    print(f'- {name} {v:g} {effects}: {[(f["number"]["text"], f["effect"]) for f in got]}')
        RESULT[f'{name} value and effect'] = 100 * hit / max(n, 1)
        print(f'{name:22s} recall {hit / max(n, 1):.3f}  ({hit} of {n} in {len(list_)} documents)')


def sentence_case(text):
    """MUC is in capitals: lower case, with a capital after a full stop."""
    return re.sub(r'(^|[.!?]\s+|\n\n\s*)([a-z])', lambda m: m[1] + m[2].upper(), text.lower())


def victims(tpl):
    """Groups of two or more that died or were hurt."""
    for p in tpl['people']:
        m, effect = re.match(r'^~?\s*(\d+)', str(p['number'])), str(p['effect'] or '')
        if m and int(m[1]) >= 2 and effect in ('DEATH', 'INJURY'):
            yield int(m[1]), 'killed' if effect == 'DEATH' else 'injured'


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--numbers', default='build/dev/onr-numbers')
    a.add_argument('--program', default='build/dev/onrecord')
    a.add_argument('--data', default='../shared/data')
    a.add_argument('--sets', default='numbers,news,negatives,counts')
    a.add_argument('--sample', type=int, default=1)
    a.add_argument('--json', action='store_true', help='print the figures alone, as one object')
    a.add_argument('-v', '--verbose', action='store_true')
    o = a.parse_args()
    if not os.path.isdir(os.path.join(o.data, 'figures')):
        print(f'{o.data}/figures is absent: nothing is measured')
        return
    sets = o.sets.split(',')
    out = sys.stdout
    if o.json:
        sys.stdout = open(os.devnull, 'w')
    if 'numbers' in sets:
        t = Tally(o.verbose)
        recognizers(o, t)
        ranges(o, t)
        duckling(o, t)
        RESULT['Recognizers and duckling in scope'] = 100 * t.right / max(t.n, 1)
        print(f'numbers                {t.right / max(t.n, 1):.3f} right  ({t.right} of {t.n} in scope)')
        for why, n in sorted(t.out.items(), key=lambda x: -x[1]):
            print(f'  out of scope {n:5d}   {why}')
    if 'news' in sets:
        news(o)
    if 'negatives' in sets:
        negatives(o)
    if 'counts' in sets:
        counts(o)
    if o.json:
        sys.stdout = out
        print(json.dumps(RESULT))


if __name__ == '__main__':
    main()
