#!/usr/bin/env bash
# Prove that a bare Debian suffices: in a root file system made by debootstrap, a fresh
# clone with empty caches is set up, run, run again and tested. Needs root and debootstrap;
# nothing is left behind.
#
#   tests/prove/bare.sh                     Debian 12 as root
#   SUITE=trixie tests/prove/bare.sh        Debian 13
#   ACCOUNT=ann tests/prove/bare.sh         as a user with sudo
#   TESTS="tests/test_bin.py" tests/prove/bare.sh    only these instead of all of bin/test
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
CHECKOUT=$(cd "$HERE/../.." && pwd -P)
. "$HERE/lib/judge.sh"
. "$HERE/lib/root_fs.sh"

SUITE=${SUITE:-bookworm}
ACCOUNT=${ACCOUNT:-root}
PORT=18269
RUN=''

# A checkout under /root is the hardest case: PostgreSQL's account cannot enter it.
HOME_OF_ACCOUNT=$([[ $ACCOUNT == root ]] && echo /root || echo "/home/$ACCOUNT")

make_account() {
    [[ $ACCOUNT != root ]] || return 0
    in_root_fs root sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends sudo' &&
        in_root_fs root useradd --create-home --shell /bin/bash "$ACCOUNT" &&
        echo "$ACCOUNT ALL=(ALL) NOPASSWD: ALL" >"$ROOT_FS/etc/sudoers.d/proof"
}

clone() {
    git clone -q "$CHECKOUT" "$ROOT_FS$HOME_OF_ACCOUNT/suite" &&
        in_root_fs root chown -R "$ACCOUNT:$ACCOUNT" "$HOME_OF_ACCOUNT/suite"
}

# inside COMMAND...: in the clone, as the account, with nothing of this machine's environment
inside() {
    in_root_fs "$ACCOUNT" env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$HOME_OF_ACCOUNT" \
        HTTP_PORT=$PORT "${NETWORK[@]}" sh -c "cd $HOME_OF_ACCOUNT/suite && $*"
}

show() {
    echo "--   $*"
    inside "$@"
}

start_run() {
    inside exec bin/run >"$WORK/run.log" 2>&1 &
    RUN=$!
}

until_ready() {
    local _
    for _ in {1..600}; do
        ! grep -q '^ready ' "$WORK/run.log" || return 0
        kill -0 "$RUN" 2>/dev/null || break
        sleep 0.5
    done
    cat "$WORK/run.log"
    return 1
}

stop_run() {
    [[ -n $RUN ]] || return 0
    # The job is a shell that waits for the program in the root file system.
    pgrep -P "$RUN" | xargs -r kill -TERM || true
    wait "$RUN" || true
    RUN=''
}

clean_up() {
    local rc=$?
    trap - EXIT
    stop_run
    remove_root_fs
    rm -rf "$WORK"
    exit "$rc"
}

WORK=$(mktemp -d)
trap clean_up EXIT
trap 'exit 130' INT TERM

timed "Debian $SUITE" make_root_fs "$SUITE"
timed "Account $ACCOUNT" make_account
timed "Fresh clone" clone

start_run
timed "First bin/run, from nothing" until_ready
cat "$WORK/run.log"
expect "Health" 200 "$(status "http://127.0.0.1:$PORT/web/health")"
expect "Published form" 200 "$(status "http://127.0.0.1:$PORT/forms/new-customer")"
expect "A second bin/run is refused" 1 "$(inside bin/run >"$WORK/second.log" 2>&1; echo $?)"
cat "$WORK/second.log"
expect "A taken port is named" 1 \
    "$(inside STATE_DIR=/tmp/other bin/run >"$WORK/second.log" 2>&1; echo $?)"
cat "$WORK/second.log"
timed "Stop" stop_run
expect "Programs left running" 0 "$(programs_in_root_fs)"

start_run
timed "Second bin/run" until_ready
timed "Stop" stop_run

show "bin/test ${TESTS:-}"
echo "1 passed, 0 failed"
