# shellcheck shell=bash
# Where things are. Every setting can be given by environment; nothing else is configurable.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly ROOT

# A service or a container may start without it.
export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}

: "${HTTP_PORT:=8069}"
: "${HTTP_INTERFACE:=127.0.0.1}"
: "${DB_NAME:=customer}"
: "${STATE_DIR:=$ROOT/.state}"
: "${CACHE_DIR:=${XDG_CACHE_HOME:-$HOME/.cache}/customer-suite}"
: "${ODOO_HOME:=}"

# Tools are started from other folders, so a relative path would change its meaning.
STATE_DIR=$(realpath -m "$STATE_DIR")
CACHE_DIR=$(realpath -m "$CACHE_DIR")

# A short name for this state folder, used where a full path would be too long.
STATE_KEY=$(printf %s "$STATE_DIR" | sha256sum | cut -c1-12)
export HTTP_PORT STATE_KEY

[[ $DB_NAME =~ ^[a-z0-9_][a-z0-9_-]*$ ]] || {
    echo "error  DB_NAME=$DB_NAME: use small letters, digits, _ and - only." >&2
    exit 1
}

# Python and PostgreSQL read these; a bare machine has only the C locales.
export LC_ALL=C.UTF-8 LANG=C.UTF-8
# Debian's own tools live in sbin, which a user's PATH leaves out.
PATH=$PATH:/usr/sbin:/sbin

mkdir -p "$STATE_DIR/log" "$CACHE_DIR"
