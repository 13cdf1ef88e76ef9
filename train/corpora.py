"""Readers of ../shared/data: every example becomes a Text of words with labels, cut into windows when it is used.

A Text is one document (or one isolated sentence): words, whether a space follows each, where paragraphs and sentences
start, and label lists parallel to the words. Labels that a corpus does not have are absent, not 'O'.
"""
import collections
import glob
import json
import os
import re
import subprocess

class Text:
    def __init__(self, words, spaces, pars, sents=None, **labels):
        self.words, self.spaces, self.pars, self.sents = words, spaces, set(pars), sents
        self.labels = labels       # name -> list parallel to words
        self.anchors = []          # (kind, word index, attribute or None, {word index: role})


def read_conllu(path):
    """One Text a document. Heads are indices into the document's words, -1 for a root."""
    docs, cur, sent, par = [], None, [], False

    def flush_sentence():
        if not sent:
            return
        base = len(cur['words'])
        cur['sents'].append(base)
        if par:
            cur['pars'].append(base)
        for c in sent:
            cur['words'].append(c[1])
            cur['spaces'].append('SpaceAfter=No' not in c[9])
            cur['upos'].append(c[3])
            cur['xpos'].append(c[4])
            cur['rel'].append(fix_relation(c[7]))
            cur['head'].append(base + int(c[6]) - 1 if c[6] != '0' else -1)
        sent.clear()

    for line in open(path, encoding='utf8'):
        line = line.rstrip('\n')
        if line.startswith('# newdoc'):
            cur = collections.defaultdict(list)
            docs.append(cur)
            par = True
        elif line.startswith('# newpar'):
            par = True
        elif not line:
            flush_sentence()
            par = False
        elif line[0] != '#':
            c = line.split('\t')
            if '-' in c[0]:
                inside_until, glue = int(c[0].split('-')[1]), 'SpaceAfter=No' in c[9]
                token_end = (inside_until, glue)
            elif '.' not in c[0]:
                if 'token_end' in locals() and token_end:
                    n = int(c[0])
                    if n < token_end[0] or token_end[1]:
                        c[9] = 'SpaceAfter=No'
                    if n >= token_end[0]:
                        token_end = None
                sent.append(c)
    flush_sentence()
    return [Text(d['words'], d['spaces'], d['pars'], d['sents'], upos=d['upos'], xpos=d['xpos'], rel=d['rel'],
                 head=d['head']) for d in docs]


def fix_relation(rel):
    """Three words of UD English 2.16 keep relations of an older release."""
    return {'obl:npmod': 'obl:unmarked', 'obl:tmod': 'obl:unmarked', 'nmod:npmod': 'nmod:unmarked'}.get(rel, rel)


def read_iob(path):
    """[(words, BIO tags)], tags limited to PER, LOC, ORG; plain IO input becomes BIO."""
    out, words, tags = [], [], []
    for line in open(path, encoding='utf8'):
        line = line.rstrip('\n')
        if not line or line.startswith('-DOC'):
            if words:
                out.append((words, to_bio(tags)))
            words, tags = [], []
            continue
        p = re.split(r'[\t ]', line)
        words.append(p[0])
        tags.append(p[-1])
    if words:
        out.append((words, to_bio(tags)))
    return out


def to_bio(tags):
    tags = [t if t[2:] in ('PER', 'LOC', 'ORG') else 'O' for t in tags]
    return ['B' + t[1:] if t[0] == 'I' and (i == 0 or tags[i - 1][2:] != t[2:]) else t for i, t in enumerate(tags)]


def read_titles(path):
    """Phrases of data/titles.tsv that are no jobs, as tuples of lower-case words."""
    out = set()
    for line in open(path, encoding='utf8'):
        p = line.rstrip('\n').split('\t')
        if len(p) >= 2 and not line.startswith('#') and p[1] != 'job':
            out.add(tuple(p[0].lower().split()))
    return out


def without_titles(words, tags, titles):
    """Names of persons begin after their titles, as UNER has it: GUM's entities hold them ("Prime Minister Ada Brenn")."""
    tags, i = list(tags), 0
    while i < len(tags):
        if tags[i] != 'B-PER':
            i += 1
            continue
        end = i + 1
        while end < len(tags) and tags[end] == 'I-PER':
            end += 1
        while i < end:
            n = next((n for n in (4, 3, 2, 1) if tuple(w.lower() for w in words[i:i + n]) in titles), 0)
            if not n:
                break
            for k in range(i, min(i + n, end)):
                tags[k] = 'O'
            i = min(i + n, end)
        if i < end:
            tags[i] = 'B-PER'
        i = end
    return tags


def add_names(texts, path, titles=()):
    """Give the sentences of `texts` the names of an IOB file of the same sentences; the others stay without."""
    known = {tuple(w): without_titles(w, t, titles) for w, t in read_iob(path)}
    for t in texts:
        ends = t.sents[1:] + [len(t.words)]
        ner, n = [], 0
        for a, b in zip(t.sents, ends):
            tags = known.get(tuple(t.words[a:b]))
            n += tags is not None
            ner += tags if tags is not None else [None] * (b - a)
        if n:
            t.labels['ner'] = ner


def names_only(path):
    """Isolated sentences with names; where a space follows is guessed from the word."""
    out = []
    for words, tags in read_iob(path):
        glued = lambda w: w in {'.', ',', ';', ':', '!', '?', ')', ']', "'s", '%', '-', "''"}
        spaces = [not (i + 1 < len(words) and (glued(words[i + 1]) or words[i] in '([-$')) for i in range(len(words))]
        out.append(Text(words, spaces, [0], [0], ner=tags))
    return out


def split_words(program, paths):
    """Tokens of raw text files by the C tokenizer: path -> [(start, end, block)] in code points, and glued flags."""
    out, cur = {}, None
    lines = subprocess.run([program] + paths, capture_output=True, check=True, text=True).stdout.split('\n')
    for line in lines:
        if line.startswith('# file '):
            cur = out[line[7:]] = []
        elif line:
            cur.append(tuple(int(x) for x in line.split('\t')))
    return out


def raw_text(text, tokens):
    words = [text[a:b] for a, b, *_ in tokens]
    spaces = [bool(t[3] & 1) for t in tokens]
    pars = [i for i, t in enumerate(tokens) if i == 0 or t[2] != tokens[i - 1][2]]
    return Text(words, spaces, pars)


class Painter:
    """Labels of spans over tokens; a later span paints over an earlier one."""

    def __init__(self, text, tokens):
        self.char = [None] * (len(text) + 1)
        self.tokens = tokens

    def paint(self, span, label, key):
        for i in range(span[0], min(span[1], len(self.char) - 1)):
            self.char[i] = (label, key)

    def bio(self):
        out, prev = [], None
        for a, b, *_ in self.tokens:
            c = self.char[a] or self.char[b - 1]
            out.append('O' if c is None else ('I-' if c == prev else 'B-') + c[0])
            prev = c
        return out

    def words(self, span):
        return [i for i, (a, b, *_) in enumerate(self.tokens) if a < span[1] and b > span[0]]


def roles_of(painter, parts):
    """{word: role} from [(role, span)], later parts win."""
    out = {}
    for role, span in parts:
        for i in painter.words(span):
            out[i] = role
    return out


def read_brat(path):
    """Attributions of a PolNeAR file: [{source: [spans], cue: [...], content: [...]}] in code points."""
    spans, events = {}, []
    for line in open(path, encoding='utf8'):
        p = line.rstrip('\n').split('\t')
        if len(p) < 2:
            continue
        if p[0][0] == 'T':
            kind, _, where = p[1].partition(' ')
            spans[p[0]] = [tuple(map(int, x.split())) for x in where.split(';')]
        elif p[0][0] == 'E':
            e = collections.defaultdict(list)
            for arg in p[1].split():
                role, _, t = arg.partition(':')
                role = re.sub(r'\d', '', role).lower()
                if role in ('source', 'cue', 'content'):
                    e[role] += spans.get(t, [])
            events.append(e)
    return events


def polnear(base, program):
    """One annotator an article (the first id in sort order)."""
    texts = {os.path.splitext(f)[0]: os.path.join(base, 'text', f) for f in sorted(os.listdir(base + '/text'))}
    chosen = {}
    for f in sorted(os.listdir(base + '/attributions')):
        key = f.rsplit('_', 1)[0]
        if key in texts:
            chosen.setdefault(key, os.path.join(base, 'attributions', f))
    tokens = split_words(program, [texts[k] for k in chosen])
    out = []
    for key, ann in chosen.items():
        raw = open(texts[key], encoding='utf8', newline='').read()
        tok = tokens[texts[key]]
        p, t = Painter(raw, tok), raw_text(raw, tok)
        for n, e in enumerate(read_brat(ann)):
            for role in ('content', 'source', 'cue'):
                for s in e[role]:
                    p.paint(s, role, (n, s))
        for e in read_brat(ann):
            if e['cue'] and (at := p.words(min(e['cue']))):
                parts = [(r, s) for r in ('content', 'source', 'cue') for s in e[r]]
                t.anchors.append(('at', at[0], None, roles_of(p, parts)))
        t.labels['at'] = p.bio()
        t.name = key
        out.append(t)
    return out


POLARITY = ('asserted', 'denied', 'declined', 'asked', 'ordered', 'conditional')
MODALITY = ('happened', 'future', 'hypothetical', 'negated', 'historical')
ACCRUAL = ('incident', 'new', 'cumulative', 'stock', 'projected', 'other')


def records(base, program):
    """The marked articles: statements, acts and figures as BIO tags, anchors with their roles and one attribute each."""
    paths = sorted(glob.glob(base + '/*.txt'))
    tokens = split_words(program, paths)
    out = []
    for path in paths:
        raw, tok = open(path, encoding='utf8', newline='').read(), tokens[path]
        gold = json.load(open(path[:-4] + '.json', encoding='utf8'))
        t = raw_text(raw, tok)
        t.name = os.path.basename(path)[:-4]
        mark_statements(t, raw, tok, gold['statements'])
        mark_acts(t, raw, tok, gold['events'])
        mark_figures(t, raw, tok, gold['figures'])
        out.append(t)
    return out


def some(x, *fields):
    """[(field, span)] of the fields that are there; content is a list of spans, the rest one span each."""
    out = []
    for f in fields:
        v = x.get(f)
        if v:
            out += [(f, tuple(s[:2])) for s in (v if isinstance(v[0], list) else [v])]
    return out


def mark_statements(t, raw, tok, statements):
    p = Painter(raw, tok)
    size = lambda x: sum(s[1] - s[0] for s in x.get('content') or [])
    for n, x in sorted(enumerate(statements), key=lambda nx: -size(nx[1])):
        for _, s in some(x, 'content'):
            p.paint(s, 'content', (n, s))
    for x in statements:
        for f, s in some(x, 'source', 'cue'):
            p.paint(s, f, s)
    t.labels['st'] = p.bio()
    for x in statements:
        at = p.words(x['cue'][:2]) if x.get('cue') else []
        if at:
            parts = some(x, 'content', 'venue', 'addressee', 'source', 'cue')
            t.anchors.append(('st', at[0], POLARITY.index(x.get('polarity', 'asserted')), roles_of(p, parts)))


def mark_acts(t, raw, tok, events):
    p = Painter(raw, tok)
    for n, x in enumerate(events):
        p.paint(x['anchor'][:2], x['type'], (n, 0))
    t.labels['ev'] = p.bio()
    for x in events:
        at = p.words(x['anchor'][:2])
        modality = x.get('modality', 'happened')
        if at and modality in MODALITY:
            t.anchors.append(('ev', at[0], MODALITY.index(modality), roles_of(p, some(x, 'place', 'recipient', 'actor'))))


def mark_figures(t, raw, tok, figures):
    p = Painter(raw, tok)
    for n, x in enumerate(figures):
        p.paint(x['number'][:2], x.get('effect', 'other'), (n, 0))
    t.labels['fg'] = p.bio()
    for x in figures:
        at = p.words(x['number'][:2])
        if at:
            parts = [('extent', tuple(x['text'][:2]))] + some(x, 'period', 'where', 'unit', 'who')
            accrual = x.get('accrual', 'other')
            t.anchors.append(('fg', at[0], ACCRUAL.index(accrual) if accrual in ACCRUAL else None, roles_of(p, parts)))
