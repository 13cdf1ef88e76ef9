"""Spans of BIO tags and what is counted of them: one metric for the trainer, the parity test and tools/quality.py. Standard
library only."""


def spans(tags):
    """{(from, to, type)} of BIO tags; a stray I opens a span."""
    out, start = set(), None
    for i, t in enumerate(list(tags) + ['O']):
        if start is not None and (t == 'O' or t[0] == 'B' or t[2:] != start[1]):
            out.add((start[0], i, start[1]))
            start = None
        if t != 'O' and start is None:
            start = (i, t[2:])
    return out


def f1(c, key):
    """In percent."""
    return 200 * c[key, 't'] / max(1, c[key, 'g'] + c[key, 'p'])


def count(c, key, gold, system):
    c[key, 'g'] += len(gold)
    c[key, 'p'] += len(system)
    c[key, 't'] += len(gold & system)


def fragments(tags, words, count_into, system):
    """PolNeAR's published metric: spans cut at sentence ends, one count for each role."""
    cuts = [0] + [i for i in range(1, len(words)) if (words[i - 1] in '.!?' or (words[i - 1] in '”"' and i > 1 and words[i - 2] in '.!?'))
                  and (words[i][:1].isupper() or words[i] in '“"‘(')] + [len(words)]
    for a, b in zip(cuts, cuts[1:]):
        head = lambda x: ['B' + t[1:] if k == 0 and t[0] == 'I' else t for k, t in enumerate(x)]
        g, p = spans(head(tags[a:b])), spans(head(system[a:b]))
        for role in ('source', 'cue', 'content'):
            count(count_into, role, {x for x in g if x[2] == role}, {x for x in p if x[2] == role})
