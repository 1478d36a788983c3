# shellcheck shell=bash
# The head: accounting, slurmctld, sshd, and what a cluster of pods has to be told.

# Two heads on one volume would write one state. The one that is there says so every five seconds.
claim_volume() {
    local name address since
    touch "$SHARED/head"
    while read -r name address since < "$SHARED/head" && [[ $name != "$(hostname -s)" && $since =~ ^[0-9]+$ ]] && ((EPOCHSECONDS - since < 30)); do
        say "another head, $name at $address, uses $VOLUME; waiting until it has been silent for 30 s"
        sleep 5
    done
    tell_where_the_head_is
}

tell_where_the_head_is() {
    local address
    address=$(own_address)
    [[ $address =~ ^[0-9.]+$ ]] || { say "this pod has no address yet"; return 1; }
    lead_to "$HEAD_ALIAS" "$address" || :
    put "$SHARED/head" 644 <<< "$(hostname -s) $address $EPOCHSECONDS"
}

start_slurmdbd() {
    install -d -m 755 -o slurm -g slurm "$SHARED/log/slurmctld"
    install -d -m 700 -o slurm -g slurm "$SHARED/state"
    ln -sfn "$SHARED/log/slurmctld" "$LOGS/slurmctld"
    keep slurmdbd as_user slurm slurmdbd -D
    await 90 "slurmdbd" timeout 5 sacctmgr -n show cluster
    # before slurmctld starts: it registers with a cluster that accounting knows
    [[ -n $(sacctmgr -nP show cluster "$CLUSTER" format=cluster) ]] || sacctmgr -i add cluster "$CLUSTER" > /dev/null
}

start_slurmctld() {
    keep slurmctld as_user slurm slurmctld -D
    await 90 "slurmctld" sh -c 'timeout 5 scontrol ping | grep -q "is UP"'
}

start_head() {
    use_volume
    claim_volume
    every 5 tell_where_the_head_is &
    start_munge
    follow_people
    write_hooks
    start_database
    write_configuration
    start_slurmdbd
    start_slurmctld
    start_sshd
    touch "$RUN/ready"
    follow_people
    start_model
    every 2 publish_gpus &
    every 3 follow_people &
    every 5 watch_user_ca &
    every 10 forget_vanished &
    every 10 forget_other_gpus &
    every "${SLUICE_DUMP_EVERY:-300}" dump_accounting &
    say "head $(hostname -s) of cluster $CLUSTER is ready"
}

stop_head() {
    halt sshd 2
    halt slurmctld 8
    halt slurmdbd 4
    dump_accounting || :
    halt mariadb 8
    rm -f "$RUN/ready"
    # the next head need not wait
    put "$SHARED/head" 644 <<< "$(hostname -s) $(own_address) 0"
}

# Entries of workers that have not answered for long: a pod that is gone does not come back under its entry, and one that does
# makes a new one. Only entries that workers made themselves, and none that somebody drained for a reason of their own.
forget_vanished() {
    local node since
    while read -r node since; do
        ((EPOCHSECONDS - since > FORGET_AFTER)) || continue
        if timeout 5 scontrol delete nodename="$node" > /dev/null 2>&1; then say "$node has not answered for $((EPOCHSECONDS - since)) s: its entry is removed"; fi
    done < <(timeout 5 scontrol -o show node 2> /dev/null | "$PROGRAMS/bin/sluice-vanished" "$RUN/silent-since")
}
