# shellcheck shell=bash
# Odoo's configuration file, written anew from the settings.

_addons_path() {
    # A source checkout keeps most addons beside the package; Debian keeps them inside.
    [[ ! -d $ODOO_TREE/addons/web ]] || say "$ODOO_TREE/addons"
    # Odoo complains about a folder without addons.
    [[ -z $(our_addons) ]] || say "$ROOT"
    [[ $PROFILE != test || -z $(test_addons) ]] || say "$ROOT/tests/addons"
}

# What an administrator set in the file before (other keys, say) is kept nowhere else:
# own options belong into odoo.extra.conf beside it.
write_config() {
    say "$PROFILE" >"$STATE_DIR/profile"
    local extra=$STATE_DIR/odoo.extra.conf
    mkdir -p "$STATE_DIR/data/filestore"
    # It holds a password.
    (
        umask 077
        {
            cat <<CONF
[options]
addons_path = $(_addons_path | join_by_comma)
data_dir = $STATE_DIR/data
db_name = $DB_NAME
dbfilter = ^$DB_NAME\$
list_db = False
proxy_mode = False
http_interface = $HTTP_INTERFACE
http_port = $HTTP_PORT
admin_passwd = $(_master_password)
screenshots = $STATE_DIR/screenshots
CONF
            [[ ! -e $extra ]] || cat "$extra"
        } >"$STATE_DIR/odoo.conf.partial"
    )
    mv "$STATE_DIR/odoo.conf.partial" "$STATE_DIR/odoo.conf"
}

# The database manager is off; should somebody switch it on, "admin" must not open it.
_master_password() { head -c 24 /dev/urandom | base64 | tr -d '+/='; }
