#!/bin/sh
# compat.sh ONRECORD - the books of released schemas, each a copy: today's program opens, searches, verifies, cites,
# corrects, exports and rebuilds them, and no decision is lost. What is no book of it is refused with one line.
set -u
onrecord=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
cd "$home" || exit 1
fail() { echo "FAILED: $*"; exit 1; }
or() { "$onrecord" "$@" || fail "onrecord $*"; }
same() { diff -u "$1" "$2" || fail "$3"; }

# what people decided, as it reads now: records and log
decided() {
    for kind in statement figure event; do
        or find "$1" --kind $kind --review accepted,approved,corrected,added,rejected
    done
    or log "$1"
}

one_book() { # BOOK: schema-N.book, as it was frozen
    name=$(basename "$1" .book)
    cp "$1" a.book
    decided a.book >now
    same "$here/$name.txt" now "$name: what was decided reads otherwise"
    [ "$(or find a.book --kind document --count)" = 3 ] || fail "$name: documents"
    or verify a.book "I will not resign" | grep -q '^verbatim' || fail "$name: verify"
    id=$(or find a.book --about resign --direct --csv | sed -n '2s/,.*//p')
    or cite a.book "$id" | grep -q 'Petra Volk: “I will not resign,”' || fail "$name: cite"
    or status a.book | grep -q '^reviewed' || fail "$name: status"
    or copies a.book | grep -q '1 story' || fail "$name: copies"
    for format in csv parquet jsonl plover gkg webannotation brat claimreview; do
        or export a.book "out-$format" --to $format >/dev/null
        [ -s "out-$format/manifest.json" ] || fail "$name: export of $format"
    done
    or correct a.book --by cy accept "$id" >/dev/null
    or log a.book >log
    or rebuild a.book --all --model none >rebuilt
    grep -q '^3 documents made again$' rebuilt || fail "$name: rebuild without a model: $(cat rebuilt)"
    [ "$(or log a.book | grep -c '^[0-9]')" = "$(grep -c '^[0-9]' log)" ] || fail "$name: decisions went away"
    [ ! -f "$here/../../models/en.onrm" ] || or rebuild a.book >/dev/null
    [ "$(or find a.book --kind document --count)" = 3 ] || fail "$name: documents after a rebuild"
    or add a.book --model none "$here/articles" | grep -q '^3 added' || fail "$name: add" # of no outlet: others
}

refused() { # WORDS FILE: every command refuses the file with one line that has these words, and leaves it alone
    cp "$2" before
    for command in "find $2" "add $2 --model none $here/articles" "serve --port 0 $2" "export $2 no --to csv" "rebuild $2" \
        "log $2" "status $2" "cite $2 0000000000000000" "correct $2 accept 0000000000000000"; do
        # shellcheck disable=SC2086 # words
        "$onrecord" $command >out 2>err && fail "$command of what is no book of it"
        [ "$(wc -l <err)" = 1 ] && grep -q "$1" err || { cat out err; fail "$command: not one line with '$1'"; }
    done
    cmp before "$2" || fail "$2 was written to"
}

n=0
for book in "$here"/schema-*.book; do
    one_book "$book"
    n=$((n + 1))
done
echo "$n schema: opened, searched, verified, cited, corrected, exported, rebuilt"
if command -v sqlite3 >/dev/null 2>&1; then
    sqlite3 other.book 'CREATE TABLE flights (a); PRAGMA application_id = 77; PRAGMA user_version = 1'
    refused 'is not a book of onrecord' other.book
    cp "$here/schema-1.book" new.book
    sqlite3 new.book 'PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    refused 'was written by a newer onrecord' new.book
    cp "$here/schema-1.book" old.book
    sqlite3 old.book 'DROP INDEX statement_place; PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    refused 'before the first release' old.book
    rm -f ./*-wal ./*-shm
fi
printf 'no book at all, only words\n' >words.book
refused 'is not a book of onrecord' words.book
echo "what is no book of it: one line each, nothing written"
