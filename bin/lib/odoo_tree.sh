# shellcheck shell=bash
# Odoo 19 itself: the one ODOO_HOME names, else Debian's package, unpacked into the cache.

# Odoo links to these files of other packages instead of carrying its own copies.
readonly ODOO_COMPANIONS=(
    libjs-jquery libjs-underscore libjs-jquery-form
    fonts-roboto-unhinted fonts-montserrat fonts-inconsolata fonts-ocr-b
)
# Icon names follow version 4; sid has another font under the same name.
readonly ODOO_ICON_FONT=fonts-font-awesome

_newest_cached_odoo() {
    find "$CACHE_DIR" -maxdepth 1 -name 'odoo-19*' ! -name '*.partial' | sort -V | tail -n 1
}

# find_odoo: set ODOO_TREE (a PYTHONPATH entry), or fail when there is none yet.
find_odoo() {
    local home=${ODOO_HOME:-$(_newest_cached_odoo)} candidate
    for candidate in "$home" "$home/usr/lib/python3/dist-packages"; do
        if [[ -n $home && -f $candidate/odoo/release.py ]]; then
            ODOO_TREE=$candidate
            return 0
        fi
    done
    return 1
}

# Which Odoo it is, for the keys of what is built from it.
odoo_version() {
    if [[ -n $ODOO_HOME ]]; then
        printf '%s ' "$ODOO_TREE"
        sha256sum <"$ODOO_TREE/odoo/release.py"
    else
        basename "$(_newest_cached_odoo)"
    fi
}

check_odoo_home() {
    [[ -n $ODOO_HOME ]] || return 0
    find_odoo || die "ODOO_HOME=$ODOO_HOME holds no Odoo (no odoo/release.py)." \
        "Point it to an Odoo 19 source folder, or unset it to let bin/setup fetch one."
    grep -qE '^version_info *= *\(19,' "$ODOO_TREE/odoo/release.py" || die \
        "ODOO_HOME=$ODOO_HOME is not Odoo 19." "Point it to an Odoo 19 source folder."
}

fetch_odoo() { with_lock odoo _fetch_odoo; }

_fetch_odoo() {
    # Another clone may have fetched it while this one waited for the lock.
    ! find_odoo || return 0
    need_space "$CACHE_DIR" 4
    local apt=$CACHE_DIR/odoo.apt
    make_private_apt "$apt" sid "$(debian_codename)"
    cd "$apt/debs" || return 1
    apt-get -c "$apt/apt.conf" download odoo-19 "${ODOO_COMPANIONS[@]/%//sid}" \
        "$ODOO_ICON_FONT/$(debian_codename)"
    _unpack_odoo "$apt/debs"
    rm -rf "$apt"
}

_unpack_odoo() {
    local debs=$1 deb tree name
    name=odoo-$(dpkg-deb -f "$debs"/odoo-19_*.deb Version)
    tree=$CACHE_DIR/$name.partial
    rm -rf "$tree"
    mkdir -p "$tree"
    for deb in "$debs"/*.deb; do
        dpkg -x "$deb" "$tree"
    done
    # Left out of the package for its licence; the bundles only need it to exist.
    local stub=$tree/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation
    mkdir -p "$stub"
    : >"$stub/selfie_segmentation.js"
    mv "$tree" "$CACHE_DIR/$name"
}
