#!/usr/bin/env python3
"""score_dates.py - how well `onrecord read --json` dates the expressions of news: TempEval style, through the program.

    tools/score_dates.py [--program build/onrecord] [--data ../shared/data/figures] [--errors N] [--model]

Gold: tbaq_timex.jsonl (evaluation only; it is never part of the repository). An expression is found when a date of the
program overlaps one of the gold, each used once; its value is right when the TIMEX3 values are equal after these
normalisations, which say the same in two ways: clock times are cut to their day, W7 is W07, 199 is 199X, 1989-QX,
1989-WXX and 1998-XX in the gold (the annotator left the number open) match any number there. `strict` drops the last.

Two counts: `dates`: gold of type DATE and TIME, where durations and sets of either side are left out; `all`: all 1,822
expressions against everything that the program lists. Skips with exit status 77 where the data is absent.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def run(program, text, published, model):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as f:
        f.write(text)
        f.flush()
        command = [program, "read", "--json", "--published", published] + ([] if model else ["--model", "none"])
        out = subprocess.run(command + [f.name], capture_output=True, check=True).stdout
    return json.loads(out)


def positions(text):
    """For every code point, how many that are not white space stand before it."""
    out, n = [], 0
    for c in text:
        out.append(n)
        n += not c.isspace()
    return out + [n]


def normal(value):
    value = re.sub(r"T.*", "", value or "") if not (value or "").startswith("P") else value
    value = re.sub(r"-W(\d)(?!\d)", r"-W0\1", value)
    value = re.sub(r"^(\d\d\d)X?$", r"\1X", value)
    return re.sub(r"^(\d\d)(XX)?$", r"\1XX", value)


def matches(gold, got, strict):
    if gold == got:
        return True
    if strict or "X" not in gold or gold.startswith("P"):
        return False
    if re.fullmatch(r"\d{4}-XX(-XX)?", gold):
        return got[:4] == gold[:4]
    return re.fullmatch(gold.replace("XX", r"\d\d").replace("X", r"\d"), got) is not None


def values(date):
    """What a date may be matched by: a range by either of its ends."""
    if date["kind"] == "range":
        out = []
        for day in (date["from"], date["to"]):
            if day:
                out += [day, day[:7], day[:4]]
        return out
    return [normal(date["value"])]


class Count:
    def __init__(self):
        self.gold = self.got = self.found = self.right = self.strict = 0

    def value(self):
        return 2 * self.right / max(self.got + self.gold, 1)

    def line(self, name):
        def f1(k):
            p, r = k / max(self.got, 1), k / max(self.gold, 1)
            return 2 * p * r / max(p + r, 1e-9)
        return (f"{name:8} gold {self.gold:5} got {self.got:5} found P {self.found / max(self.got, 1):.3f} "
                f"R {self.found / max(self.gold, 1):.3f} F1 {f1(self.found):.3f}  value F1 {f1(self.right):.3f} "
                f"(strict {f1(self.strict):.3f}), of those found {self.right / max(self.found, 1):.3f}")


def judge(gold, got, count, log):
    used = set()
    for g in gold:
        hit = [k for k, d in enumerate(got) if d["s"] < g["e"] and g["s"] < d["e"] and
               (k not in used or d["kind"] == "range")]
        if not hit:
            log.append(("missed", g["text"], g["value"], ""))
            continue
        best = max(hit, key=lambda k: min(got[k]["e"], g["e"]) - max(got[k]["s"], g["s"]))
        used.add(best)
        d = got[best]
        count.found += 1
        want, have = normal(g["value"]), values(d)
        ok = any(matches(want, v, False) for v in have)
        count.right += ok
        count.strict += any(matches(want, v, True) for v in have)
        g["ok"] = ok
        if not ok:
            log.append(("wrong", g["text"], g["value"], f'{d["text"]}={d["value"]}'))
    for k, d in enumerate(got):
        if k not in used:
            log.append(("extra", d["text"], d["value"] or "range", ""))
    count.gold += len(gold)
    count.got += len(got)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--program", default="build/onrecord")
    ap.add_argument("--data", default="../shared/data/figures")
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--model", action="store_true", help="with the model of ONRECORD_MODEL; default: without one")
    ap.add_argument("--json", action="store_true", help="print the figures alone, as one object")
    ap.add_argument("--limit", type=int, default=0)
    args = ap.parse_args()
    path = os.path.join(args.data, "tbaq_timex.jsonl")
    if not os.path.exists(path):
        print(f"{path}: not here: skipped")
        return 77
    dates, everything, log = Count(), Count(), []
    weekdays = [0, 0]
    for n, line in enumerate(open(path, encoding="utf-8")):
        if args.limit and n >= args.limit:
            break
        doc = json.loads(line)
        out = run(args.program, doc["text"], doc["dct"][:10], args.model)
        text = out["document"]["text"]
        here, there = positions(doc["text"]), positions(text)
        raw = text.encode()
        if re.sub(r"\s", "", text) != re.sub(r"\s", "", doc["text"]):
            print(f'{doc["doc"]}: the program read another text', file=sys.stderr)
        gold = [dict(g, s=here[g["start"]], e=here[g["end"]]) for g in doc["timex"]]
        got = []
        for d in out["dates"]:
            a, b = (len(raw[:d[k]].decode()) for k in ("start", "end"))
            got.append(dict(d, s=there[a], e=there[b]))
        tail = []
        judge(gold, got, everything, tail)
        only = [g for g in gold if g["type"] in ("DATE", "TIME")]
        rest = [g for g in gold if g["type"] not in ("DATE", "TIME")]
        mine = [d for d in got if d["kind"] not in ("duration", "period") or
                any(d["s"] < g["e"] and g["s"] < d["e"] for g in only)]
        mine = [d for d in mine if not any(d["s"] < g["e"] and g["s"] < d["e"] for g in rest) or
                any(d["s"] < g["e"] and g["s"] < d["e"] for g in only)]
        judge(only, mine, dates, log)
        for g in only:
            if g["text"].lower() in WEEKDAYS and re.fullmatch(r"\d{4}-\d\d-\d\d", normal(g["value"])):
                weekdays[0] += bool(g.get("ok"))
                weekdays[1] += 1
    if args.json:
        print(json.dumps({"tbaq value": 100 * dates.value(), "bare weekdays": 100 * weekdays[0] / max(weekdays[1], 1)}))
        return 0
    print(dates.line("dates"))
    print(everything.line("all"))
    print(f"bare weekdays {weekdays[0]} / {weekdays[1]} = {weekdays[0] / max(weekdays[1], 1):.3f}")
    if args.errors:
        for what, n in collections.Counter(log).most_common(args.errors):
            print(n, *what, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
