# shellcheck shell=bash
# An apt of its own for packages of another Debian release that are only unpacked, never
# installed: nothing of the system's configuration is changed, and no root is needed.

debian_codename() {
    # shellcheck disable=SC1091
    (. /etc/os-release && say "${VERSION_CODENAME:-}")
}

# The mirror this machine already uses, so that its proxy and policy hold here too.
_debian_mirror() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' |
        awk -v release="$(debian_codename)" '$1 == release && $2 == "main" { print $3; exit }'
}

# make_private_apt FOLDER SUITE...: use it with apt-get -c FOLDER/apt.conf
make_private_apt() {
    local apt=$1 mirror keyring options='' suite
    shift
    mirror=$(_debian_mirror)
    [[ -n $mirror ]] || die "apt has no Debian source for '$(debian_codename)'." \
        "On another system set ODOO_HOME to an Odoo 19 source folder, or use the image in docker/."
    for keyring in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do
        [[ ! -e $keyring ]] || options="[signed-by=$keyring] "
    done
    mkdir -p "$apt"/{lists/partial,cache/archives/partial,debs}
    for suite in "$@"; do
        say "deb $options$mirror $suite main"
    done >"$apt/sources.list"
    cat >"$apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$apt/lists";
Dir::Cache "$apt/cache";
Acquire::Languages "none";
APT::Update::Error-Mode "any";
CONF
    apt-get -c "$apt/apt.conf" update
}
