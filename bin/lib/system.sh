# shellcheck shell=bash
# Debian packages: only what is missing, and only where that is allowed.

is_root() { [[ $(id -u) == 0 ]]; }

# The packages a profile (run, test, image) needs from the system.
_packages_for() {
    printf '%s\n' python3 python3-venv ca-certificates libmagic1 fonts-noto-cjk
    if wkhtmltopdf_is_a_package; then say wkhtmltopdf; else say fontconfig-config; fi
    case $1 in
        run) _database_package ;;
        test)
            _database_package
            # libatomic1: Playwright's own Node needs it, and no other package brings it.
            printf '%s\n' chromium git libatomic1
            ;;
        image) printf '%s\n' postgresql-client ;;
    esac
}

# With PGHOST the server is elsewhere, and its tools of any version are enough.
_database_package() {
    if [[ -z ${PGHOST:-} ]]; then say postgresql
    elif ! command -v psql >/dev/null; then say postgresql-client; fi
}

_is_installed() {
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

missing_packages() {
    local package
    _packages_for "$PROFILE" | while read -r package; do
        _is_installed "$package" || say "$package"
    done
}

packages_present() { [[ -z $(missing_packages) ]]; }

# Before the step starts: sudo may have to ask for a password on the terminal.
ask_for_root() {
    command -v apt-get >/dev/null || die \
        "This is not Debian, and these packages are missing: $(missing_packages | xargs)" \
        "Install them with your system's tools and set ODOO_HOME, or use the image in docker/."
    is_root || { command -v sudo >/dev/null && sudo -v; } || die \
        "These packages are missing: $(missing_packages | xargs)" \
        "Ask an administrator to run: apt-get install $(missing_packages | xargs)"
}

_as_root() {
    if is_root; then "$@"; else sudo "$@"; fi
}

install_packages() {
    local packages clusters=/etc/postgresql-common/createcluster.conf ours=false
    mapfile -t packages < <(missing_packages)
    need_space / 2
    # A fresh install of postgresql would start a server on port 5432 that nobody asked for.
    if [[ " ${packages[*]} " == *' postgresql '* && ! -e $clusters ]]; then
        ours=true
        _as_root mkdir -p "${clusters%/*}"
        echo 'create_main_cluster = false' | _as_root tee "$clusters" >/dev/null
    fi
    _as_root apt-get update
    _as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        -o Dpkg::Options::=--force-confold "${packages[@]}"
    # From here on the administrator's installs behave as Debian's usually do.
    if $ours && [[ -e $clusters.dpkg-dist ]]; then
        _as_root mv "$clusters.dpkg-dist" "$clusters"
    fi
}
