#!/bin/sh
# install.sh BUILD - what `cmake --install` puts down: does a C program build and run against it, does SQLite load the
# extension, does bash complete a command? The model file is left out where the tree has none.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$1
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
fail() { echo "$*"; exit 1; }
DESTDIR=$home cmake --install "$build" >"$home/log" 2>&1 || { cat "$home/log"; exit 1; }
prefix=$(sed -n 's/^prefix=//p' "$build/onrecord.pc")
lib=$(dirname "$(find "$home$prefix" -name libonrecord.so)")
sed "s|$prefix|$home$prefix|" "$lib/pkgconfig/onrecord.pc" >"$home/onrecord.pc"
flags=$(PKG_CONFIG_PATH=$home pkg-config --cflags --libs onrecord) || fail "pkg-config does not find onrecord"
# shellcheck disable=SC2086 # a list of words is meant
cc "$root/examples/c/records.c" $flags -o "$home/records" || fail "the example does not build"
[ -f "$root/models/en.onrm" ] || { echo "skipped: there is no model file"; exit 77; }
LD_LIBRARY_PATH=$lib "$home/records" "$root/examples/harbour.txt" "$root/models/en.onrm" >"$home/lib" || fail "the example does not run"
"$home$prefix/bin/onrecord" read --json --model "$root/models/en.onrm" - <"$root/examples/harbour.txt" >"$home/cli"
cmp "$home/lib" "$home/cli" || fail "the library and the program differ"
echo "the library: the bytes of the program"
if command -v sqlite3 >/dev/null 2>&1; then
    got=$(sqlite3 :memory: ".load $lib/sqlite3/onrecord_sqlite" "SELECT speaker FROM onrecord_statements('Petra Volk said on Monday: \"No ship will sail.\"')")
    [ "$got" = "Petra Volk" ] || fail "SQLite: the speaker is '$got'"
    echo "the extension: loaded, and reads"
else echo "skipped: sqlite3 is not installed"; fi
if command -v bash >/dev/null 2>&1; then
    got=$(PATH=$home$prefix/bin:$PATH bash -c ". '$root/completion/onrecord.bash'
        COMP_WORDS=(onrecord ver) COMP_CWORD=1; _onrecord; echo \"\${COMPREPLY[*]}\"")
    [ "$got" = verify ] || fail "bash completes 'ver' to '$got'"
fi
