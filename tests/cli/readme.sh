#!/bin/sh
# readme.sh ONRECORD - README.md's examples are run: "    $ command", one after the other in one folder. The indented lines
# behind one must stand in its output, whole and in order; "…" alone stands for any lines. How sure the program is and the
# ids of records are of no account. POSIX sh, awk, sed. Skipped (77) where the tree has no model.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
[ -f "$root/models/en.onrm" ] || { echo "skipped: README.md's examples need models/en.onrm"; exit 77; }
unset ONRECORD_MODEL NO_COLOR COLUMNS
PATH=$(cd "$(dirname "$1")" && pwd):$PATH
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
ln -s "$root/examples" "$home/examples"
cd "$home" || exit 1

awk '/^    \$ / { n++; on = 1; print substr($0, 7) >(n ".command"); printf "" >(n ".want"); next }
     !/^    / { on = 0 }
     on { print substr($0, 5) >(n ".want") }' "$root/README.md"
masked() { sed 's/[01]\.[0-9][0-9]/P/g; s/[0-9a-f]\{16\}/ID/g' "$1"; }
rc=0 n=1
while [ -f $n.command ]; do
    sh $n.command >$n.out 2>&1
    got=$?
    want=0
    grep -q 'onrecord verify' $n.command && want=1 # one was altered
    [ $got = $want ] || { echo "README.md: exit status $got: $(cat $n.command)"; cat $n.out; rc=1; }
    masked $n.want >wanted
    masked $n.out | awk '
        BEGIN { while ((getline line <"wanted") > 0) want[++m] = line; k = 1 }
        { if (want[k] == "…") { any = 1; k++ } if ($0 == want[k]) { k++; any = 0 } else if (!any) exit }
        END { if (want[k] == "…") k++; if (k <= m) { print "README.md: not in the output: " want[k]; exit 1 } }' ||
        { cat $n.command $n.out; rc=1; }
    n=$((n + 1))
done
[ $n -gt 8 ] || { echo "README.md has $n examples: were they found?"; rc=1; }
exit $rc
