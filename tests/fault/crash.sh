#!/bin/sh
# crash.sh ONRECORD - an add is killed (kill -9) at random moments and started again, until all is in: nothing lost, nothing
# twice, the book whole after every kill. ONRECORD_KILLS says how many moments (20; 200 is the floor of the releases).
# Then the other ways to fail: a file that may not grow, a book that may not be written, a locked book, a newer schema;
# each one line, nothing damaged. Needs sqlite3, the shell of SQLite, and skips (77) without.
set -u
onrecord=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
kills=${ONRECORD_KILLS:-20}
files=400
command -v sqlite3 >/dev/null 2>&1 || { echo "skipped: kill -9 during add: needs the sqlite3 shell"; exit 77; }
home=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$home"; rm -rf "$home"' EXIT
cd "$home" || exit 1
mkdir in

# articles of the test's own: each with its number, so that each is another text
awk -v n=$files 'BEGIN {
    for (i = 1; i <= n; i++) {
        f = sprintf("in/%04d.txt", i)
        printf "Quay number %d stays shut\n\nSELWICK, March 7, 2031 (Meridian Wire) - ", i >f
        for (k = 0; k < i % 40; k++)
            printf "\"We wait for ship %d,\" said the harbour minister. ", k * i >f
        printf "\n" >f
        close(f)
    }
}'

# a process that was just killed may hold its locks for a moment yet
sql() { sqlite3 -cmd '.timeout 20000' "$@"; }
fail() { echo "FAILED: $*"; exit 1; }
whole() { # the book can be opened and is whole
    check=$(sql a.book 'PRAGMA integrity_check' 2>&1)
    [ "$check" = ok ] || fail "integrity_check after kill $1: $check"
    sql a.book "INSERT INTO document_words (document_words) VALUES ('integrity-check')" || fail "index after kill $1"
    twice=$(sql a.book 'SELECT count(*) - count(DISTINCT sha256) FROM source')
    [ "$twice" = 0 ] || fail "$twice sources twice after kill $1"
    half=$(sql a.book 'SELECT count(*) FROM source LEFT JOIN document USING (key) WHERE document.key IS NULL')
    [ "$half" = 0 ] || fail "$half sources without their document after kill $1"
}

# how long an undisturbed add takes bounds the moments, in milliseconds
before=$(date +%s%N)
"$onrecord" add --model none -j 2 whole.book in >/dev/null || fail "an undisturbed add"
span=$((($(date +%s%N) - before) / 1000000 + 1))

i=0
seed=$$
restarts=0
while [ $i -lt "$kills" ]; do
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    ms=$((seed % span))
    timeout -s KILL "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000 + 1)))" \
        "$onrecord" add --model none -j 2 a.book in >/dev/null 2>err && { rm -f a.book*; restarts=$((restarts + 1)); }
    [ ! -s a.book ] || [ "$(sql a.book 'SELECT count(*) FROM sqlite_schema' 2>/dev/null)" = 0 ] || whole $i
    i=$((i + 1))
done
"$onrecord" add --model none -j 3 a.book in >/dev/null || fail "the add after $kills kills"
whole last
n=$(sql a.book 'SELECT count(*) FROM document')
[ "$n" = $files ] || fail "$n of $files documents after $kills kills"
sql whole.book 'SELECT id, text FROM document ORDER BY id' >one
sql a.book 'SELECT id, text FROM document ORDER BY id' >other
cmp one other || fail "the book differs from one that was never killed"
echo "$kills kills within $span ms ($restarts whole runs): $n documents, none lost, none twice"

# one_line STATUS COMMAND...: fails with this status and one line
one_line() {
    want=$1
    shift
    "$@" >out 2>err
    rc=$?
    [ $rc = "$want" ] || fail "status $rc, not $want, of: $*"
    [ "$(wc -l <err)" = 1 ] || { cat err; fail "not one line, of: $*"; }
}
# a file that may not grow: what is in stays, the rest goes in when there is room
rm -f a.book*
"$onrecord" add --model none a.book in/000*.txt >/dev/null || fail "a small add"
(ulimit -f 300; one_line 1 "$onrecord" add --model none a.book in) || exit 1
whole "a full disk"
"$onrecord" add --model none a.book in >/dev/null || fail "the add after a full disk"
[ "$(sql a.book 'SELECT count(*) FROM document')" = $files ] || fail "documents after a full disk"

cp a.book b.book
sql b.book 'PRAGMA user_version = 999'
one_line 1 "$onrecord" find b.book
one_line 1 "$onrecord" add --model none b.book in
if [ "$(id -u)" != 0 ]; then
    sql a.book 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    chmod a-w a.book .
    one_line 1 "$onrecord" add --model none a.book in
    "$onrecord" find a.book --kind document --count >/dev/null || fail "reading a book that may not be written"
    chmod u+w . a.book
fi
# while another process writes, readers are not disturbed
mkfifo hold
sqlite3 a.book <hold >/dev/null &
holder=$!
exec 3>hold
echo "BEGIN IMMEDIATE; INSERT INTO source (sha256, media, given, bytes, added, codec, data)
      VALUES ('x', 'text', '{}', 0, '', 'plain', x'');" >&3
n=$("$onrecord" find a.book --kind document --count) || fail "reading while another writes"
[ "$n" = $files ] || fail "a reader saw $n documents while another was writing"
exec 3>&-
wait $holder
echo "full disk, newer schema, read-only: one line each, nothing damaged"
