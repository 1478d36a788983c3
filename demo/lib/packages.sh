# shellcheck shell=bash
# Installs Debian packages that are missing, without letting any of their services start.

packages_for() { sed -n "s/^$1: //p" "$CHECKOUT/demo/packages"; }

install_missing() {
    local purpose package missing=()
    for purpose in "$@"; do
        for package in $(packages_for "$purpose"); do
            dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
        done
    done
    ((${#missing[@]})) || return 0
    step "installing ${missing[*]}"
    local policy=/usr/sbin/policy-rc.d ours=""
    if [[ ! -e $policy ]]; then
        ours=yes
        printf '#!/bin/sh\nexit 101\n' > "$policy"
        chmod 755 "$policy"
    fi
    local log
    log=$(mktemp)
    local failed=""
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } > "$log" 2>&1 || failed=yes
    [[ -z $ours ]] || rm -f "$policy"
    [[ -z $failed ]] || { tail -20 "$log" >&2; refuse "apt-get could not install ${missing[*]}; its words are above and in $log"; }
    rm -f "$log"
}
