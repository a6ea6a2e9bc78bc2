# shellcheck shell=bash
# One pytest run over everything, on the database of bin/test.

run_pytest() {
    cd "$ROOT" || return 1
    # tests/live/ starts a server of its own and commits what it does.
    db_clone "$DB_NAME" "${DB_NAME}_live"
    export LIVE_DATABASE=${DB_NAME}_live
    # tests/bench/ fills one with very many rows, and drops it.
    db_clone "$DB_NAME" "${DB_NAME}_bench"
    export BENCH_DATABASE=${DB_NAME}_bench
    # The command `vault` changes keys in this one.
    db_clone "$DB_NAME" "${DB_NAME}_keys"
    export KEYS_DATABASE=${DB_NAME}_keys
    # bin/lib holds the plugin that counts a skipped test as a failed one.
    PYTHONPATH=$PYTHONPATH:$ROOT/bin/lib HYPOTHESIS_STORAGE_DIRECTORY=$STATE_DIR/hypothesis \
        PYTHONDONTWRITEBYTECODE=1 PATH=$(test_environment)/bin:$PATH \
        "$ODOO_PYTHON" -m pytest -p skipped_is_failed \
        -o cache_dir="$STATE_DIR/pytest_cache" --junitxml="$STATE_DIR/pytest.xml" \
        --odoo-http --odoo-database="$DB_NAME" --odoo-log-level=warn "$@"
}

# run_all_tests: the last line says how many passed; failed checks are counted with them.
run_all_tests() {
    local rc=0 paths=()
    mapfile -t paths < <(our_addons)
    [[ ! -d $ROOT/tests ]] || paths+=(tests)
    rm -f "$STATE_DIR/pytest.xml"
    run_pytest "${paths[@]}" || rc=$?
    say
    ((${#FAILED_CHECKS[@]} == 0)) || printf 'FAILED  %s\n' "${FAILED_CHECKS[@]}"
    # Not pytest's own line: what ends after pytest may write after it.
    _sum_up
    ((rc == 0 && ${#FAILED_CHECKS[@]} == 0))
}

_sum_up() {
    "$(_system_python)" - "$STATE_DIR/pytest.xml" "${#FAILED_CHECKS[@]}" <<'PY'
import sys
from xml.etree import ElementTree

try:
    suite = ElementTree.parse(sys.argv[1]).getroot().find("testsuite")
except OSError:
    # pytest did not come to an end.
    suite = {"tests": 1, "failures": 1, "errors": 0, "skipped": 0}
failed = int(suite.get("failures")) + int(suite.get("errors"))
passed = int(suite.get("tests")) - failed - int(suite.get("skipped"))
print(f"{passed} passed, {failed + int(sys.argv[2])} failed")
PY
}
