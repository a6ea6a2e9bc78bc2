#!/usr/bin/env bash
# Proof with Odoo's sales installed, which the suite reads and does not depend on: orders
# are heard of, told in the timeline and read as purchases (tests/prove/sale_orders.py).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
STATE_DIR=${STATE_DIR:-$root/.state}/test
DB_NAME=${DB_NAME:-customer}_test
. "$root/bin/lib/all.sh"
. "$root/bin/lib/pytest.sh"

setup test
use_postgres
trap release_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
write_config
use_template
step "Odoo part of the database" template_present make_template
if ! db_exists "$DB_NAME" || ! fingerprint_matches "$DB_NAME"; then
    make_database "$DB_NAME"
fi
with_sale=customer_sale
db_clone "$DB_NAME" "$with_sale"

log_is_clean() {
    "$(_system_python)" "$root/bin/lib/check_log.py" "$root/tests/allowed_log_lines.txt" "$STATE_DIR/log/$1.log"
}

run_step "Install Odoo's sales" odoo_update -d "$with_sale" -i sale_crm
run_step "Its log is clean" log_is_clean install-odoo-s-sales
_pytest "$with_sale" pytest_sale "$root/tests/prove/sale_orders.py" \
    "$root/customer_followup/tests/test_purchase.py" \
    "$root/customer_followup/tests/test_dossier_timeline.py"
db_drop "$with_sale"
