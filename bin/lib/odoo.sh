# shellcheck shell=bash
# Odoo's command line with the right Python, path and configuration.

odoo_python() {
    if [[ $PROFILE == test ]]; then say "$(test_environment)/bin/python"
    else say "$(run_environment)/bin/python"; fi
}

# use_odoo: let every Python process from here on find Odoo and its configuration.
use_odoo() {
    find_odoo
    ODOO_PYTHON=$(odoo_python)
    export PYTHONPATH=$ODOO_TREE ODOO_RC=$STATE_DIR/odoo.conf
}

odoo() { "$ODOO_PYTHON" "$ROOT/bin/lib/start_odoo.py" "$@"; }

# Without --skip-auto-install Odoo adds modules nobody asked for, some of which call home.
odoo_update() {
    odoo server --no-http --skip-auto-install --stop-after-init "$@"
}

# odoo_script DATABASE FILE: run a Python file with `env`.
odoo_script() { odoo shell --no-http -d "$1" <"$2"; }
