# shellcheck shell=bash
# The server PGHOST names, else a private cluster of this state folder on a local socket.
#
# Several commands may use the cluster at once (bin/run and bin/odoo). Each holds a shared
# lock on descriptor 8 as long as it lives, even if it is killed; whoever leaves last and
# finds nobody else stops the server.

_pg_bin() {
    local version='*'
    [[ ! -e $PG_DIR/PG_VERSION ]] || version=$(_pg_run cat "$PG_DIR/PG_VERSION")
    find /usr/lib/postgresql -maxdepth 2 -path "*/$version/bin" 2>/dev/null | sort -V | tail -n 1
}

# Postgres refuses to run as root: Debian's own account does it then.
_pg_run() {
    if is_root; then runuser -u postgres -- "$@"; else "$@"; fi
}

_pg_account() { if is_root; then say postgres; else id -un; fi; }

# own_cluster: true when no other server is named. Sets where the cluster is.
own_cluster() {
    [[ -z ${PGHOST:-} || ${PGHOST:-} == "${PG_SOCKET:-}" ]] || return 1
    [[ -z ${PG_DIR:-} ]] || return 0
    # A socket's path may have 107 characters; a state folder's may be longer.
    PG_SOCKET=/tmp/customer-suite-$(id -u)-$STATE_KEY
    PG_DIR=$STATE_DIR/pg
    if is_root && ! runuser -u postgres -- test -x "$STATE_DIR"; then
        # A checkout under /root is closed to the postgres account.
        PG_DIR=/var/lib/customer-suite/$STATE_KEY/pg
    fi
}

cluster_present() { [[ -e $PG_DIR/PG_VERSION ]] || _pg_run test -e "$PG_DIR/PG_VERSION"; }

make_cluster() {
    local new=$PG_DIR.partial bin
    bin=$(_pg_bin)
    [[ -n $bin ]] || die "PostgreSQL's programs were not found under /usr/lib/postgresql."
    need_space "$STATE_DIR" 2
    rm -rf "$new"
    mkdir -p "$new"
    chown "$(_pg_account)" "$new"
    chmod 700 "$new"
    cd /
    # Only this socket leads in, and its folder is closed to other accounts.
    _pg_run "$bin/initdb" -D "$new" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    _pg_settings | _pg_run tee -a "$new/postgresql.conf" >/dev/null
    mv "$new" "$PG_DIR"
}

_pg_settings() {
    cat <<'CONF'
listen_addresses = ''
shared_buffers = 256MB
max_wal_size = 2GB
jit = off
log_min_duration_statement = -1
CONF
    # What a test run writes is thrown away: a crash may lose it.
    [[ $PROFILE != test ]] || cat <<'CONF'
fsync = off
synchronous_commit = off
full_page_writes = off
CONF
}

_open_socket_folder() {
    [[ -e $PG_SOCKET ]] || mkdir -m 700 "$PG_SOCKET"
    is_root && chown postgres "$PG_SOCKET"
    # /tmp is everybody's: someone else may have made this folder to catch connections.
    [[ ! -L $PG_SOCKET && $(stat -c '%U %a' "$PG_SOCKET") == "$(_pg_account) 700" ]] || die \
        "$PG_SOCKET does not belong to $(_pg_account) alone." "Remove it and run this again."
}

_pg_is_up() {
    cd / && _pg_run "$(_pg_bin)/pg_ctl" -D "$PG_DIR" status >/dev/null 2>&1
}

# use_postgres: make sure that a server answers, and let Odoo and psql find it.
use_postgres() {
    if ! own_cluster; then
        [[ ${PGUSER:-$(id -un)} != postgres ]] || die "Odoo refuses to work as the superuser postgres." \
            "Create a role that may create databases and name it in PGUSER."
        step "PostgreSQL at $PGHOST" _never run_psql_once
        return
    fi
    _set_aside_orphaned_cluster
    step "Database cluster" cluster_present make_cluster
    exec 8>>"$STATE_DIR/pg.users"
    flock -s 8
    trap release_postgres EXIT
    step "Start PostgreSQL" _pg_is_up_here start_cluster
    unset PGPORT PGPASSWORD PGDATABASE PGSERVICE PGSSLMODE
    export PGHOST=$PG_SOCKET PGUSER=odoo
}

# Somebody deleted the state folder, attachments included, to begin anew; a cluster that had
# to live elsewhere would bring back databases whose files are gone.
_set_aside_orphaned_cluster() {
    [[ $PG_DIR != "$STATE_DIR/pg" && ! -d $STATE_DIR/data ]] || return 0
    if cluster_present && ! _pg_is_up_here; then
        rm -rf "$PG_DIR.orphaned"
        mv "$PG_DIR" "$PG_DIR.orphaned"
        say "note   $STATE_DIR is new; its old databases were moved to $PG_DIR.orphaned"
    fi
}

_never() { return 1; }
_pg_is_up_here() { (_pg_is_up); }
run_psql_once() { sql postgres 'SELECT version()'; }

start_cluster() {
    [[ -n $(_pg_bin) ]] || die "The cluster in $PG_DIR needs PostgreSQL $(_pg_run cat "$PG_DIR/PG_VERSION")." \
        "Install that version, or move the folder away to begin anew."
    exec 9>"$STATE_DIR/pg.lock"
    flock 9
    ! _pg_is_up_here || return 0
    _open_socket_folder
    cd /
    # The server must not inherit the locks: it lives on when this process is gone.
    _pg_run "$(_pg_bin)/pg_ctl" -D "$PG_DIR" -l "$PG_DIR/server.log" -w -t 60 \
        -o "-c unix_socket_directories='$PG_SOCKET'" start 7>&- 8>&- 9>&-
    psql -h "$PG_SOCKET" -U postgres -d postgres -qtA -v ON_ERROR_STOP=1 <<'SQL'
SELECT 'CREATE ROLE odoo LOGIN CREATEDB'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odoo') \gexec
SQL
}

# Stop the private cluster unless another command still uses it.
release_postgres() {
    local rc=$?
    [[ -n ${PG_DIR:-} ]] || return "$rc"
    (
        exec 9>"$STATE_DIR/pg.lock"
        flock 9
        # Taking the lock alone works only when nobody shares it any more.
        if flock -n -x 8; then
            cd /
            if _pg_run "$(_pg_bin)/pg_ctl" -D "$PG_DIR" -m fast -w -t 60 stop; then
                rmdir "$PG_SOCKET"
            fi >/dev/null 2>&1 || true
        fi
    )
    return "$rc"
}
