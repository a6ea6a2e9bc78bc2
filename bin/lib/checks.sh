# shellcheck shell=bash
# The checks of bin/test that are not pytest's. A failed one is counted and the rest goes on.

FAILED_CHECKS=()

# Findings are all shown, and running the check again would not help.
check() {
    STEP_TAIL=300 STEP_ADVICE=: run_step "$@" || FAILED_CHECKS+=("$1")
}

_tool() { "$(test_environment)/bin/$1" "${@:2}"; }

check_style() {
    local addons
    mapfile -t addons < <(_addon_folders)
    check "Ruff" _in_root _tool ruff check --no-cache .
    check "Ruff format" _in_root _tool ruff format --no-cache --check --diff .
    ((${#addons[@]} > 0)) || return 0
    check "Pylint for Odoo" _in_root _pylint "${addons[@]}"
    check "OCA module checks" _in_root _tool oca-checks-odoo-module --config .oca_hooks.cfg "${addons[@]}"
    check "OCA translation checks" _check_po
}

# One model may be spread over several files of an addon, a concern in each.
_pylint() {
    _tool pylint --rcfile .pylintrc -j 2 --disable consider-merging-classes-inherited "$@"
}

_in_root() { cd "$ROOT" && "$@"; }

_po_files() {
    find "$ROOT" -path "$ROOT/customer_*/i18n/*" \( -name '*.po' -o -name '*.pot' \) | sort
}

_check_po() {
    cd "$ROOT" || return 1
    _po_files | xargs -r "$(test_environment)/bin/oca-checks-po" --config .oca_hooks.cfg
}

# make_test_database: install and upgrade; every line of both logs must be clean.
make_test_database() {
    if ! run_step "Clone the Odoo part" db_clone "$TEMPLATE" "${DB_NAME}_partial" ||
        ! run_step "Install the addons" install_addons "${DB_NAME}_partial"; then
        _nothing_can_be_tested
    fi
    check "Installation log is clean" _check_log install-the-addons
    run_step "Upgrade the addons" upgrade_addons "${DB_NAME}_partial" || _nothing_can_be_tested
    check "Upgrade log is clean" _check_log upgrade-the-addons
    db_drop "$DB_NAME"
    db_rename "${DB_NAME}_partial" "$DB_NAME"
    remember_fingerprint "$DB_NAME"
}

_nothing_can_be_tested() {
    say "0 passed, $((${#FAILED_CHECKS[@]} + 1)) failed"
    exit 1
}

_check_log() {
    "$(_system_python)" "$ROOT/bin/lib/check_log.py" \
        "$ROOT/tests/allowed_log_lines.txt" "$STATE_DIR/log/$1.log"
}
