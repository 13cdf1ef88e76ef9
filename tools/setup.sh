# setup.sh - sourced by ./run and ./check: what both need before they can build. POSIX sh.
# Everything it says goes to standard error, so that what the program prints can be piped.

root=$(cd "$(dirname "$0")" && pwd) || exit 1
build_packages="gcc libc6-dev cmake ninja-build pkg-config libutf8proc-dev libxxhash-dev libmicrohttpd-dev libsqlite3-dev libzstd-dev \
libdeflate-dev zlib1g-dev libexpat1-dev libjson-c-dev libbrotli-dev"

say() { printf '%s\n' "$*" >&2; }

# missing PACKAGE...: those that are not installed, one space between.
missing() {
    list=
    for p in "$@"; do
        status=$(dpkg-query -W -f='${Status}' "$p" 2>/dev/null) || status=
        [ "$status" = "install ok installed" ] || list="$list $p"
    done
    printf '%s' "${list# }"
}

# Does what the packages would bring stand here already, by whatever way it came?
tools_present() {
    command -v cc >/dev/null 2>&1 && command -v cmake >/dev/null 2>&1 && command -v ninja >/dev/null 2>&1 &&
        command -v pkg-config >/dev/null 2>&1 && pkg-config --exists libutf8proc libxxhash sqlite3 libzstd libmicrohttpd \
            libdeflate zlib expat json-c libbrotlidec &&
        { case " $* " in *" libcmocka-dev "*) pkg-config --exists cmocka ;; *) : ;; esac; }
}

# need PACKAGE...: install what is missing; does nothing where nothing is.
need() {
    if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        tools_present "$@" && return 0
        say "This is not Debian. Please install what these Debian packages hold, then start again:"
        say "  $*"
        exit 1
    fi
    want=$(missing "$@")
    [ -z "$want" ] && return 0
    if [ "$(id -u)" = 0 ]; then as_root=
    elif command -v sudo >/dev/null 2>&1; then as_root=sudo
    else
        say "These Debian packages are missing, and there is neither root nor sudo to install them:"
        say "  apt-get install $want"
        exit 1
    fi
    say "Installing from Debian: $want"
    # shellcheck disable=SC2086 # a list of words is meant
    quietly $as_root env DEBIAN_FRONTEND=noninteractive sh -c '
        apt-get -o DPkg::Lock::Timeout=120 update &&
        apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"' apt $want || exit 1
}

# quietly COMMAND...: its output is shown only where it fails.
quietly() {
    log=$(mktemp) || exit 1
    "$@" >"$log" 2>&1 </dev/null
    rc=$?
    if [ $rc -ne 0 ]; then
        cat "$log" >&2
        say "failed: $*"
    fi
    rm -f "$log"
    return $rc
}

# build PRESET [CMAKE OPTION...]: into build/PRESET; says so where it takes a while.
build() {
    preset=$1
    shift
    if [ ! -f "$root/build/$preset/build.ninja" ]; then
        say "Building into build/$preset ..."
        (cd "$root" && quietly cmake --preset "$preset" "$@") || return 1
    fi
    quietly cmake --build "$root/build/$preset"
}
