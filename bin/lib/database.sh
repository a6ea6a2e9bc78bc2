# shellcheck shell=bash
# Databases with their filestores: make, clone, rename, drop.

sql() { PGOPTIONS="-c client_min_messages=warning" psql -X -qtA -v ON_ERROR_STOP=1 -d "$1" -c "$2"; }

_filestore() { say "$STATE_DIR/data/filestore/$1"; }

db_exists() { [[ -n $(sql postgres "SELECT 1 FROM pg_database WHERE datname = '$1'") ]]; }

# Names sort as in Odoo's own new databases; its searches need trigrams.
db_create() {
    sql postgres "CREATE DATABASE \"$1\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"
    sql "$1" 'CREATE EXTENSION IF NOT EXISTS pg_trgm'
}

db_drop() {
    sql postgres "DROP DATABASE IF EXISTS \"$1\" WITH (FORCE)"
    rm -rf "$(_filestore "$1")"
}

db_rename() {
    rm -rf "$(_filestore "$2")"
    [[ ! -d $(_filestore "$1") ]] || mv "$(_filestore "$1")" "$(_filestore "$2")"
    sql postgres "ALTER DATABASE \"$1\" RENAME TO \"$2\""
}

# Files of the store never change once written, so the clone may share them.
db_clone() {
    db_drop "$2"
    sql postgres "CREATE DATABASE \"$2\" TEMPLATE \"$1\""
    cp -al "$(_filestore "$1")" "$(_filestore "$2")"
}
