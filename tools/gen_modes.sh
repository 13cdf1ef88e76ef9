#!/bin/sh
# gen_modes.sh OUTDIR - makes modes.inc, the table of src/find/mode.c, from data/modes.tsv, and plover_modality.inc, that of
# src/doc/plover.c, from data/plover_modality.tsv, in OUTDIR/../doc where that is there, else in OUTDIR.
#
# Method: every frame becomes a line "lemma, order of appearance, table row", sorted by the bytes of the lemma and then by
# order, so that the rows of a lemma stand together, the narrow ones first. POSIX sh, awk and sort only; the same bytes
# out on every machine (C locale). `sh tools/gen_modes.sh src/find` after a change in data/modes.tsv.
set -eu
LC_ALL=C
export LC_ALL
out=${1:?usage: gen_modes.sh OUTDIR}
data=$(dirname "$0")/../data
{
    printf '/* Made by tools/gen_modes.sh from data/modes.tsv; do not edit. */\n'
    awk -F '\t' '
    function fail(why) { print "gen_modes: " FILENAME ":" FNR ": " why > "/dev/stderr"; exit 1 }
    /^#/ || /^$/ || /^[+*]\t/ { next }
    NF != 5 { fail("five columns wanted") }
    $3 !~ /^[0-9]+$/ || $4 !~ /^[!?-]$/ { fail("bad code or strength") }
    {
        n = split($5, frame, ", ")
        for (i = 1; i <= n; i++) {
            if (frame[i] !~ /^[a-z0-9_-]+\.[vn]( !?[a-z]+(\|[a-z]+)*(:[A-Za-z0-9-]+(\|[A-Za-z0-9-]+)*)?)*$/) fail("bad frame \"" frame[i] "\"")
            head = frame[i]; sub(/ .*/, "", head)
            rest = substr(frame[i], length(head) + 2)
            lemma = head; sub(/\..$/, "", lemma)
            pos = substr(head, length(head))
            printf "%s\t%06d\t    {\"%s\", \047%s\047, \047%s\047, ONR_MARK_%s, %s, \"%s\", \"%s\"},\n", lemma == "_" ? "~" : lemma, ++order, lemma, pos, $4, $1, $2 == "-" ? "0" : "\"" $2 "\"", $3, rest
        }
    }' "$data/modes.tsv" | sort -t '	' -k 1,1 -k 2,2n | awk -F '\t' '{ print $3 }'
} > "$out/modes.inc"

doc=$out
[ -d "$out/../doc" ] && doc=$out/../doc
awk -F '\t' '
BEGIN { print "/* Made by tools/gen_modes.sh from data/plover_modality.tsv; do not edit. */" }
/^#/ || /^$/ { next }
NF != 6 { print "gen_modes: " FILENAME ":" FNR ": six columns wanted" > "/dev/stderr"; exit 1 }
{ printf "    {ONR_MARK_%s, \"%s\", ONR_MARK_%s, ONR_MARK_%s, ONR_MARK_%s, ONR_MARK_%s},\n", $1, $2, $3, $4, $5, $6 }
' "$data/plover_modality.tsv" > "$doc/plover_modality.inc"
