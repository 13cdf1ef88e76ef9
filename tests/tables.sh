#!/bin/sh
# tables.sh - are the committed tables of C what data/ makes? POSIX sh, run in the repository's root.
set -u
all=$(mktemp -d) || exit 1
trap 'rm -rf "$all"' EXIT
made=$all/tables # a folder of its own: gen_modes.sh looks for a room beside it
mkdir "$made"
bad=0

# check ROOM SCRIPT TABLE...: the tables of src/ROOM that SCRIPT makes.
check() {
    room=$1
    script=$2
    shift 2
    for table in "$@"; do
        cmp -s "$made/$table" "src/$room/$table" && continue
        echo "src/$room/$table is not what data/ makes: run sh tools/$script src/$room"
        bad=1
    done
}

for script in gen_dict.sh gen_page.sh gen_modes.sh gen_conventions.sh; do sh "tools/$script" "$made" || exit 1; done
check dict gen_dict.sh countries.inc cues.inc first_names.inc titles.inc
check read gen_page.sh agencies.inc months.inc page_words.inc
check find gen_modes.sh modes.inc
check doc gen_modes.sh plover_modality.inc
check ledger gen_conventions.sh conventions.inc
exit $bad
