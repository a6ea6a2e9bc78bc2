#!/usr/bin/env bash
# Proof that the addons leave as they came: install them with demo data, uninstall, look for
# what is left, install again. No log may hold an error of ours.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
STATE_DIR=${STATE_DIR:-$root/.state}/test
DB_NAME=customer_uninstall
. "$root/bin/lib/all.sh"

setup test
use_postgres
trap release_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
write_config
use_template
step "Odoo part of the database" template_present make_template
make_database "$DB_NAME" demo

# What holds on to customers, and what the demo data have not: a merge and a handover.
work() {
    odoo shell --no-http -d "$DB_NAME" <<'PY'
organisations = env["customer.dossier"].search([("kind", "=", "company")], limit=3)
env["customer.merge"]._merge(organisations[0], organisations[1])
organisations[2].user_id = env.ref("base.user_admin")
env.cr.commit()
PY
}

uninstall() {
    odoo shell --no-http -d "$DB_NAME" <<'PY'
env["ir.module.module"].search([("name", "=", "customer_forms")]).button_immediate_uninstall()
PY
}

nothing_is_left() {
    local left
    left=$(sql "$DB_NAME" "
        SELECT tablename FROM pg_tables WHERE tablename LIKE 'customer_%'
        UNION ALL SELECT module || '.' || name FROM ir_model_data WHERE module LIKE 'customer_%'
        UNION ALL SELECT name || ' installed' FROM ir_module_module
            WHERE name LIKE 'customer_%' AND state <> 'uninstalled'")
    [[ -z $left ]] || { say "$left"; return 1; }
}

log_is_clean() {
    "$(_system_python)" "$root/bin/lib/check_log.py" "$root/tests/allowed_log_lines.txt" "$STATE_DIR/log/$1.log"
}

run_step "Merge customers, give one away" work
run_step "Uninstall the addons" uninstall
run_step "Its log is clean" log_is_clean uninstall-the-addons
run_step "Nothing is left" nothing_is_left
run_step "Install them again" install_addons "$DB_NAME"
run_step "Log of the second time is clean" log_is_clean install-them-again
db_drop "$DB_NAME"
