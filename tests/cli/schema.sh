#!/bin/sh
# schema.sh ONRECORD - every JSON output that the tests have, against docs/record.schema.json. Skipped (77) without
# python3 and its jsonschema: a developer's tools, never needed to build or run.
set -u
onrecord=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
if ! python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null; then
    echo "skipped: JSON against the schema: needs python3 with jsonschema"
    exit 77
fi
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
"$(dirname "$onrecord")/specimen" json >>"$out" || exit 1
"$onrecord" read --model none --json "$root"/examples/*.txt >>"$out" || exit 1
"$onrecord" read --model none --json "$root"/fuzz/corpus/warc/all.warc.gz "$root"/fuzz/corpus/feed >>"$out" 2>/dev/null
if [ -f "$root/models/en.onrm" ]; then
    "$onrecord" read --json "$root"/examples/*.txt >>"$out" || exit 1
    "$onrecord" read --json --derive all "$root"/examples/*.txt >>"$out" || exit 1
fi
grep -h '^{"document"' "$root"/tests/cli/cases/*.case "$root"/tests/golden/json/*.txt >>"$out"
python3 "$root/tools/validate_schema" "$out"
