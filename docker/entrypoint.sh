#!/usr/bin/env bash
# What the container does: wait for PostgreSQL, make or upgrade the company's database,
# then become Odoo. Any option of Odoo can be set as an environment variable (ODOO_WORKERS).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/all.sh"
. "$root/bin/lib/production.sh"

# shellcheck disable=SC2034  # the parts in bin/lib read it
PROFILE=image
: "${PGHOST:?name the PostgreSQL server}" "${PGUSER:?name a role that may create databases}"

exec 7>>"$STATE_DIR/run.lock"
flock -n 7 || die "Another container uses this state volume."

use_wkhtmltopdf
use_odoo
wait_for_postgres
write_config
prepare_production_database
exec "$ODOO_PYTHON" "$ROOT/bin/lib/start_odoo.py" server -d "$DB_NAME" "$@"
