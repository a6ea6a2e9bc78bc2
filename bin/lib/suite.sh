# shellcheck shell=bash
# The company's database: clone the Odoo part, install the addons, load their demo data.

# make_database NAME [demo]: it gets its name only when it is complete.
make_database() {
    local name=$1 partial=${1}_partial
    run_step "Clone the Odoo part" db_clone "$TEMPLATE" "$partial"
    run_step "Install the addons" install_addons "$partial"
    [[ ${2:-} != demo ]] || run_step "Load the demo data" odoo_script "$partial" "$ROOT/bin/lib/load_demo.py"
    db_drop "$name"
    db_rename "$partial" "$name"
    remember_fingerprint "$name"
}

# A clone has its template's identity and secrets until it gets its own.
install_addons() {
    local addons
    addons=$(modules_to_install | join_by_comma)
    odoo_script "$1" "$ROOT/bin/lib/new_identity.py"
    [[ -z $addons ]] || odoo_update -d "$1" -i "$addons"
}

# upgrade_addons NAME: bring what is installed up to the source, add what is new.
upgrade_addons() {
    local known installed new
    known=$(sql "$1" "SELECT name FROM ir_module_module WHERE state = 'installed'" | sort)
    installed=$(profile_addons | sort | comm -12 - <(say "$known") | join_by_comma)
    new=$(profile_addons | sort | comm -23 - <(say "$known") | join_by_comma)
    odoo_update -d "$1" ${installed:+-u "$installed"} ${new:+-i "$new"}
    [[ -z $new ]] || ! has_demo "$1" || odoo_script "$1" "$ROOT/bin/lib/load_demo.py"
}

# has_demo NAME: whether this database was begun with the demo company.
has_demo() {
    [[ -n $(sql "$1" "SELECT 1 FROM ir_module_module WHERE demo AND state = 'installed' LIMIT 1") ]]
}

# The fingerprint of the source that a database was last brought up to.
remember_fingerprint() { addons_fingerprint >"$STATE_DIR/$1.fingerprint"; }
fingerprint_matches() {
    [[ $(cat "$STATE_DIR/$1.fingerprint" 2>/dev/null) == "$(addons_fingerprint)" ]]
}
