#!/usr/bin/env bash
# Proof that an upgrade loses nothing: a company with demo data and customers of the release
# before is brought up to this source, twice. No log may hold an error of ours.
#
#   tests/prove/upgrade.sh [COMMIT]     from this one instead of the last release
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# What was delivered last: moves on with each release.
before=${1:-c9423dc}
export STATE_DIR=${STATE_DIR:-$root/.state}/test DB_NAME=customer_upgrade
. "$root/bin/lib/all.sh"

git -C "$root" cat-file -e "$before^{commit}" 2>/dev/null ||
    die "The history has no commit $before." "Fetch it first: git fetch --unshallow"
source_of_before=$STATE_DIR/before-$before
export KEPT=$STATE_DIR/upgrade-kept.json

clean_up() {
    rm -rf "$source_of_before" "$KEPT"
    release_postgres
}

# The scripts of that release, in a shell of their own, on the same server.
make_database_of_before() {
    rm -rf "$source_of_before" "$KEPT"
    mkdir -p "$source_of_before"
    git -C "$root" archive "$before" | tar -x -C "$source_of_before"
    bash -euo pipefail -s "$source_of_before" "$root" <<'BEFORE'
. "$1/bin/lib/all.sh"
setup test
use_postgres
trap release_postgres EXIT
write_config
use_template
step "Odoo part of the database" template_present make_template
make_database "$DB_NAME" demo
odoo_script "$DB_NAME" "$2/tests/prove/upgrade_records.py"
odoo_script "$DB_NAME" "$2/tests/prove/upgrade_kept.py"
BEFORE
    [[ -s $KEPT ]]
}

log_is_clean() {
    "$(_system_python)" "$root/bin/lib/check_log.py" "$root/tests/allowed_log_lines.txt" "$STATE_DIR/log/$1.log"
}

setup test
use_postgres
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
run_step "Database of $before" make_database_of_before
write_config
for time in first second; do
    run_step "Upgrade, $time time" upgrade_addons "$DB_NAME"
    run_step "Its log is clean" log_is_clean "upgrade-$time-time"
    run_step "Nothing is lost" odoo_script "$DB_NAME" "$root/tests/prove/upgrade_kept.py"
done
db_drop "$DB_NAME"
