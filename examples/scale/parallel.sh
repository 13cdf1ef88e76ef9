#!/bin/sh
# parallel.sh IN.ndjson OUT.ndjson [OPTION OF FILTER...] - read with a process a core, lines in order.
set -eu
in=$1
out=$2
shift 2
parallel --pipe --keep-order --block 256k onrecord filter "$@" <"$in" >"$out.part"
mv "$out.part" "$out"
