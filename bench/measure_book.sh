#!/bin/sh
# measure_book.sh BUILD DIR [DOCUMENTS]: write docs/book-measured.md: what the store costs of an `add`, how long searches
# take, and whether `find` and `export` hold their memory as a book grows tenfold. BUILD is a release build with the
# targets bench_store and cost; DIR keeps the books between runs. DOCUMENTS is the size of the smaller book: 1000 without
# it, which takes a minute or two; 10000 for the floors, which are of 10^5 documents. ONRECORD_KILLS=200 for the floor of
# crashes, 20 without it.
#
#     cmake --build build/release --target onrecord bench_store cost
#     ONRECORD_KILLS=200 sh bench/measure_book.sh build/release /tmp/books 10000
#
# All articles are made here, from those of examples/ and tests/compat: their own numbers make each another text.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
onrecord=$1/onrecord cost=$1/bench/cost fill=$1/bench/bench_store
dir=$2 n=${3:-1000}
out=$root/docs/book-measured.md
articles=300
mkdir -p "$dir/in"

i=0
while [ $i -lt $articles ]; do
    for f in "$root/examples/harbour.txt" "$root"/tests/compat/articles/*.txt; do
        [ $i -lt $articles ] && sed "1s/\$/, report $i/" "$f" >"$dir/in/$i.txt"
        i=$((i + 1))
    done
done
rm -f "$dir"/share.book*
words=$(cat "$dir"/in/*.txt | wc -w)
set -- $("$cost" "$onrecord" read -j 1 --json "$dir/in")
read_ms=$1
set -- $("$cost" "$onrecord" add -j 1 "$dir/share.book" "$dir/in")
add_ms=$1
set -- $("$cost" "$onrecord" add -j 1 "$dir/share.book" "$dir/in")
again_ms=$1

small=$dir/$n.book large=$dir/${n}0.book
[ -f "$small" ] || "$fill" "$small" "$n" >"$dir/fill.$n"
if [ ! -f "$large" ]; then
    cp "$small" "$large.part"
    sh "$root/bench/grow_book.sh" "$large.part" 10 >/dev/null
    mv "$large.part" "$large"
fi
"$fill" "$large" >"$dir/search.$n"

row() { # WHAT COMMAND..., with BOOK for the book: memory on both books
    what=$1
    shift
    kib=
    for book in "$small" "$large"; do
        rm -rf "$dir/out"
        set -- "$@"
        mib=$("$cost" $(printf '%s ' "$@" | sed "s|BOOK|$book|; s|OUT|$dir/out|") | awk '{ printf "%.0f", $2 / 1024 }')
        kib="$kib $mib MiB |"
    done
    echo "| $what |$kib"
}
{
    cat <<H
# The book, measured

Written by \`bench/measure_book.sh\`, which says how; not by hand. Times are of the processor.

## What the store costs

$articles articles, $words words, one thread: \`read --json\` took $read_ms ms, \`add\` $add_ms ms, so the store's share of an
\`add\` is **$(awk "BEGIN { printf \"%.1f\", 100 * ($add_ms - $read_ms) / $add_ms }") %** (floor: at most 10). The same \`add\` again, which adds nothing, took $again_ms ms.

## Searches

A book of $((n * 10)) documents and their records (about 32 each) from \`bench_store\`'s templates; all hits are read, warm.

| search | hits, mean | median | p99 |
|---|---|---|---|
H
    sed -n 's/^ *\(.*[^ ]\)  *\([0-9.]*\) hits  median  *\([0-9.]*\) ms  p99  *\([0-9.]*\) ms$/| \1 | \2 | \3 ms | \4 ms |/p' "$dir/search.$n"
    cat <<H

## Memory

What each command took at most, on a book of $n documents and on one ten times as large; a page cache of 64 MiB is part of it.

| command | $n | $((n * 10)) |
|---|---|---|
H
    row 'find, every statement' "$onrecord" find BOOK
    row 'find, every figure, as CSV' "$onrecord" find BOOK --kind figure --csv
    row 'find, every act, as JSON' "$onrecord" find BOOK --kind event --json
    row 'export to CSV' "$onrecord" export BOOK OUT --to csv
    row 'export to Parquet' "$onrecord" export BOOK OUT --to parquet
    row 'export to GKG' "$onrecord" export BOOK OUT --to gkg
    row 'status' "$onrecord" status BOOK
    cat <<H

## Crashes

By \`tests/fault/crash.sh\`: an \`add\` of 400 articles, killed (kill -9) at random moments and started again; then the other
ways to fail.

H
    sh "$root/tests/fault/crash.sh" "$onrecord" | sed 's/^/- /'
} >"$out.part"
mv "$out.part" "$out"
rm -rf "$dir/out"
