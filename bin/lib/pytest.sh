# shellcheck shell=bash
# pytest on the database of bin/test, in lanes side by side: a lane has a database of its own.

# run_pytest [ARGUMENTS]: one run, with the databases that single tests ask for.
run_pytest() {
    _clone_databases "$DB_NAME"
    _pytest "$DB_NAME" pytest "$@"
}

_clone_databases() {
    # tests/live/ starts a server of its own and commits what it does.
    db_clone "$1" "${1}_live"
    export LIVE_DATABASE=${1}_live
    # tests/bench/ fills one with very many rows, and drops it.
    db_clone "$1" "${1}_bench"
    export BENCH_DATABASE=${1}_bench
    # The command `vault` changes keys in this one.
    db_clone "$1" "${1}_keys"
    export KEYS_DATABASE=${1}_keys
}

# _pytest DATABASE REPORT ARGUMENTS: the report is written to REPORT.xml.
_pytest() {
    local database=$1 report=$2
    shift 2
    cd "$ROOT" || return 1
    # bin/lib holds the plugin that counts a skipped test as a failed one.
    PYTHONPATH=$PYTHONPATH:$ROOT/bin/lib HYPOTHESIS_STORAGE_DIRECTORY=$STATE_DIR/hypothesis \
        PYTHONDONTWRITEBYTECODE=1 PATH=$(test_environment)/bin:$PATH \
        "$ODOO_PYTHON" -m pytest -p skipped_is_failed \
        -o cache_dir="$STATE_DIR/pytest_cache_$report" --junitxml="$STATE_DIR/$report.xml" \
        --odoo-http --odoo-database="$database" --odoo-log-level=warn "$@"
}

# What is measured against something else needs the machine for itself.
QUIET=(tests/bench tests/live/test_bench.py tests/live/test_load.py tests/test_rule_engine_speed.py)

# run_all_tests: the last line says how many passed; failed checks are counted with them.
#
# The addons in one lane, what plays in browsers and servers beside them in another; then,
# alone, what measures.
run_all_tests() {
    local rc=0 addons=() quiet=() ignored=() path
    mapfile -t addons < <(our_addons)
    for path in "${QUIET[@]}"; do
        [[ ! -e $ROOT/$path ]] || quiet+=("$path")
        ignored+=("--ignore=$path")
    done
    rm -f "$STATE_DIR"/pytest*.xml
    _clone_databases "$DB_NAME"
    db_clone "$DB_NAME" "${DB_NAME}_flows"
    _pytest "$DB_NAME" pytest_addons "${addons[@]}" >"$STATE_DIR/log/addons.log" 2>&1 &
    local lane=$!
    _pytest "${DB_NAME}_flows" pytest_flows tests "${ignored[@]}" || rc=$?
    wait "$lane" || rc=$?
    cat "$STATE_DIR/log/addons.log"
    ((${#quiet[@]} == 0)) || _pytest "$DB_NAME" pytest_speed "${quiet[@]}" || rc=$?
    say
    ((${#FAILED_CHECKS[@]} == 0)) || printf 'FAILED  %s\n' "${FAILED_CHECKS[@]}"
    # Not pytest's own lines: what ends after pytest may write after it.
    _sum_up || rc=1
    ((rc == 0 && ${#FAILED_CHECKS[@]} == 0))
}

# _sum_up: fails when a lane did not come to an end.
_sum_up() {
    "$(_system_python)" "$ROOT/bin/lib/sum_up.py" "${#FAILED_CHECKS[@]}" \
        "$STATE_DIR"/pytest_{addons,flows,speed}.xml
}
