#!/bin/sh
# man.sh ONRECORD - does the man page name every option that `help` lists, and the other way round?
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
"$1" help | sed -n 's/^  onrecord \([a-z]*\) .*/\1/p' | grep -v '^help$' | while read -r command; do
    "$1" help "$command" | sed -n 's/^  --\([a-z-]*\).*/\1/p'
done | LC_ALL=C sort -u >"$home/help"
sed -n 's/^\.It Fl -\([a-z-]*\).*/\1/p' "$root/docs/onrecord.1" | LC_ALL=C sort -u >"$home/man"
[ -s "$home/help" ] || { echo "help lists no options"; exit 1; }
cmp "$home/help" "$home/man" && exit 0
echo "help says:"; cat "$home/help"
echo "docs/onrecord.1 says:"; cat "$home/man"
exit 1
