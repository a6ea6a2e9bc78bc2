#!/bin/sh
# Run once by the PostgreSQL image. Odoo must not work as a superuser: what the database
# itself refuses (changing the audit trail) would not hold against it.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$ODOO_DB_PASSWORD" -U postgres -d postgres <<'SQL'
CREATE ROLE odoo LOGIN CREATEDB PASSWORD :'password';
SQL
