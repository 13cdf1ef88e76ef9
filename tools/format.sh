#!/bin/sh
# format.sh - lay out the C sources by .clang-format; with --check only say which would change.
# The headers that are tables set by hand are left alone.
set -u
cd "$(dirname "$0")/.." || exit 1
by_hand='^src/(doc/(doc|records|labels)|read/html_tag)\.h$'

files=$(git ls-files 'src/*.[ch]' 'tests/*.[ch]' 'fuzz/*.[ch]' 'bench/*.[ch]' 'include/*.h' 2>/dev/null)
[ -n "$files" ] || files=$(find src tests fuzz bench include -name '*.[ch]' 2>/dev/null)
files=$(printf '%s\n' "$files" | grep -Ev "$by_hand" | LC_ALL=C sort)

if [ "${1:-}" = --check ]; then
    rc=0
    for f in $files; do
        [ -f "$f" ] || continue
        if ! clang-format --dry-run -Werror "$f" >/dev/null 2>&1; then
            echo "$f: not as .clang-format lays it out: run tools/format.sh"
            rc=1
        fi
    done
    exit $rc
fi
for f in $files; do clang-format -i "$f"; done
