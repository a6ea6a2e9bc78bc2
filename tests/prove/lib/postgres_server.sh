# shellcheck shell=bash
# A throw-away PostgreSQL on the loopback interface, as compose's service db would be.

SERVER_DIR=''

start_server() { # start_server PORT PASSWORD
    SERVER_BIN=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
    SERVER_DIR=$WORK/server
    install -d -o postgres "$SERVER_DIR"
    cd /
    runuser -u postgres -- "$SERVER_BIN/initdb" -D "$SERVER_DIR/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8
    echo "host all odoo 127.0.0.1/32 scram-sha-256" |
        runuser -u postgres -- tee "$SERVER_DIR/data/pg_hba.conf" >/dev/null
    echo "local all postgres trust" | runuser -u postgres -- tee -a "$SERVER_DIR/data/pg_hba.conf" >/dev/null
    runuser -u postgres -- "$SERVER_BIN/pg_ctl" -D "$SERVER_DIR/data" -l "$SERVER_DIR/log" -w \
        -o "-c listen_addresses=127.0.0.1 -c port=$1 -c unix_socket_directories=$SERVER_DIR" start
    # The script that compose's PostgreSQL runs.
    PGHOST=$SERVER_DIR PGPORT=$1 ODOO_DB_PASSWORD=$2 "$CHECKOUT/docker/create-role.sh"
}

stop_server() {
    [[ -n $SERVER_DIR ]] || return 0
    cd /
    runuser -u postgres -- "$SERVER_BIN/pg_ctl" -D "$SERVER_DIR/data" -m immediate stop >/dev/null || true
}
