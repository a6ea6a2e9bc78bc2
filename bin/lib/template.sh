# shellcheck shell=bash
# The Odoo part of a database (Odoo's modules and Chinese, no demo data) takes half a minute
# to install and is the same every time: it is made once, kept in the server to be cloned,
# and kept in the cache for the next server.

readonly ODOO_LANGUAGE=en_US,zh_CN

# use_template: set TEMPLATE, the database's name, and TEMPLATE_KEY, which depends on
# everything that is in it. Its files are in this state folder, and so is its name.
use_template() {
    TEMPLATE_KEY=$({
        odoo_version
        odoo_modules
        say "$ODOO_LANGUAGE"
    } | sha256sum | cut -c1-12)
    TEMPLATE=odoo_part_${STATE_KEY}_$TEMPLATE_KEY
}

template_present() { db_exists "$TEMPLATE" && [[ -d $(_filestore "$TEMPLATE") ]]; }

make_template() {
    local partial=${TEMPLATE}_partial old
    db_drop "$partial"
    with_lock "odoo_part-$TEMPLATE_KEY" _restore_or_install "$partial"
    for old in $(sql postgres "SELECT datname FROM pg_database WHERE datname ^@ 'odoo_part_${STATE_KEY}_' AND datname <> '$partial'"); do
        db_drop "$old"
    done
    db_rename "$partial" "$TEMPLATE"
}

# A dump can be read by the server version that wrote it and by later ones: keep one for each.
_template_cache() {
    say "$CACHE_DIR/odoo_part-$TEMPLATE_KEY-pg$(($(sql postgres 'SHOW server_version_num') / 10000))"
}

_restore_or_install() {
    local cache
    cache=$(_template_cache)
    if [[ -d $cache ]] && _restore_template "$cache" "$1"; then
        return 0
    fi
    db_drop "$1"
    db_create "$1"
    need_space "$STATE_DIR" 2
    odoo_update -d "$1" -i "$(odoo_modules | join_by_comma)" --load-language="$ODOO_LANGUAGE"
    _save_template "$cache" "$1"
}

_restore_template() {
    sql postgres "CREATE DATABASE \"$2\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"
    pg_restore --no-owner --exit-on-error -j 2 -d "$2" "$1/database.dump" || return 1
    mkdir -p "$(_filestore "$2")"
    tar -xf "$1/filestore.tar" -C "$(_filestore "$2")"
}

_save_template() {
    rm -rf "$1.partial"
    mkdir -p "$1.partial" "$(_filestore "$2")"
    pg_dump -Fc -Z 1 --no-owner -f "$1.partial/database.dump" "$2"
    tar -cf "$1.partial/filestore.tar" -C "$(_filestore "$2")" .
    rm -rf "$1"
    mv "$1.partial" "$1"
}
