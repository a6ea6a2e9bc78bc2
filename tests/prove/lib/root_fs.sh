# shellcheck shell=bash
# A bare Debian in a folder, for the proofs: made by debootstrap, entered by chroot.

ROOT_FS=''
# How this machine reaches packages may be of its own (a proxy, an authority): hand it on.
NETWORK=()

make_root_fs() {
    command -v debootstrap >/dev/null || {
        echo "debootstrap is missing: apt-get install debootstrap"
        return 1
    }
    ROOT_FS=$(mktemp -d /var/tmp/customer-suite-root.XXXXXX)
    # mktemp closes it to everyone else, the image's user included.
    chmod 755 "$ROOT_FS"
    debootstrap --variant=minbase "$1" "$ROOT_FS" || return 1
    cp /etc/resolv.conf "$ROOT_FS/etc/resolv.conf"
    mount -t proc proc "$ROOT_FS/proc"
    # debootstrap has made the devices; shared memory is open to all.
    chmod 1777 "$ROOT_FS/dev/shm"
    _hand_on_network
}

_hand_on_network() {
    local name
    [[ ! -e /etc/pip.conf ]] || cp /etc/pip.conf "$ROOT_FS/etc/pip.conf"
    apt-config dump | grep '^Acquire::' >"$ROOT_FS/etc/apt/apt.conf.d/90host"
    # This machine may trust an authority that a bare Debian does not know.
    cp /etc/ssl/certs/ca-certificates.crt "$ROOT_FS/etc/ssl-of-the-host.crt"
    NETWORK=(PIP_CERT=/etc/ssl-of-the-host.crt)
    for name in http_proxy https_proxy no_proxy PIP_INDEX_URL PIP_EXTRA_INDEX_URL; do
        [[ -z ${!name:-} ]] || NETWORK+=("$name=${!name}")
    done
}

# in_root_fs USER COMMAND...
in_root_fs() {
    local user=$1
    shift
    if [[ $user == root ]]; then
        chroot "$ROOT_FS" "$@"
    else
        chroot --userspec="$user:$user" "$ROOT_FS" "$@"
    fi
}

_pids_in_root_fs() {
    find /proc -maxdepth 2 -name root -lname "$ROOT_FS" 2>/dev/null | cut -d / -f 3
}

# programs_in_root_fs: how many processes live in it.
programs_in_root_fs() { _pids_in_root_fs | wc -l; }

# users_in_root_fs: the numbers of the users they run as.
users_in_root_fs() { _pids_in_root_fs | xargs ps -o uid= -p | sort -u | xargs; }

remove_root_fs() {
    [[ -n $ROOT_FS && -d $ROOT_FS ]] || return 0
    # An interrupted proof leaves programs behind that hold it.
    _pids_in_root_fs | xargs -r kill -KILL 2>/dev/null || true
    umount "$ROOT_FS/proc" 2>/dev/null || umount -l "$ROOT_FS/proc" || true
    [[ -n ${KEEP:-} ]] || rm -rf --one-file-system "$ROOT_FS"
}
