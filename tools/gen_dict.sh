#!/bin/sh
# gen_dict.sh OUTDIR - makes the tables of src/dict from the word lists of data/.
#
# Method: every entry becomes a line "lower-case key, order of appearance, table row"; sorted by bytes of the key, of equal
# keys the first entry stays. POSIX sh, awk and sort only; the same bytes out on every machine (C locale).
# `sh tools/gen_dict.sh src/dict` after a change in data/; a test compares the committed tables with what this makes.
set -eu
LC_ALL=C
export LC_ALL
out=${1:?usage: gen_dict.sh OUTDIR}
data=$(dirname "$0")/../data

# Common part of the three: entry(text, rest of the row) prints a line for sort; text may begin with marks:
# "=" exact, "~" ambiguous, "!" short name.
lib='
function fail(why) { print "gen_dict: " FILENAME ":" FNR ": " why > "/dev/stderr"; bad = 1; exit 1 }
function entry(s, rest,    flags, f) {
    flags = "0"
    while (s ~ /^[=~!]/) {
        f = substr(s, 1, 1)
        flags = flags (f == "=" ? " | EXACT" : f == "~" ? " | AMBIGUOUS" : " | SHORT")
        s = substr(s, 2)
    }
    sub(/^0 \| /, "", flags)
    if (s == "" || length(s) > 63 || s ~ /["\\]|  |^ | $| -|- /) fail("bad entry \"" s "\"")
    printf "%s\t%06d\t    {\"%s\", %s, %s},\n", tolower(s), ++order, s, flags, rest
}
BEGIN { FS = "\t" }
/^#/ || /^$/ { next }'

table() { # NAME AWK-RULES < list
    {
        printf '/* Made by tools/gen_dict.sh from data/%s.tsv; do not edit. */\n' "$1"
        awk "$lib$2" "$data/$1.tsv" > "$out/$1.tmp"
        sort -t '	' -k 1,1 -k 2,2n "$out/$1.tmp" | awk -F '\t' '$1 != last { print $3 } { last = $1 }'
    } > "$out/$1.inc"
    rm -f "$out/$1.tmp"
}

table cues '
/^[+*]\t/ { next }
NF != 3 { fail("three columns wanted") }
{ entry($1, "CUE_" toupper($2) ", 0") }'

table titles '
NF != 3 { fail("three columns wanted") }
$3 !~ /^([A-Z][A-Z][A-Z]|-)$/ { fail("bad sector") }
{ entry($1, "TITLE_" toupper($2) ", " ($3 == "-" ? "0" : "\"" $3 "\"")) }'

table first_names '
NF != 2 { fail("two columns wanted") }
$2 !~ /^[fm]$/ { fail("f or m wanted") }
{ entry($1, $2 == "f" ? "NAME_FEMALE, 0" : "NAME_MALE, 0") }'

table countries '
NF != 6 { fail("six columns wanted") }
{
    split("NAME DEMONYM CAPITAL SEAT", how, " ")
    for (c = 3; c <= 6; c++) {
        if ($c == "-") continue
        n = split($c, list, "|")
        for (i = 1; i <= n; i++) {
            plural = list[i] ~ /\+s$/
            sub(/\+s$/, "", list[i])
            row = "COUNTRY_" how[c - 2] ", " ($1 == "-" ? "0" : "\"" $1 "\"")
            entry((c == 3 && i == 1 ? "!" : "") list[i], row)
            if (plural) entry(list[i] "s", row)
        }
    }
}'
