#!/bin/sh
# scale.sh ONRECORD - are the lines of `filter` the same when GNU parallel, Dask or Spark split the input? 77: none is here.
# $ONR_PYTHON may name a Python that has pyspark or dask.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
PATH=$(cd "$(dirname "$1")" && pwd):$PATH
export PATH
python=${ONR_PYTHON:-python3}
ran=0
for i in $(seq 1 600); do
    printf '{"text": "Report %d\\n\\nPetra Volk said on Monday: “Ferry %d will not sail.” It was a long day at quay %d.", "date": "2031-03-%02d"}\n' \
        "$i" "$i" $((i % 7)) $((i % 28 + 1))
    [ $((i % 97)) = 0 ] && echo "line $i is no document"
done >"$home/in.ndjson"
onrecord filter --model none <"$home/in.ndjson" >"$home/one" || exit 1
[ "$(wc -l <"$home/in.ndjson")" = "$(wc -l <"$home/one")" ] || { echo "lines were lost"; exit 1; }
compare() {
    ran=1
    cmp "$home/one" "$home/$1" && echo "$1: the same bytes" && return
    echo "$1: not what a single process writes"
    exit 1
}
if command -v parallel >/dev/null 2>&1 && parallel --version 2>/dev/null | grep -q GNU; then
    sh "$root/examples/scale/parallel.sh" "$home/in.ndjson" "$home/parallel" --model none 2>/dev/null
    compare parallel
else echo "skipped: GNU parallel is not installed"; fi
if "$python" -c 'import dask.bag' 2>/dev/null; then
    "$python" "$root/examples/scale/dask_bag.py" "$home/in.ndjson" "$home/dask" --model none
    compare dask
else echo "skipped: dask is not installed"; fi
if command -v java >/dev/null 2>&1 && "$python" -c 'import pyspark' 2>/dev/null; then
    PYSPARK_PYTHON=$python "$python" "$root/examples/scale/spark.py" "$home/in.ndjson" "$home/parts" --model none 2>"$home/log" ||
        { grep -m3 -i "error\|exception" "$home/log"; exit 1; }
    cat "$home"/parts/part-* >"$home/spark"
    compare spark
else echo "skipped: pyspark or Java is not installed"; fi
[ "$ran" = 1 ] || exit 77
