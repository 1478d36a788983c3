# shellcheck shell=bash
# A worker: joins by itself with what it has, and stays joined when the head or its own address changes.

# The model's GPU is not Slurm's where the head works too.
without_model() { [[ $ROLE != head || -z ${SLUICE_MODEL:-} ]] || echo --without "${SLUICE_MODEL_GPU:-0}"; }

# slurmd asks the head for its configuration once, when it starts: by then the head has to know this pod's GPUs.
announce_gpus() {
    local lines
    # shellcheck disable=SC2046
    lines=$("$PROGRAMS/bin/sluice-hardware" gres-conf "$NODE" $(without_model)) || refuse "the GPUs of this pod are not known; the reason is above"
    install -d -m 700 "$SHARED/nodes/$NODE"
    install -d -m 755 "/var/lib/sluice/nodes/$NODE/gpus"
    put "/var/lib/sluice/nodes/$NODE/gres.conf" 644 <<< "$lines"
    put "$SHARED/nodes/$NODE/gres.conf" 644 <<< "$lines"
    wait_for "the head to take the GPUs of $NODE into gres.conf" gpus_are_known
}

gpus_are_known() { [[ $(grep "^NodeName=$NODE " "$SHARED/etc/gres.conf") == "$(grep . "/var/lib/sluice/nodes/$NODE/gres.conf")" ]]; }

take_inventory() {
    local state=/var/lib/sluice/nodes/$NODE
    "$PROGRAMS/node/sluice-inventory" --state "$state/gpus" --node "$NODE" --gres-conf "$state/gres.conf" || say "the inventory ended with $?"
}

# By Slurm's configuration, which this pod has only once slurmd has asked for it.
find_capabilities() {
    timeout 30 "$PROGRAMS/node/sluice-capabilities" --state "/var/lib/sluice/nodes/$NODE/gpus" --node "$NODE" --home "$VOLUME/home"
}

# A node that the head was given beforehand is started under its name; all others make their own entry.
run_slurmd() {
    local definition
    # shellcheck disable=SC2046
    definition=$("$PROGRAMS/bin/sluice-hardware" definition "$NODE" $(without_model)) || return 1
    install -d -m 755 /var/spool/sluice "$LOGS/slurmd"
    if node_is_given; then
        # -b: else Slurm 22.05 compares the host's uptime with its own request and waits for ever
        exec slurmd -D -b -N "$NODE" --conf-server "$HEAD_ALIAS:6817"
    else
        exec slurmd -D -Z -N "$NODE" --conf-server "$HEAD_ALIAS:6817" --conf "$definition"
    fi
}

node_is_given() { [[ -s $SHARED/etc/nodes.conf ]] && "$PROGRAMS/bin/sluice-hardware" is-given "$NODE" < "$SHARED/etc/nodes.conf"; }

# What Slurm says of this node: its address and state, "gone" when it has no entry, nothing when it cannot be asked.
own_entry() {
    local said
    if said=$(timeout 5 scontrol -o show node "$NODE" 2>&1); then
        sed -nE 's/.* NodeAddr=([^ ]+) .* State=([^ ]+) .*/\1 \2/p' <<< "$said"
    elif [[ $said == *"not found"* ]]; then
        echo gone
    fi
}

# Every few seconds: the head may have moved, this pod may have, and its entry may have been removed while it was cut off.
stay_joined() {
    local head address entry
    if head=$(head_address) && [[ -n $head ]] && lead_to "$HEAD_ALIAS" "$head"; then
        say "the head is at $head"
        again slurmd
        return 0
    fi
    entry=$(own_entry)
    address=$(own_address)
    if [[ $entry == gone ]]; then
        say "Slurm has no entry of $NODE: joining anew"
        again slurmd
    elif [[ -n $entry && -n $address && ${entry%% *} != "$address" ]]; then
        say "the address is now $address, it was ${entry%% *}"
        timeout 5 scontrol update nodename="$NODE" nodeaddr="$address" && again slurmd
    fi
}

start_worker() {
    use_volume
    # where there is no key yet there is no head yet
    start_munge
    wait_for "the head's address (SLUICE_HEAD, or $SHARED/head)" head_address
    lead_to "$HEAD_ALIAS" "$(head_address)" || :
    wait_for "the people file" follow_people
    write_hooks
    every 3 follow_people &
    start_slurmd
}

# The volume may still have named a head that is gone when this pod began.
reaches_slurmctld() {
    local head
    if head=$(head_address) && [[ -n $head ]]; then lead_to "$HEAD_ALIAS" "$head" || :; fi
    timeout 5 bash -c "exec 3<> /dev/tcp/$HEAD_ALIAS/6817"
}

start_slurmd() {
    announce_gpus
    wait_for "slurmctld on $HEAD_ALIAS" reaches_slurmctld
    take_inventory
    keep exporter "$PROGRAMS/node/sluice-node-exporter" --state "/var/lib/sluice/nodes/$NODE/gpus" --node "$NODE" --listen "0.0.0.0:$EXPORTER_PORT" ${SLUICE_SIMULATED:+--simulated}
    keep slurmd run_slurmd
    wait_for "slurmd to have its configuration" timeout 5 scontrol show config
    find_capabilities || say "what this pod can keep was not found out"
    touch "$RUN/ready"
    every 5 stay_joined &
    every 300 find_capabilities &
    say "worker $NODE: $("$PROGRAMS/bin/sluice-hardware" share)"
}

# Its jobs end now, as a node failure, and those that may are queued again; no dead entry is left behind.
stop_worker() {
    rm -f "$RUN/ready"
    if ! node_is_given; then timeout 3 scontrol update nodename="$NODE" state=down reason="left the cluster" || :; fi
    halt exporter 2
    halt slurmd 3
    node_is_given || leave
}

leave() {
    local until=$((SECONDS + 3))
    until timeout 2 scontrol delete nodename="$NODE" > /dev/null 2>&1; do
        ((SECONDS < until)) || { say "Slurm keeps the entry of $NODE for now; the head removes it later"; return 0; }
        sleep 0.3
    done
    say "$NODE left the cluster"
}
