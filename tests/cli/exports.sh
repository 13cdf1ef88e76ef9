#!/bin/sh
# exports.sh ONRECORD - every format of `export` read as the program it is for would read it (tools/check_exports.py), from a
# book with emoji, combining marks, a formula for a headline and words over line ends; and PLOVER as `read` prints it.
# Skipped (77) without python3, a developer's tool. ONR_PYTHON may name one that has pandas, duckdb or pyarrow.
set -u
onrecord=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
python=${ONR_PYTHON:-python3}
command -v "$python" >/dev/null 2>&1 || { echo "skipped: exports: needs python3"; exit 77; }
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
cd "$home" || exit 1
printf '=HYPERLINK("x") Quay 🚢🇻🇪 talks\n\nSELWICK, March 7, 2031 (Meridian Wire) - “We wait 🕯️ for the ship,” Zoe\314\210 Nguyễn, the harbour minister, told reporters. “It’s 👨‍👩‍👧 families.”\n\n14 sailors were killed and about 30 injured at the cafe\314\201 dock, Amélie Fournier’s ministry said. The union, @quay; accused Norgate | Works of neglect.\n' >a.txt
all=csv,parquet,jsonl,sqlite,plover,gkg,webannotation,brat,claimreview
"$onrecord" add a.book --outlet "$(printf 'Tab\there, "said"')" --url 'https://example.org/a?b=1&c=é' a.txt >/dev/null || exit 1
"$onrecord" add a.book --published 2031-03-06 "$root/examples/harbour.txt" "$root"/tests/compat/articles/*.txt >/dev/null || exit 1
"$onrecord" correct a.book reject "$("$onrecord" find a.book --direct --csv | sed -n '2s/,.*//p')" >/dev/null || exit 1
"$onrecord" export a.book out --to $all || exit 1
"$onrecord" export a.book again --to $all || exit 1
diff -r out again || { echo "the same book exports other bytes"; exit 1; }
"$python" "$root/tools/check_exports.py" out || exit 1
# acts are printed as `read --plover` prints them; the book knows outlet and document besides
"$onrecord" read --plover --published 2031-03-06 "$root/examples/harbour.txt" >read.jsonl || exit 1
"$python" - <<'P' || exit 1
import json
want = {e["event_text"] + str(e["text_info"]): e for e in map(json.loads, open("read.jsonl", encoding="utf-8"))}
got = {e["event_text"] + str(e["text_info"]): e for e in map(json.loads, open("out/events.jsonl", encoding="utf-8"))
       if e["cite_info"]["title"].startswith("Quay talks in Port")}
assert want and want.keys() == got.keys(), (want.keys(), got.keys())
for key, e in want.items():
    for name in e.keys() - {"id", "cite_info", "chain"}:
        assert got[key].get(name) == e[name], (name, got[key].get(name), e[name])
    assert got[key].keys() <= e.keys() | {"event_loc", "cameo"}, got[key]
P
