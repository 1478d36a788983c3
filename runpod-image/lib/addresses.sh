# shellcheck shell=bash
# Who is where: pods change their addresses, so Slurm is given a name for the head that each pod keeps in its own hosts file.

# The address of this pod in the network between the nodes of an Instant Cluster, empty where there is no such network. The address
# of eth0 leads to the internet alone there.
network_address() {
    local address=${NODE_ADDR:-}
    address=${address%%/*}
    [[ -z $address || $address =~ ^[0-9]+(\.[0-9]+){3}$ ]] || { say "NODE_ADDR is no address: $address"; address=""; }
    echo "$address"
}

# The address other pods reach this one by: as told, in the network between the nodes, RunPod's own name for it, or the one that
# leads to the network.
own_address() {
    if [[ -n ${SLUICE_ADDRESS:-} ]]; then
        echo "$SLUICE_ADDRESS"
    elif [[ -n $(network_address) ]]; then
        network_address
    elif [[ -n ${RUNPOD_POD_ID:-} ]] && address_of "$RUNPOD_POD_ID.runpod.internal"; then
        :
    else
        ip -4 -oneline address show scope global | awk '{ sub(/\/.*/, "", $4); print $4; exit }'
    fi
}

# address_of NAME: its IPv4 address; an address is its own
address_of() { getent ahostsv4 "$1" 2> /dev/null | awk '{ print $1; found = 1; exit } END { exit !found }'; }

# The head as it wrote itself on the volume; as this worker was told while the volume says nothing, since the head that it was told
# of may have been replaced.
head_address() {
    local name address
    if [[ -r $SHARED/head ]] && read -r name address _ < "$SHARED/head" && [[ -n $name && $address =~ ^[0-9.]+$ ]]; then
        echo "$address"
    else
        [[ -n ${SLUICE_HEAD:-} ]] && address_of "$SLUICE_HEAD"
    fi
}

# lead_to NAME ADDRESS: 0 when the hosts file was changed. It is a file that the engine mounts: written in place.
lead_to() {
    local line="$2 $1" rest
    ! grep -qxF "$line" /etc/hosts || return 1
    rest=$(grep -vE "[[:space:]]$1\$" /etc/hosts)
    printf '%s\n%s\n' "$rest" "$line" > /etc/hosts
}
