# shellcheck shell=bash
# Odoo makes PDF with wkhtmltopdf. Debian 12 is the last release that has it: on a later one
# the program of Debian 12 is unpacked into the cache with the libraries it was built with.

readonly WKHTMLTOPDF_RELEASE=bookworm
# Older than the system's own, which work as well.
readonly WKHTMLTOPDF_LEAVES_OUT=' libc6 libstdc++6 libgcc-s1 gcc-12-base libcrypt1 dpkg debconf tar libllvm15 libgl1-mesa-dri '

wkhtmltopdf_is_a_package() { [[ $(debian_codename) == "$WKHTMLTOPDF_RELEASE" ]]; }

wkhtmltopdf_present() { command -v wkhtmltopdf >/dev/null; }

# use_wkhtmltopdf: let Odoo find the unpacked one, if that is the one in use.
use_wkhtmltopdf() { PATH=$PATH:$CACHE_DIR/wkhtmltopdf/bin; }

fetch_wkhtmltopdf() { with_lock wkhtmltopdf _fetch_wkhtmltopdf; }

_fetch_wkhtmltopdf() {
    ! wkhtmltopdf_present || return 0
    need_space "$CACHE_DIR" 1
    local apt=$CACHE_DIR/wkhtmltopdf.apt tree=$CACHE_DIR/wkhtmltopdf.partial deb
    make_private_apt "$apt" "$WKHTMLTOPDF_RELEASE"
    # As if nothing were installed: then all its libraries come with it.
    apt-get -c "$apt/apt.conf" -o Dir::State::status=/dev/null -o Debug::NoLocking=1 \
        install -y --no-install-recommends --download-only wkhtmltopdf
    rm -rf "$tree"
    mkdir -p "$tree/bin"
    for deb in "$apt"/cache/archives/*.deb; do
        [[ $WKHTMLTOPDF_LEAVES_OUT == *" $(dpkg-deb -f "$deb" Package) "* ]] || dpkg -x "$deb" "$tree"
    done
    _write_wrapper >"$tree/bin/wkhtmltopdf"
    chmod +x "$tree/bin/wkhtmltopdf"
    mv "$tree" "$CACHE_DIR/wkhtmltopdf"
    rm -rf "$apt"
}

_write_wrapper() {
    cat <<WRAPPER
#!/bin/sh
tree=$CACHE_DIR/wkhtmltopdf
libraries=\$(dirname "\$tree"/usr/lib/*/qt5)
export LD_LIBRARY_PATH="\$libraries:\$tree/lib/\${libraries##*/}"
export QT_PLUGIN_PATH="\$libraries/qt5/plugins"
exec "\$tree/usr/bin/wkhtmltopdf" "\$@"
WRAPPER
}
