#!/usr/bin/env bash
# Prove docker/Dockerfile without a Docker engine: carry out its steps in a root file
# system made by debootstrap, then start its entry point as its user against a PostgreSQL
# and ask for pages. Needs root and debootstrap; nothing is left behind.
#
#   tests/prove/image.sh              KEEP=1 leaves the root file system for a look
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
CHECKOUT=$(cd "$HERE/../.." && pwd -P)
. "$HERE/lib/judge.sh"
. "$HERE/lib/root_fs.sh"
. "$HERE/lib/postgres_server.sh"

PORT=18169
GEVENT_PORT=18172
DATABASE_PORT=18132
PROXY_PORT=18180
PASSWORD=proof-only

WORKDIR=/
IN_USER=root
VARIABLES=()

from() {
    # debian:trixie-slim: debootstrap makes the same system a little larger
    local suite=${1#debian:}
    timed "Debian ${suite%-slim}" make_root_fs "${suite%-slim}"
}
variable() { VARIABLES+=("$1=$2"); }
user() { IN_USER=$1; }
entrypoint() { ENTRYPOINT=("$@"); }

workdir() {
    WORKDIR=$1
    mkdir -p "$ROOT_FS$WORKDIR"
}

# What git knows, but for what .dockerignore leaves out.
copy() {
    local target=${!#} sources=("${@:1:$#-1}")
    mkdir -p "$ROOT_FS$WORKDIR/$target"
    tar -C "$CHECKOUT" -X <(sed 's|^|./|; s|^\./\*\*/||' "$CHECKOUT/.dockerignore") \
        -c "${sources[@]/#/./}" | tar -C "$ROOT_FS$WORKDIR" -x
}

in_root() {
    timed "RUN ${1:0:40}" in_root_fs "$IN_USER" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        "${NETWORK[@]}" "${VARIABLES[@]}" sh -c "cd $WORKDIR && $1"
}

start_container() {
    in_root_fs "$IN_USER" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/var/lib/customer-suite \
        "${VARIABLES[@]}" \
        PGHOST=127.0.0.1 PGPORT=$DATABASE_PORT PGUSER=odoo PGPASSWORD=$PASSWORD \
        ADMIN_PASSWORD=$PASSWORD PUBLIC_URL=http://forms.example.com HTTP_PORT=$PORT \
        ODOO_WORKERS=2 ODOO_MAX_CRON_THREADS=1 ODOO_PROXY_MODE=True ODOO_GEVENT_PORT=$GEVENT_PORT \
        sh -c "cd $WORKDIR && exec ${ENTRYPOINT[*]}" >"$WORK/container.log" 2>&1 &
    CONTAINER=$!
}

wait_for_page() {
    local _
    for _ in {1..300}; do
        [[ $(status "http://127.0.0.1:$PORT/web/health") != 200 ]] || return 0
        kill -0 "$CONTAINER" 2>/dev/null || break
        sleep 1
    done
    tail -n 40 "$WORK/container.log" >&2
    return 1
}

keyring() { in_root_fs root sha256sum /var/lib/customer-keys/keyring.json | cut -c1-12; }

stop_container() {
    [[ -n ${CONTAINER:-} ]] || return 0
    local odoo
    odoo=$(pgrep -P "$CONTAINER" || echo "$CONTAINER")
    # shellcheck disable=SC2086
    kill -TERM $odoo 2>/dev/null || true
    wait "$CONTAINER" 2>/dev/null || true
    CONTAINER=''
}

clean_up() {
    local rc=$?
    trap - EXIT
    stop_container
    stop_server
    remove_root_fs
    rm -rf "$WORK"
    exit "$rc"
}

WORK=$(mktemp -d)
chmod 755 "$WORK"
trap clean_up EXIT
trap 'exit 130' INT TERM

steps=$(/usr/bin/python3 "$CHECKOUT/tests/docker/dockerfile.py")
eval "$steps"
# shellcheck disable=SC2016  # the shell inside expands them
expect "PostgreSQL's tools are as new as the server's" yes \
    "$(in_root_fs root sh -c 'v=$(pg_dump --version | grep -o "[0-9]*" | head -n 1); [ "$v" -ge 16 ] && echo yes')"
# shellcheck disable=SC2016
expect "The PDF printer runs" yes \
    "$(in_root_fs "$IN_USER" sh -c 'PATH=$PATH:/opt/customer-suite/cache/wkhtmltopdf/bin; cd /tmp; echo 你好 >a.html; QT_QPA_PLATFORM=offscreen wkhtmltopdf -q a.html a.pdf && echo yes')"

timed "PostgreSQL server" start_server "$DATABASE_PORT" "$PASSWORD"
start_container
timed "First start of the container" wait_for_page
expect "Health" 200 "$(status "http://127.0.0.1:$PORT/web/health")"
expect "Login page" 200 "$(status "http://127.0.0.1:$PORT/web/login")"
# Without demo data nothing is published: the friendly page says so.
expect "Form not yet published" 404 "$(status "http://127.0.0.1:$PORT/forms/new-customer")"
expect "Bus port answers" 200 "$(status "http://127.0.0.1:$GEVENT_PORT/websocket/health")"
expect "Who its programs run as" 10001 "$(users_in_root_fs)"
expect "Health check of the image" 0 "$(
    in_root_fs "$IN_USER" env -i PATH=/usr/bin:/bin HOME=/ "${VARIABLES[@]}" HTTP_PORT=$PORT \
        /opt/customer-suite/app/docker/healthcheck.sh && echo 0)"
kept=$(keyring)
stop_container
start_container
timed "Second start of the container" wait_for_page
expect "The second start finds the keyring of the first" "$kept" "$(keyring)"
expect "Every sealed value opens in the container" 0 "$(
    in_root_fs "$IN_USER" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/var/lib/customer-suite \
        "${VARIABLES[@]}" PGHOST=127.0.0.1 PGPORT=$DATABASE_PORT PGUSER=odoo PGPASSWORD=$PASSWORD \
        /opt/customer-suite/app/bin/vault check >"$WORK/vault.log" 2>&1 && echo 0)"

timed "Install nginx" in_root_fs root env "${NETWORK[@]}" DEBIAN_FRONTEND=noninteractive \
    sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light'
sed "s/odoo:8069/127.0.0.1:$PORT/; s/odoo:8072/127.0.0.1:$GEVENT_PORT/; s/listen 80;/listen 127.0.0.1:$PROXY_PORT;/" \
    "$CHECKOUT/docker/nginx.conf" >"$ROOT_FS/etc/nginx/conf.d/default.conf"
rm -f "$ROOT_FS/etc/nginx/sites-enabled/default"
timed "nginx reads its configuration" in_root_fs root nginx -t
in_root_fs root nginx
expect "Login page through the proxy" 200 "$(status "http://127.0.0.1:$PROXY_PORT/web/login")"
expect "Bus through the proxy" 200 "$(status "http://127.0.0.1:$PROXY_PORT/websocket/health")"
expect "Database manager through the proxy" 404 "$(status "http://127.0.0.1:$PROXY_PORT/web/database/manager")"
in_root_fs root nginx -s stop
stop_container
echo "1 passed, 0 failed"
