# shellcheck shell=bash
# The company's database on a server of its own, without demo data.

wait_for_postgres() {
    local _
    for _ in {1..60}; do
        ! sql postgres 'SELECT 1' >/dev/null 2>&1 || return 0
        sleep 2
    done
    die "PostgreSQL at $PGHOST did not answer for two minutes." "$(sql postgres 'SELECT 1' 2>&1 || true)"
}

# It gets its name only when it is complete: an interrupted start begins anew.
prepare_production_database() {
    if ! db_exists "$DB_NAME"; then
        : "${ADMIN_PASSWORD:?choose the first password of the user admin}"
        run_step "New database" make_production_database
        remember_fingerprint "$DB_NAME"
    elif ! fingerprint_matches "$DB_NAME"; then
        run_step "Upgrade the addons" upgrade_addons "$DB_NAME"
        remember_fingerprint "$DB_NAME"
    fi
}

make_production_database() {
    local partial=${DB_NAME}_partial
    db_drop "$partial"
    db_create "$partial"
    odoo_update -d "$partial" --workers=0 --load-language="$ODOO_LANGUAGE" \
        -i "$({ odoo_modules && our_addons; } | join_by_comma)"
    odoo_script "$partial" "$ROOT/bin/lib/first_settings.py"
    db_rename "$partial" "$DB_NAME"
}
