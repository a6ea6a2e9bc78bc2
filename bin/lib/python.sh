# shellcheck shell=bash
# Python and its packages: one environment to run, a second one on top of it to test.

_system_python() {
    # Debian's own, not one that a user's PATH puts before it: it has venv.
    if [[ -x /usr/bin/python3 ]]; then say /usr/bin/python3; else command -v python3; fi
}

check_python() {
    local python version
    python=$(_system_python) || die "There is no python3." "Install Python 3.10 to 3.13."
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    case $version in
        3.1[0-3]) ;;
        *) die "Odoo 19 runs on Python 3.10 to 3.13; $python is $version." \
            "Use Debian 12 or 13, or the image in docker/." ;;
    esac
}

# A folder per Python and per set of requirements: a change of either makes a new one.
_environment() {
    local python
    python=$(_system_python)
    say "$CACHE_DIR/$1-$("$python" -c 'import sys; print("py%d.%d" % sys.version_info[:2])')-$(cat "${@:2}" | sha256sum | cut -c1-12)"
}

run_environment() { _environment run "$ROOT/requirements.txt"; }
test_environment() { _environment test "$ROOT/requirements.txt" "$ROOT/tests/requirements.txt"; }

run_environment_present() { [[ -e $(run_environment)/.complete ]]; }
test_environment_present() { [[ -e $(test_environment)/.complete ]]; }

make_run_environment() { with_lock python _make_run_environment; }
make_test_environment() { with_lock python _make_test_environment; }

_make_run_environment() {
    local env
    env=$(run_environment)
    [[ ! -e $env/.complete ]] || return 0
    _make_environment "$env" "$ROOT/requirements.txt"
}

_make_test_environment() {
    local env base
    env=$(test_environment)
    base=$(run_environment)
    [[ ! -e $env/.complete ]] || return 0
    # The test environment sees the packages of the other one, never the other way round:
    # what the product imports must be in requirements.txt.
    _new_environment "$env"
    _site_packages "$base" >"$(_site_packages "$env")/run.pth"
    _fill_environment "$env" "$ROOT/tests/requirements.txt"
}

_make_environment() {
    _new_environment "$1"
    _fill_environment "$1" "$2"
}

# Scripts in an environment hold its path, so it is built in place and marked when complete.
_new_environment() {
    need_space "$CACHE_DIR" 1
    rm -rf "$1"
    "$(_system_python)" -m venv "$1"
}

_fill_environment() {
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --cache-dir "$CACHE_DIR/pip" -r "$2"
    touch "$1/.complete"
}

_site_packages() {
    "$1/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))'
}

# In an image nobody may write compiled files later, and every start would compile again.
compile_python() {
    local python
    python=$(run_environment)/bin/python
    find_odoo
    # Some of Odoo's files are examples of what does not compile.
    "$python" -m compileall -q -j 0 "$ODOO_TREE/odoo" || true
}
