#!/bin/sh
# run.sh [--update] ONRECORD CASE - one case of the command line: what it prints and its exit code. POSIX sh and awk.
#
# A case is a text file of sections, each begun by a line "--- NAME":
#     --- file NAME    a file in the case's own folder (as many as are needed)
#     --- command      shell words; `onrecord` is the program, `specimen` the one beside it, $ROOT the source tree
#     --- exit         the exit code
#     --- stdout, --- stderr
# A section's last line end belongs to it. --update writes exit, stdout and stderr as they are now.
set -u
update=
[ "$1" = --update ] && update=1 && shift
onrecord=$1
case=$2
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
export ROOT
unset ONRECORD_MODEL NO_COLOR COLUMNS

home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
mkdir "$home/case"
PATH=$(cd "$(dirname "$onrecord")" && pwd):$PATH

section() { awk -v want="--- $1" '/^--- / { on = $0 == want; next } on' "$case"; }

awk '/^--- file / { print substr($0, 10) }' "$case" | while IFS= read -r name; do
    section "file $name" >"$home/case/$name"
done
section command >"$home/command"
(cd "$home/case" && sh ../command) >"$home/stdout" 2>"$home/stderr" </dev/null
echo $? >"$home/exit"

if [ -n "$update" ]; then
    awk '/^--- (exit|stdout|stderr)$/ { exit } { print }' "$case" >"$home/new"
    for part in exit stdout stderr; do
        echo "--- $part"
        cat "$home/$part"
    done >>"$home/new"
    cat "$home/new" >"$case"
    exit 0
fi
rc=0
for part in exit stdout stderr; do
    section "$part" >"$home/expected"
    if ! cmp -s "$home/expected" "$home/$part"; then
        echo "$case: $part differs"
        diff -u "$home/expected" "$home/$part" 2>/dev/null || { echo "expected:"; cat "$home/expected"; echo "got:"; cat "$home/$part"; }
        rc=1
    fi
done
exit $rc
