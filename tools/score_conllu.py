#!/usr/bin/env python3
"""Score a CoNLL-U file against a gold one, in the way of the CoNLL 2018 shared task; standard library only.

Usage: tools/score_conllu.py [--json] [--full-relations] GOLD.conllu SYSTEM.conllu

Both files must have the same characters when white space is left out. A token or sentence is right when its character
span is right. Words inside a multiword token are aligned by the longest common subsequence of their lower-cased forms,
any other word by its span. UPOS, XPOS, lemmas, UAS and LAS count aligned words; LAS compares relations without their
subtype, unless --full-relations is given. F1 = 2 correct / (gold + system).
"""
import argparse
import json
import sys


class Word:
    __slots__ = ("start", "end", "mwt", "form", "lemma", "upos", "xpos", "head", "rel", "sent", "parent")

    def __init__(self, start, end, mwt, col, sent):
        self.start, self.end, self.mwt, self.sent = start, end, mwt, sent
        self.form, self.lemma, self.upos, self.xpos = col[1].lower(), col[2], col[3], col[4]
        self.head, self.rel, self.parent = int(col[6]), col[7], None


def solid(text):
    return "".join(c for c in text if not c.isspace())


def fail(message):
    sys.exit(f"score_conllu.py: {message}")


def load(path):
    """-> characters, token spans, sentence spans, words"""
    chars, at, tokens, sents, words = [], 0, [], [], []
    rows, line_no = [], 0

    def close():
        nonlocal at
        if not rows:
            return
        first, base = at, len(words)
        ranges = {}
        for col in rows:
            if "-" in col[0]:
                a, b = map(int, col[0].split("-"))
                ranges[a] = (b, solid(col[1]))
        inside, span = 0, None
        for col in rows:
            if not col[0].isdigit():
                continue
            k = int(col[0])
            if k in ranges:
                inside, form = ranges[k]
                span = (at, at + len(form))
                chars.append(form)
                at += len(form)
                tokens.append(span)
            if k <= inside:
                words.append(Word(span[0], span[1], True, col, len(sents)))
            else:
                form = solid(col[1])
                chars.append(form)
                tokens.append((at, at + len(form)))
                words.append(Word(at, at + len(form), False, col, len(sents)))
                at += len(form)
        for w in words[base:]:
            if w.head > len(words) - base:
                fail(f"{path}:{line_no}: head {w.head} outside the sentence")
            w.parent = words[base + w.head - 1] if w.head else None
        sents.append((first, at))
        rows.clear()

    for line_no, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\r\n")
        if not line:
            close()
        elif line[0] != "#":
            col = line.split("\t")
            if len(col) != 10:
                fail(f"{path}:{line_no}: {len(col)} columns instead of 10")
            if "." not in col[0]:
                rows.append(col)
    close()
    return "".join(chars), tokens, sents, words


def common(a, b):
    """Pairs of the longest common subsequence of two short lists of forms."""
    n, m = len(a), len(b)
    best = [[0] * (m + 1) for _ in range(n + 1)]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            best[i][j] = best[i + 1][j + 1] + 1 if a[i].form == b[j].form else max(best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < n and j < m:
        if a[i].form == b[j].form:
            yield a[i], b[j]
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def align(gold, system):
    """Pairs (gold word, system word)."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        g, s = gold[i], system[j]
        if g.mwt or s.mwt:
            # Grow both sides to the smallest stretch with common ends, as the shared task does.
            if not g.mwt and g.start < s.start or g.mwt and g.end <= s.start:
                i += 1
                continue
            if not s.mwt and s.start < g.start or s.mwt and s.end <= g.start:
                j += 1
                continue
            end, a, b = max(g.end if g.mwt else 0, s.end if s.mwt else 0), i, j
            while True:
                moved = False
                while i < len(gold) and (gold[i].end <= end or (gold[i].mwt and gold[i].start < end)):
                    end = max(end, gold[i].end) if gold[i].mwt else end
                    i, moved = i + 1, True
                while j < len(system) and (system[j].end <= end or (system[j].mwt and system[j].start < end)):
                    end = max(end, system[j].end) if system[j].mwt else end
                    j, moved = j + 1, True
                if not moved:
                    break
            pairs += common(gold[a:i], system[b:j])
        elif (g.start, g.end) == (s.start, s.end):
            pairs.append((g, s))
            i, j = i + 1, j + 1
        elif g.start <= s.start:
            i += 1
        else:
            j += 1
    return pairs


def score(gold_path, system_path, full=False):
    g_chars, g_tokens, g_sents, g_words = load(gold_path)
    s_chars, s_tokens, s_sents, s_words = load(system_path)
    if g_chars != s_chars:
        at = next((k for k, (a, b) in enumerate(zip(g_chars, s_chars)) if a != b), min(len(g_chars), len(s_chars)))
        fail(f"texts differ at character {at}: gold '{g_chars[at:at + 30]}', system '{s_chars[at:at + 30]}'")
    pairs = align(g_words, s_words)
    to_gold = {id(s): g for g, s in pairs}
    cut = (lambda r: r) if full else (lambda r: r.split(":")[0])
    upos = xpos = lemma = uas = las = 0
    for g, s in pairs:
        upos += g.upos == s.upos
        xpos += g.xpos == s.xpos
        lemma += g.lemma == s.lemma or g.lemma == "_"
        head = g.parent is None if s.parent is None else g.parent is not None and to_gold.get(id(s.parent)) is g.parent
        uas += head
        las += head and cut(g.rel) == cut(s.rel)
    out = {}

    def put(name, correct, gold, system, aligned=None):
        out[name] = {"precision": 100.0 * correct / system if system else 0.0,
                     "recall": 100.0 * correct / gold if gold else 0.0,
                     "f1": 200.0 * correct / (gold + system) if gold + system else 0.0,
                     "correct": correct, "gold": gold, "system": system}
        if aligned is not None:
            out[name]["aligned_accuracy"] = 100.0 * correct / aligned if aligned else 0.0

    put("tokens", len(set(g_tokens) & set(s_tokens)), len(g_tokens), len(s_tokens))
    put("sentences", len(set(g_sents) & set(s_sents)), len(g_sents), len(s_sents))
    put("words", len(pairs), len(g_words), len(s_words))
    for name, n in (("upos", upos), ("xpos", xpos), ("lemmas", lemma), ("uas", uas), ("las", las)):
        put(name, n, len(g_words), len(s_words), len(pairs))
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("gold")
    ap.add_argument("system")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--full-relations", action="store_true")
    args = ap.parse_args()
    out = score(args.gold, args.system, args.full_relations)
    if args.json:
        print(json.dumps(out, indent=1))
        return
    print(f"{'':10} {'precision':>9} {'recall':>9} {'F1':>9} {'aligned':>9}")
    for name, v in out.items():
        extra = f"{v['aligned_accuracy']:9.2f}" if "aligned_accuracy" in v else ""
        print(f"{name:10} {v['precision']:9.2f} {v['recall']:9.2f} {v['f1']:9.2f} {extra}")


if __name__ == "__main__":
    main()
