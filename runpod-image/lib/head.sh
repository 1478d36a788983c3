# shellcheck shell=bash
# The head: accounting, slurmctld, sshd, and what a cluster of pods has to be told.

CLAIMS=$SHARED/claims
CLAIM=""
# A head that was silent for so long is followed by another.
HEAD_SILENCE=${SLUICE_HEAD_SILENCE:-30}

# Each pod has another, and keeps it over a restart; host names may be alike in two Instant Clusters.
CLAIMANT=${RUNPOD_POD_ID:-$(hostname -s)}

# One head leads the cluster of a volume; see sluice_pod/claim.py. CLAIM is the number of this head's claim.
claim_volume() {
    [[ $HEAD_SILENCE =~ ^[1-9][0-9]{0,3}$ ]] || refuse "SLUICE_HEAD_SILENCE is no number of seconds"
    install -d -m 700 "$CLAIMS"
    count_states_as_claims
    # in the background: a signal ends this wait, and a head that waits can be stopped
    "$PROGRAMS/bin/sluice-claim" take "$CLAIMS" "$CLAIMANT" "$HEAD_SILENCE" > "$RUN/claim" &
    echo $! > "$RUN/claim.child"
    wait $! || refuse "$CLAIMS cannot be used; the reason is above"
    CLAIM=$(< "$RUN/claim")
    hold_claim &
    CLAIM_HOLDER=$!
    tell_where_the_head_is
}

# Where somebody removed the claims, the next number is above that of the newest state all the same.
count_states_as_claims() {
    local newest
    newest=$(find "$SHARED/state" -mindepth 1 -maxdepth 1 -type d -regex '.*/[0-9]+' -printf '%f\n' 2> /dev/null | sort -n | tail -1) || :
    [[ -z $newest ]] || mkdir -p "$CLAIMS/$(printf %08d "$((10#$newest))")"
}

# It ends only when another head has claimed the volume. Then this pod ends at once and writes nothing more: KILL, since on TERM
# it would take its leave with a dump. A restarted pod waits for its turn.
hold_claim() {
    "$PROGRAMS/bin/sluice-claim" hold "$CLAIMS" "$CLAIMANT" "$HEAD_SILENCE" "$CLAIM" --stop "$RUN/slurmctld.child" "$RUN/slurmdbd.child" "$RUN/mariadb.child" &
    echo $! > "$RUN/claim.child"
    wait $! || :
    kill -KILL "$$"
}

holds_claim() { "$PROGRAMS/bin/sluice-claim" is-held "$CLAIMS" "$CLAIM"; }

tell_where_the_head_is() {
    local address
    holds_claim || return 1
    address=$(own_address)
    [[ $address =~ ^[0-9.]+$ ]] || { say "this pod has no address yet"; return 1; }
    lead_to "$HEAD_ALIAS" "$address" || :
    put "$SHARED/head" 644 <<< "$(hostname -s) $address $EPOCHSECONDS"
}

start_slurmdbd() {
    install -d -m 755 -o slurm -g slurm "$SHARED/log/slurmctld"
    take_over_state
    ln -sfn "$SHARED/log/slurmctld" "$LOGS/slurmctld"
    keep slurmdbd as_user slurm slurmdbd -D
    await 90 "slurmdbd" timeout 5 sacctmgr -n show cluster
    # before slurmctld starts: it registers with a cluster that accounting knows
    [[ -n $(sacctmgr -nP show cluster "$CLUSTER" format=cluster) ]] || sacctmgr -i add cluster "$CLUSTER" > /dev/null
}

# Each claim has a directory of its own for slurmctld's state, begun as a copy of the one before: a head that was frozen and comes
# back can write into its own alone.
take_over_state() {
    local state before=() old
    state=$(state_directory)
    install -d -m 700 -o slurm -g slurm "$SHARED/state"
    mapfile -t before < <(find "$SHARED/state" -mindepth 1 -maxdepth 1 -type d -regex '.*/[0-9]+' | sort -V)
    rm -rf --one-file-system "$state.new"
    if ((${#before[@]})); then
        cp -a "${before[-1]}" "$state.new"
        unset 'before[-1]'
    else
        install -d -m 700 -o slurm -g slurm "$state.new"
    fi
    mv -T "$state.new" "$state"
    for old in "${before[@]}"; do rm -rf --one-file-system "$old"; done
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
    if [[ -z $CLAIM ]]; then
        say "it did not lead"
        kill -KILL "$(< "$RUN/claim.child")" 2> /dev/null || :
        return 0
    fi
    halt sshd 2
    halt slurmctld 8
    halt slurmdbd 4
    dump_accounting || :
    halt mariadb 8
    rm -f "$RUN/ready"
    # the next head need not wait
    kill -KILL "$CLAIM_HOLDER" "$(< "$RUN/claim.child")" 2> /dev/null || :
    "$PROGRAMS/bin/sluice-claim" release "$CLAIMS" "$CLAIMANT" "$CLAIM"
}

# Entries of workers that have not answered for long: a pod that is gone does not come back under its entry, and one that does
# makes a new one. Only entries that workers made themselves, and none that somebody drained for a reason of their own.
forget_vanished() {
    local node since
    while read -r node since; do
        ((EPOCHSECONDS - since > FORGET_AFTER)) || continue
        if timeout 5 scontrol delete nodename="$node" > /dev/null 2>&1; then say "$node has not answered for $((EPOCHSECONDS - since)) s: its entry is removed"; fi
    done < <(timeout 5 scontrol -o show node 2> /dev/null | "$PROGRAMS/bin/sluice-vanished" "$RUN/silent-since" "$EPOCHSECONDS")
}
