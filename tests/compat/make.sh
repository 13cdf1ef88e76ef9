#!/bin/sh
# make.sh ONRECORD BOOK - the book of a schema, as tests/compat keeps one. Needs the shell of SQLite: pages of 1 KiB keep
# the file small.
set -eu
onrecord=$1 book=$2
cd "$(dirname "$0")"
rm -f "$book" "$book"-*
"$onrecord" add "$book" --outlet "The Lowmark Courier" articles/bridge.txt articles/bridge-later.txt
"$onrecord" add "$book" --outlet "Selwick Post" articles/bridge-copy.txt
"$onrecord" copies "$book" >/dev/null
id() { # the id of the only record that is found
    "$onrecord" find "$book" "$@" --csv | sed -n '2s/,.*//p'
}
document=$("$onrecord" find "$book" --kind document --about toll --csv | sed -n '2s/,.*//p')
"$onrecord" correct "$book" --by ada accept "$(id --speaker Quarrow --outlet 'The Lowmark Courier')"
toll=$(id --kind figure --about Hospital --outlet 'The Lowmark Courier' --effect killed)
"$onrecord" correct "$book" --by ada --note "the day of the count" set "$toll" as_of=2031-04-03
"$onrecord" correct "$book" --by ben set "$(id --kind figure --about '"rises to six"')" effect=killed
"$onrecord" correct "$book" --by ben reject "$(id --kind event --about called)"
"$onrecord" correct "$book" --by ada add "$document" statement content='the right of a town in grief' speaker=Lindqvar cue=called
"$onrecord" correct "$book" --by ben reject "$(id --about '"had spoken"')"
"$onrecord" correct "$book" --by ada undo 6
sqlite3 "$book" 'PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024; VACUUM; PRAGMA journal_mode = WAL' >/dev/null
