"""Lemmas: what is learnt from treebanks, and the chunk `lemma` of the model file (its format: src/lang/lemma.c).

A word of a tag has a script: a case (lower, as it is, Title), a number of characters to drop at the end, an ending to add.
Scripts are found by the longest known suffix of the word, per tag and shape (0 lower, 1 Capital, 2 UPPER); words for
which that is wrong stand in a dictionary. A tag is a pair of UPOS and XPOS where that pair is frequent, else XPOS alone.
data/verbs.txt adds the forms of verbs that the treebanks do not show.

    python train/lemma.py TRAIN.conllu... --score DEV.conllu... [--out FILE]
"""
import argparse
import collections
import pathlib
import struct

VERBS = pathlib.Path(__file__).resolve().parent.parent / 'data/verbs.txt'
MAGIC = b'ONRLEM01'
MAX_SUFFIX = 6          # characters
MAX_FORM = 200          # bytes: a longer word is its own lemma
PAIR_TOKENS = 200       # a pair of UPOS and XPOS that is seen this often is a tag of its own
LOWER, KEEP, TITLE = range(3)
ALL = 255               # drop everything
NONE = 0xFFFF


def rows(path):
    """(form, lemma, upos, xpos) of the words that show what a lemma is."""
    with open(path, encoding='utf-8') as f:
        for line in f:
            c = line.rstrip('\n').split('\t')
            if len(c) != 10 or not c[0].isdigit() or c[2] == '_' and c[1] != '_':
                continue
            yield c[1], c[2], c[3], c[4], 'Typo=Yes' in c[5] or c[7] == 'goeswith'


def inflect(entry):
    """(form, lemma, upos, xpos) of the forms of one entry of data/verbs.txt."""
    verb, *past = entry.rstrip('+').split('/')
    doubled = verb + verb[-1] if entry.endswith('+') else verb
    consonant_y = verb.endswith('y') and verb[-2:-1] not in 'aeiou'
    if consonant_y:
        s, ed = verb[:-1] + 'ies', verb[:-1] + 'ied'
    else:
        s = verb + ('es' if verb.endswith(('s', 'x', 'z', 'ch', 'sh')) or verb in ('do', 'go', 'undergo', 'forego', 'forgo', 'undo',
                                                                                  'redo', 'overdo', 'echo', 'veto', 'torpedo') else 's')
        ed = verb + 'd' if verb.endswith('e') else verb + 'ked' if verb.endswith('ic') else doubled + 'ed'
    ing = (verb[:-2] + 'ying' if verb.endswith('ie') else verb[:-1] + 'ing' if verb.endswith('e') and not verb.endswith(('ee', 'ye', 'oe'))
           else verb + 'king' if verb.endswith('ic') else doubled + 'ing')
    if past:  # irregular: a short verb doubles a single final consonant before -ing
        short = len(verb) > 2 and verb[-1] in 'bdgmnptk' and verb[-2] in 'aeiou' and (verb[-3] not in 'aeiou' or verb == 'quit')
        if short and not verb.endswith(('en', 'ek')):
            ing = verb + verb[-1] + 'ing'
    forms = {'VBZ': s, 'VBG': ing, 'VBD': past[0] if past else ed, 'VBN': past[-1] if past else ed, 'VB': verb, 'VBP': verb}
    return [(form, verb, 'VERB', xpos) for xpos, form in forms.items() if verb not in ('have', 'do') or xpos[2:] in 'DNG']


def shape(form):
    return 2 if len(form) > 1 and form.isupper() else 1 if form[:1].isupper() else 0


def cased(form, mode):
    low = form.lower()
    return (low, form, form[:1] + low[1:])[mode]


def script_of(form, lemma):
    best = None
    for mode in (LOWER, KEEP, TITLE):
        base, k = cased(form, mode), 0
        while k < min(len(base), len(lemma)) and base[k] == lemma[k]:
            k += 1
        if best is None or k > best[0]:
            best = (k, (mode, len(base) - k if k else ALL, lemma[k:]))
    return best[1]


def apply(script, form):
    mode, cut, add = script
    base = cased(form, mode)
    kept = '' if cut == ALL or cut >= len(base) else base[:len(base) - cut]
    return kept + add or form


class Lemmas:
    """tags: (upos or '', xpos) -> number; rules, words: (3 * tag + shape, text) -> script"""

    def __init__(self, tags, rules, words):
        self.tags, self.rules, self.words = tags, rules, words

    def tag(self, upos, xpos):
        return self.tags.get((upos, xpos), self.tags.get(('', xpos)))

    def longest(self, low, key, above):
        for k in range(min(MAX_SUFFIX, len(low)), above, -1):
            hit = self.rules.get((key, low[len(low) - k:]))
            if hit is not None:
                return hit, k
        return None, above

    def by_rule(self, low, tag, kind):
        """The longest suffix of the word's own shape; where that only makes it lower, a longer one of lower-case words."""
        hit, k = self.longest(low, 3 * tag + kind, -1)
        if kind and (hit is None or hit[0] == LOWER):
            hit = self.longest(low, 3 * tag, k)[0] or hit
        return hit

    def script(self, form, tag):
        low, kind = form.lower(), shape(form)
        for s in dict.fromkeys((kind, 0)):
            hit = self.words.get((3 * tag + s, low))
            if hit is not None:
                return hit
        return self.by_rule(low, tag, kind)

    def lemma(self, form, upos, xpos):
        tag = self.tag(upos, xpos)
        if tag is None or len(form.encode()) > MAX_FORM:
            return form
        script = self.script(form, tag)
        return form if script is None else apply(script, form)


def learn(paths, verbs=VERBS):
    data = [r[:4] for p in paths for r in rows(p) if not r[4] and len(r[0].encode()) <= MAX_FORM]
    pairs = collections.Counter((u, x) for _, _, u, x in data)
    names = sorted({('', x) for _, x in pairs}) + sorted(p for p, n in pairs.items() if n >= PAIR_TOKENS)
    model = Lemmas({name: i for i, name in enumerate(names)}, {}, {})
    # What the majority says of each word of each tag. A word counts for its pair and for its XPOS alone.
    seen = collections.defaultdict(collections.Counter)
    for form, lemma, upos, xpos in data:
        for tag in {model.tags[('', xpos)], model.tag(upos, xpos)}:
            seen[tag, shape(form), form][lemma] += 1
    # Verbs that no treebank shows have one vote.
    listed = [w for line in open(verbs, encoding='utf-8') if line[0] != '#' for w in line.split()] if verbs else []
    for form, lemma, upos, xpos in (f for w in listed for f in inflect(w)):
        for tag in {model.tags.get(('', xpos)), model.tag(upos, xpos)} - {None}:
            if (tag, 0, form) not in seen:
                seen[tag, 0, form][lemma] += 1
    truth = {k: min(c.items(), key=lambda x: (-x[1], x[0])) for k, c in seen.items()}
    # Suffix rules: votes of word types, a frequent type counting a little more.
    votes = collections.defaultdict(lambda: collections.defaultdict(float))
    for (tag, kind, form), (lemma, n) in truth.items():
        script, low = script_of(form, lemma), form.lower()
        for k in range(min(MAX_SUFFIX, len(low)) + 1):
            votes[k, 3 * tag + kind, low[len(low) - k:]][script] += min(n, 3) ** 0.5
    for k, key, suffix in sorted(votes, key=lambda v: (v[0], v[1], v[2])):
        count = votes[k, key, suffix]
        script, n = min(count.items(), key=lambda x: (-x[1], x[0]))
        if k and (n < 2 or n < 0.6 * sum(count.values())):
            continue
        shorter = next((model.rules[key, suffix[i:]] for i in range(1, k + 1) if (key, suffix[i:]) in model.rules), None)
        if script != shorter:
            model.rules[key, suffix] = script
    # Exceptions, lower-case words first because the other shapes fall back on them.
    for (tag, kind, form), (lemma, n) in sorted(truth.items(), key=lambda x: (x[0][1], x[0][0], -x[1][1], x[0][2])):
        if apply(model.script(form, tag), form) != lemma:
            model.words.setdefault((3 * tag + kind, form.lower()), script_of(form, lemma))
    return model


def pack(model):
    """The bytes of the chunk."""
    pool, at = bytearray(), {}

    def text(s):
        raw = s.encode()
        if raw not in at:
            found = pool.find(raw)
            at[raw] = found if found >= 0 else len(pool)
            if found < 0:
                pool.extend(raw)
        return at[raw], len(raw)

    scripts = sorted({*model.rules.values(), *model.words.values()})
    number = {s: i for i, s in enumerate(scripts)}
    order = lambda table: sorted(table.items(), key=lambda x: (x[0][0], len(x[0][1].encode()), x[0][1].encode()))
    assert len(scripts) < NONE and 3 * len(model.tags) < NONE
    for s in sorted({s for _, s in model.words} | {s for _, s in model.rules} | {s[2] for s in scripts},
                    key=lambda s: (-len(s.encode()), s)):
        text(s)
    out = bytearray()
    for upos, xpos in sorted(model.tags, key=model.tags.get):
        out += struct.pack('<8s8s', upos.encode(), xpos.encode())
    for mode, cut, add in scripts:
        out += struct.pack('<IBBBB', *text(add), cut, mode, 0)
    for table in (model.rules, model.words):
        for (key, s), script in order(table):
            off, n = text(s)
            out += struct.pack('<IHHBxxx', off, key, number[script], n)
    head = struct.pack('<8sIIIIII', MAGIC, len(model.tags), len(scripts), len(model.rules), len(model.words), len(pool), 0)
    return bytes(head + out + pool)


def build(paths):
    """The chunk `lemma`, learnt from CoNLL-U files."""
    return pack(learn(paths))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('train', nargs='+')
    ap.add_argument('--score', nargs='*', default=[])
    ap.add_argument('--out')
    ap.add_argument('--errors', type=int, default=0)
    args = ap.parse_args()
    model = learn(args.train)
    chunk = pack(model)
    print(f'{len(model.tags)} tags, {len(model.rules)} rules, {len(model.words)} words, {len(chunk)} bytes')
    for path in args.score:
        right = total = 0
        wrong = collections.Counter()
        for form, lemma, upos, xpos, _ in rows(path):
            got = model.lemma(form, upos, xpos)
            total += 1
            right += got == lemma
            if got != lemma:
                wrong[f'{form} {upos}/{xpos}: {lemma}, not {got}'] += 1
        print(f'{path}: {100 * right / total:.2f} % of {total}')
        for line, n in wrong.most_common(args.errors):
            print(f'  {n} {line}')
    if args.out:
        with open(args.out, 'wb') as f:
            f.write(chunk)


if __name__ == '__main__':
    main()
