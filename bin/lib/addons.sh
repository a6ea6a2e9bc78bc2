# shellcheck shell=bash
# Which addons there are, what they need of Odoo, and whether they changed.

# Odoo's own modules that the suite builds on; what a manifest adds comes on top.
readonly ODOO_MODULES=(crm website portal rating base_import web_tour privacy_lookup)
# Only measured against in the tests: Odoo's own contact form.
readonly ODOO_TEST_MODULES=(website_crm)

_addons_in() {
    local manifest
    for manifest in "$1"/*/__manifest__.py; do
        [[ ! -e $manifest ]] || basename "${manifest%/*}"
    done
}

our_addons() { _addons_in "$ROOT"; }
test_addons() { _addons_in "$ROOT/tests/addons"; }

# profile_addons: what is installed in the database of this profile, one per line.
profile_addons() {
    our_addons
    [[ $PROFILE != test ]] || test_addons
}

_addon_folders() {
    our_addons | sed "s|^|$ROOT/|"
    [[ $PROFILE != test ]] || test_addons | sed "s|^|$ROOT/tests/addons/|"
}

# odoo_modules: the Odoo part of every database, one per line.
odoo_modules() {
    {
        printf '%s\n' "${ODOO_MODULES[@]}"
        our_addons | sed "s|^|$ROOT/|" | xargs -r "$(_system_python)" "$ROOT/bin/lib/manifest_depends.py"
    } | sort -u
}

# modules_to_install: what comes on top of the Odoo part.
modules_to_install() {
    [[ $PROFILE != test ]] || printf '%s\n' "${ODOO_TEST_MODULES[@]}"
    profile_addons
}

# Everything an upgrade reads. Assets and tests are read from disk every time.
addons_fingerprint() {
    _addon_folders | while read -r folder; do
        find "$folder" -type f ! -name '*.pyc' ! -name '*.md' \
            ! -path '*/static/*' ! -path '*/tests/*' -print0
    done | sort -z | xargs -0 -r sha256sum | sha256sum | cut -c1-16
}

join_by_comma() { paste -sd, -; }
