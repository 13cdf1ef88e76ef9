#!/bin/sh
# golden-update.sh [BUILD] - write what the stages print now into tests/golden and tests/cli. Read the diff afterwards.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${1:-build/dev}
cmake --build "$build" --target golden onrecord >/dev/null || exit 1
for stage in read token conllu json when number figure event; do
    "$build/tests/golden/golden" --update "$stage" tests/golden/"$stage"/*.txt >/dev/null || exit 1
done
for case in tests/cli/cases/*.case; do sh tests/cli/run.sh --update "$build/onrecord" "$case" >/dev/null || exit 1; done
git diff --stat -- tests
