# shellcheck shell=bash
# Start Odoo in the foreground, say when it is ready, and stop it cleanly.

# Where this machine itself reaches it.
_probe_host() {
    case $HTTP_INTERFACE in
        0.0.0.0 | '') say 127.0.0.1 ;;
        *) say "$HTTP_INTERFACE" ;;
    esac
}

port_is_taken() { (: <"/dev/tcp/$(_probe_host)/$HTTP_PORT") 2>/dev/null; }

check_port() {
    ! port_is_taken || die "Port $HTTP_PORT is taken by another program." \
        "Choose another one: HTTP_PORT=$((HTTP_PORT + 1)) bin/run"
}

# http_status PATH: the status code Odoo answers, nothing when it does not.
http_status() {
    (
        exec 3<>"/dev/tcp/$(_probe_host)/$HTTP_PORT" || exit 0
        printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$1" >&3
        read -r -t 120 _ status _ <&3 && say "$status"
    ) 2>/dev/null
}

# start_odoo: in a session of its own, so that Ctrl-C reaches it once, through stop_odoo;
# a second signal would make Odoo drop its work.
start_odoo() {
    [[ ! -e $STATE_DIR/log/odoo.log ]] || mv "$STATE_DIR/log/odoo.log" "$STATE_DIR/log/odoo.log.1"
    setsid "$ODOO_PYTHON" "$ROOT/bin/lib/start_odoo.py" server -d "$DB_NAME" >"$STATE_DIR/log/odoo.log" 2>&1 </dev/null &
    ODOO_PID=$!
}

wait_until_ready() {
    local deadline=$((SECONDS + 180))
    until [[ $(http_status /web/health) == 200 ]]; do
        kill -0 "$ODOO_PID" 2>/dev/null || die "Odoo stopped while starting."
        ((SECONDS < deadline)) || die "Odoo did not answer within three minutes."
        sleep 0.3
    done
    # The health check answers before the models are loaded; the first page waits for them.
    http_status /web/login
}

# Give running requests ten seconds, then insist.
stop_odoo() {
    local _
    [[ -n ${ODOO_PID:-} ]] || return 0
    kill -TERM "$ODOO_PID" 2>/dev/null || return 0
    for _ in {1..100}; do
        kill -0 "$ODOO_PID" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL "$ODOO_PID" 2>/dev/null || true
}
