#!/bin/sh
# bench_serve.sh ONRECORD BOOK [RUNS]: ask `onrecord serve` over one kept-alive connection of the loopback, as the page
# does, and print for each kind of question the first answer, the median and the 99th percentile in milliseconds.
# BOOK is one that bench_store filled (and grow_book.sh made large): the words that are searched are of its vocabulary.
set -eu
onrecord=$1 book=$2 runs=${3:-50}
dir=$(mktemp -d)
"$onrecord" serve --port 0 "$book" >"$dir/address" &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$dir"' EXIT INT TERM
for i in 1 2 3 4 5 6 7 8 9 10; do [ -s "$dir/address" ] || sleep 0.2; done
base=$(cat "$dir/address")api/v1

# ask NAME COUNT, paths on standard input: COUNT of them (again from the start), over one connection
ask() {
    awk -v n="$2" -v base="$base" '{ p[NR] = $0 } END { for (i = 0; i < n; i++)
        printf "url = \"%s%s\"\noutput = \"/dev/null\"\n", base, p[i % NR + 1] }' >"$dir/urls"
    curl -s -w '%{time_total} %{http_code} %{size_download}\n' -K "$dir/urls" >"$dir/times"
    awk -v name="$1" '{ t[NR] = $1 * 1000; bytes = $3; if ($2 != 200) bad++ ; if (NR == 1) first = t[1] }
        END { for (i = 2; i <= NR; i++) { v = t[i]; for (j = i - 1; j > 0 && t[j] > v; j--) t[j + 1] = t[j]; t[j + 1] = v }
        printf "%-44s first %8.1f  median %8.1f  p99 %8.1f ms  %7d bytes%s\n", name, first, t[int((NR + 1) / 2)],
            t[int((NR * 99 + 99) / 100)], bytes, bad ? "  FAILED " bad : "" }' "$dir/times"
}
words() { awk 'BEGIN { srand(7); split("ba ce do fi gu ha ki lo mu ne po ra se ti vo wa xe yo zu qui", s)
    for (k = 0; k < 200; k++) { w = int(rand() * rand() * 4000); print s[w % 20 + 1] s[int(w / 20) % 20 + 1] s[int(w / 400) % 20 + 1] } }'; }

sqlite3 -readonly "$book" "SELECT '/documents/' || document FROM statement GROUP BY document HAVING count(*) = 25
    ORDER BY document % 97 LIMIT 50" | ask "a document of 100 records" "$runs"
for view in statements figures events documents; do
    words | sed "s|.*|/views/$view?q=&|" | ask "$view about a word" "$runs"
done
words | paste - - -d '+' | sed "s|.*|/views/statements?q=&|" | ask "statements about two words" "$runs"
words | sed "s|.*|/views/statements/facets?q=&|" | ask "facets of statements about a word" "$runs"
few=3
for view in documents statements figures events speakers series acts; do
    echo "/views/$view" | ask "$view, all" $few
done
for view in documents statements figures events; do
    echo "/views/$view/facets" | ask "facets of $view, all" $few
done
echo "/views/statements?cue_class=deny&from=2025&to=2025" | ask "denials of one year" $few
echo "/views/statements?outlet=Selwick%20Post" | ask "statements of one outlet" $few
awk '/VmHWM/ { printf "the server took at most %d MiB\n", $2 / 1024 }' /proc/$server/status
