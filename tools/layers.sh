#!/bin/sh
# layers.sh - does every #include "room/file.h" under src/ agree with src/LAYERS? POSIX sh and awk.
set -u
cd "$(dirname "$0")/.." || exit 1

# shellcheck disable=SC2046 # the tree has no file names with spaces
awk '
    FILENAME == "src/LAYERS" {
        if ($0 !~ /^[a-z]+ *:/) next
        split($0, side, ":")
        gsub(/ /, "", side[1])
        known[side[1]] = 1
        may[side[1] " " side[1]] = 1
        n = split(side[2], rooms, " ")
        for (i = 1; i <= n; i++) may[side[1] " " rooms[i]] = 1
        next
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        split($0, quoted, "\"")
        if (split(quoted[2], path, "/") < 2) {
            printf "%s:%d: \"%s\": write \"room/file.h\"\n", FILENAME, FNR, quoted[2]
            bad = 1
            next
        }
        split(FILENAME, at, "/")
        if (!(at[2] in known)) {
            printf "%s: the room %s is not in src/LAYERS\n", FILENAME, at[2]
            bad = 1
        } else if (!((at[2] " " path[1]) in may)) {
            printf "%s:%d: %s may not include %s\n", FILENAME, FNR, at[2], path[1]
            bad = 1
        }
    }
    END { exit bad }
' src/LAYERS $(find src -name '*.[ch]' | LC_ALL=C sort)
