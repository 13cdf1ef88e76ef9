#!/bin/sh
# gen_page.sh OUTDIR - makes src/read/page_words.inc, months.inc and agencies.inc from data/page_words.tsv, months.tsv and agencies.tsv: rows sorted by bytes of the word, the class
# words first, then the lines. POSIX sh, awk and sort; the same bytes out on every machine (C locale).
set -eu
LC_ALL=C
export LC_ALL
out=${1:?usage: gen_page.sh OUTDIR}
data=$(dirname "$0")/../data/page_words.tsv
rows() { # VERDICTS
    awk -F '\t' -v want="$1" '
    /^#/ || /^$/ { next }
    NF != 2 || $1 ~ /["\\]/ || length($1) > 63 { print "gen_page: " FILENAME ":" FNR ": bad row" > "/dev/stderr"; exit 1 }
    index(want, $2) { print $1 "\t" toupper($2) }' "$data" | sort -t '	' -k 1,1 -u |
        awk -F '\t' -v name="$2" '{ printf "%s(\"%s\", %s)\n", name, $1, $2 }'
}
{
    printf '/* Made by tools/gen_page.sh from data/page_words.tsv; do not edit. */\n'
    printf '#ifdef WORD\n'
    rows 'drop keep' WORD
    printf '#endif\n#ifdef LINE\n'
    rows 'line' LINE
    printf '#endif\n#ifdef BEGIN\n'
    rows 'begin' BEGIN
    printf '#endif\n#ifdef WALL\n'
    rows 'wall' WALL
    printf '#endif\n'
} > "$out/page_words.inc"
{
    printf '/* Made by tools/gen_page.sh from data/months.tsv; do not edit. */\n'
    awk -F '\t' '/^#/ || /^$/ { next } { k = split($2, w, " "); for (i = 1; i <= k; i++) print w[i] "\t" $1 }' \
        "$(dirname "$0")/../data/months.tsv" | sort -t '	' -k 1,1 -u | awk -F '\t' '{ printf "MONTH(\"%s\", %s)\n", $1, $2 }'
} > "$out/months.inc"
{
    printf '/* Made by tools/gen_page.sh from data/agencies.tsv; do not edit. */\n'
    awk -F '\t' '/^#/ || /^$/ { next } { print $1 "\t" toupper($2) }' "$(dirname "$0")/../data/agencies.tsv" | sort -t '	' -k 1,1 -u |
        awk -F '\t' '{ printf "AGENCY(\"%s\", %s)\n", $1, $2 }'
} > "$out/agencies.inc"
