# shellcheck shell=bash
# One line per step: what it does and how long it took; on failure, what to do next.

# die MESSAGE...: each argument a line. The first says what is wrong, the others what to do.
die() {
    printf 'error  %s\n' "$1" >&2
    shift
    (($# == 0)) || printf '       %s\n' "$@" >&2
    exit 1
}

say() { printf '%s\n' "$*"; }

# step TITLE CHECK ACTION...: run ACTION unless CHECK says that its result is there.
step() {
    local title=$1 check=$2
    shift 2
    if "$check"; then
        _step_line ok "$title" "already there"
    else
        run_step "$title" "$@"
    fi
}

# run_step TITLE ACTION...: run ACTION with its output in a log, and show the log if it fails.
run_step() {
    local title=$1 log rc=0 began=$SECONDS
    shift
    log=$STATE_DIR/log/$(printf %s "${title,,}" | tr -cs 'a-z0-9\n' -).log
    [[ ! -t 1 ]] || printf '..  %s\r' "$title"
    # In a condition bash would ignore errors inside ACTION: switch errexit off around
    # the subshell and on again inside it.
    set +e
    (
        set -e
        "$@"
    ) >"$log" 2>&1 </dev/null
    rc=$?
    set -e
    if ((rc == 0)); then
        _step_line ok "$title" "$((SECONDS - began)) s"
        return 0
    fi
    _step_line FAILED "$title" "$((SECONDS - began)) s"
    tail -n "${STEP_TAIL:-25}" "$log" | sed 's/^/    | /' >&2
    printf '    whole log: %s\n' "$log" >&2
    ${STEP_ADVICE:-_advice} "$log" | sed 's/^/    /' >&2
    return "$rc"
}

_step_line() {
    local dots='.....................................................'
    printf '%-3s %s %s %s\n' "$1" "$2" "${dots:${#2}}" "$3"
}

# What usually helps, judged by what the tools wrote.
_advice() {
    if grep -qE 'No space left on device|Disk quota exceeded' "$1"; then
        say "The disk is full: free some space (or set CACHE_DIR and STATE_DIR to another disk) and run it again."
    elif grep -qiE 'Temporary failure resolving|Could not resolve|Name or service not known|Network is unreachable|Failed to establish a new connection|Could not connect|Unable to connect' "$1"; then
        say "The package servers could not be reached: check the network or proxy and run it again; what is already there is kept."
    elif grep -q 'connection to server .* failed' "$1"; then
        say "PostgreSQL does not let Odoo in: check PGHOST, PGPORT, PGUSER and PGPASSWORD (or unset PGHOST to use a private server)."
    elif ! grep -q '^error  ' "$1"; then
        say "Run the same command again: it continues with this step."
    fi
}

# with_lock NAME COMMAND...: only one process at a time, for what all clones share.
with_lock() {
    local lock=$CACHE_DIR/$1.lock
    shift
    (
        flock 9
        "$@"
    ) 9>"$lock"
}

# need_space FOLDER GIGABYTES
need_space() {
    local free
    free=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
    ((free >= $2 * 1024 * 1024)) || die \
        "Only $((free / 1024)) MB are free in $1; this needs $2 GB." \
        "Free some space, or set CACHE_DIR and STATE_DIR to folders on another disk, and run it again."
}
