#!/usr/bin/env python3
"""Token and word F1 of onr-tokens against CoNLL-U files; standard library only.

Usage: tools/check_tokens.py [--errors N] ONR_TOKENS GOLD.conllu...
Raw text is made again from the file: a block is a paragraph (`# newpar`), or a document where there are no paragraphs;
its sentences are joined by a space. A word is right when its span of non-space characters is right; a token is right
when the span of the whole multiword token is.
"""
import argparse
import collections
import subprocess
import tempfile


def read(path):
    """Blocks of sentences; a sentence is (text, words, multiword ranges) with words as (form, space_after)."""
    blocks, sent, text, fresh, ranges = [], [], "", True, []
    has_par = False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc") or line.startswith("# newpar"):
            fresh = True
            has_par |= line.startswith("# newpar")
        elif line.startswith("# text = "):
            text = line[9:]
        elif line and line[0] != "#":
            col = line.split("\t")
            if "-" in col[0]:
                ranges.append((col[0], col[1]))
            elif "." not in col[0]:
                sent.append(col)
        elif not line and sent:
            if fresh:
                blocks.append([])
            blocks[-1].append((text, sent, ranges))
            fresh, sent, ranges = False, [], []
    return blocks


def spans_of_gold(block):
    words, tokens, at = [], [], 0
    for _, sent, ranges in block:
        inside = {}
        for ids, form in ranges:
            a, b = map(int, ids.split("-"))
            for k in range(a, b + 1):
                inside[k] = (a, b, len("".join(form.split())))
        for col in sent:
            k, n = int(col[0]), len("".join(col[1].split()))
            if k in inside:
                a, b, size = inside[k]
                if k == a:
                    tokens.append((at, at + size))
                    base, used = at, 0
                n = n if k < b else base + size - at
            else:
                tokens.append((at, at + n))
            words.append((at, at + n))
            at += n
    return words, tokens


def run(program, text):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as f:
        f.write(text)
        f.flush()
        out = subprocess.run([program, f.name], check=True, capture_output=True, text=True).stdout
    return [tuple(map(int, line.split("\t"))) for line in out.splitlines() if line and line[0] != "#"]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("program")
    ap.add_argument("gold", nargs="+")
    args = ap.parse_args()
    for path in args.gold:
        blocks = read(path)
        texts = [" ".join(s[0] for s in b) for b in blocks]
        whole = "\n".join(t.replace("\n", " ") for t in texts) + "\n"
        rows = run(args.program, whole)
        solid, n = [0], 0  # solid[i]: characters that are not space before code point i
        for c in whole:
            n += not c.isspace()
            solid.append(n)
        gold_w, gold_t, base = [], [], 0
        for b in blocks:
            w, t = spans_of_gold(b)
            gold_w += [(x + base, y + base) for x, y in w]
            gold_t += [(x + base, y + base) for x, y in t]
            base = gold_w[-1][1]
        if base != n:
            print(f"{path}: gold has {base} characters, text {n}")
        sys_w = [(solid[r[0]], solid[r[1]]) for r in rows]
        sys_t, open_ = [], None
        for (a, b), r in zip(sys_w, rows):
            if r[3] & 4 and sys_t:
                sys_t[-1] = (sys_t[-1][0], b)
            else:
                sys_t.append((a, b))
        f = lambda g, s: 200.0 * len(set(g) & set(s)) / (len(g) + len(s))
        print(f"{path}: tokens F1 {f(gold_t, sys_t):.2f}  words F1 {f(gold_w, sys_w):.2f}  ({len(gold_w)} words)")
        if args.errors:
            chars = "".join(c for c in whole if not c.isspace())
            gw, sw = set(gold_w), set(sys_w)
            starts_g, starts_s = {x[0] for x in gold_w}, {x[0] for x in sys_w}
            count = collections.Counter()
            both = sorted(starts_g & starts_s) + [n]
            gi, si = dict((x[0], x) for x in gold_w), dict((x[0], x) for x in sys_w)
            for a, b in zip(both, both[1:]):
                if gi[a] != si[a]:
                    g = [chars[x:y] for x, y in sorted(gw) if a <= x < b] if len(gw) < 0 else None
                    gg, x = [], a
                    while x < b and x in gi:
                        gg.append(chars[x:gi[x][1]]); x = gi[x][1]
                    ss, x = [], a
                    while x < b and x in si:
                        ss.append(chars[x:si[x][1]]); x = si[x][1]
                    count["gold: " + " ".join(gg) + "   ours: " + " ".join(ss) + "   ctx: " + chars[max(0, a - 15):b + 15]] += 1
            for k, v in count.most_common(args.errors):
                print(f"  {v}  {k}")


if __name__ == "__main__":
    main()
