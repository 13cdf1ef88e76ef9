#!/bin/sh
# gen_conventions.sh OUTDIR - makes conventions.inc, the table of src/ledger/derive.c, from data/conventions.tsv.
# POSIX sh and awk only; the same bytes out on every machine. A test compares the committed table with what this makes.
set -eu
LC_ALL=C
export LC_ALL
out=${1:?usage: gen_conventions.sh OUTDIR}
awk -F '\t' '
BEGIN { print "/* Made by tools/gen_conventions.sh from data/conventions.tsv; do not edit. */" }
/^#/ || /^$/ { next }
NF != 4 { print "gen_conventions: " FILENAME ":" FNR ": four columns wanted" > "/dev/stderr"; exit 1 }
{ printf "    {VAGUE_%s, \"%s\", %s, %s},\n", toupper($1), $2, $3, $4 == "-" ? "-1" : $4 }
' "$(dirname "$0")/../data/conventions.tsv" > "$out/conventions.inc"
