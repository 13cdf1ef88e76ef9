#!/bin/sh
# explain.sh ONRECORD - `--explain ID` and `--why-not LINE` against the records of the example article. The factors that
# --explain prints must make the confidence that it names, which must be the record's own; --why-not must name every record
# of its line. POSIX sh, awk, sed. Skipped (77) where the tree has no model.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
[ -f "$root/models/en.onrm" ] || { echo "skipped: --explain of real records needs models/en.onrm"; exit 77; }
unset ONRECORD_MODEL NO_COLOR COLUMNS
onrecord=$1
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
read_it() { "$onrecord" read --published 2031-03-06 --outlet "The Lowmark Courier" "$@" "$root/examples/harbour.txt"; }
rc=0
fail() {
    echo "$*"
    rc=1
}

# The explanation of a record: its place, its confidence, and the factors behind it.
explain() { # KIND ID
    read_it --explain "$2" >"$home/said" || fail "--explain $2: exit status $?"
    head -n 1 "$home/said" | grep -q "^$1 $2 at [0-9]*:[0-9]* (bytes [0-9]*-[0-9]*)$" || fail "--explain $2 begins otherwise"
    awk '/^  confidence/ { want = $2; on = 1; next }
         on && NF >= 4 && $(NF - 1) == "x" { sum += $(NF - 2) * $NF; n++ }
         END { p = 1 / (1 + exp(-sum)); d = p > want ? p - want : want - p; exit !(n > 1 && d < 0.002) }' "$home/said" ||
        { fail "--explain $2: the factors do not make the confidence"; cat "$home/said"; }
    for part in rule chain confidence; do
        grep -q "^  $part  *[^ ]" "$home/said" || fail "--explain $2 has no $part"
    done
}

read_it --json | tr '{' '\n' >"$home/json" || exit 1
for kind in statement figure event; do # two of each: the first ids behind "statements":[
    ids=$(awk -v list="\"${kind}s\":[" 'on && /^"id":"/ { print substr($0, 7, index(substr($0, 7), "\"") - 1); if (++n == 2) exit }
                                       index($0, list) { on = 1 }' "$home/json")
    [ -n "$ids" ] || fail "no $kind in the example"
    for id in $ids; do
        explain $kind "$id"
        line=$(sed -n '1s/.* at \([0-9]*\):.*/\1/p' "$home/said")
        read_it --why-not "$line" >"$home/why" || fail "--why-not $line: exit status $?"
        grep -q "$kind $id" "$home/why" || { fail "--why-not $line does not name $kind $id"; cat "$home/why"; }
    done
done
exit $rc
