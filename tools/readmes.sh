#!/bin/sh
# readmes.sh - does each room's README name every source file of the room, and no file that is gone? POSIX sh.
# A file is named where its name stands there, or for NAME.h its NAME.c and the other way round.
set -u
cd "$(dirname "$0")/.." || exit 1
bad=0
for room in src/*/; do
    readme=${room}README.md
    if [ ! -f "$readme" ]; then
        echo "$readme: write it: the room's files in the order in which one reads them"
        bad=1
        continue
    fi
    for file in "$room"*.c "$room"*.h "$room"*.inc "$room"*.sql; do
        [ -f "$file" ] || continue
        name=${file##*/}
        grep -q "\`${name%.*}\(\.[a-z]*\)*\`" "$readme" && continue
        echo "$readme: it does not name $name"
        bad=1
    done
    for name in $(grep -o '`[a-z0-9_]*\.[ch]`' "$readme" | tr -d '`' | LC_ALL=C sort -u); do
        [ -f "$room$name" ] && continue
        echo "$readme: there is no $name"
        bad=1
    done
done
exit $bad
