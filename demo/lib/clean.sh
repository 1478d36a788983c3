# shellcheck shell=bash
# Stopping, one part or all, and removing everything.

start_part() {
    look_at_machine
    case $1 in
        slurmctld | slurmdbd | sshd | signer | provisioner | postgres | model) "start_$1" ;;
        portal) start_portal && await_portal ;;
        exporter.*) is_exporter "${1#exporter.}" || refuse_part "$1"; start_exporter "${1#exporter.}" ;;
        *) [[ -n ${WORKER_ADDRESS[$1]:-} ]] || refuse_part "$1"; start_worker "$1" ;;
    esac
}

halt_part() {
    look_at_machine
    case $1 in
        slurmctld | slurmdbd | sshd | signer | provisioner | portal | model) halt "$1" "$2" 20 ;;
        postgres) halt "$1" INT 20 ;;
        exporter.*) is_exporter "${1#exporter.}" || refuse_part "$1"; halt_exporter "${1#exporter.}" ;;
        *) [[ -n ${WORKER_ADDRESS[$1]:-} ]] || refuse_part "$1"; halt_worker "$1" "$2" ;;
    esac
}

is_exporter() { [[ -n ${WORKER_ADDRESS[$1]:-} ]] && has_exporter "$1"; }

refuse_part() {
    printf 'There is no part %s. Parts are slurmctld, slurmdbd, sshd, signer, provisioner, portal, postgres, model, the workers %s, and exporter.NAME of each with GPUs.\n' "$1" "${ALL_WORKERS[*]}" >&2
    exit 2
}

# unshare itself does not heed TERM while it waits: the first process inside is told.
halt_worker() {
    local pid
    [[ $2 != TERM ]] || halt_exporter "$1"
    if [[ $2 == TERM ]] && pid=$(pid_of "worker.$1"); then
        [[ $(< "/proc/$pid/comm") == unshare ]] || { halt "worker.$1" TERM 20; return; }
        pkill -TERM --parent "$pid" || :
        local until=$((SECONDS + 10))
        while runs "worker.$1" && ((SECONDS < until)); do sleep 0.05; done
    fi
    halt "worker.$1" KILL 5
    # it ended with the worker's processes; what held it from outside may still be there
    halt "exporter.$1" KILL 5
}

stop_all() {
    [[ -d $ROOT/run/pids ]] || { echo "Instance $INSTANCE is not there."; return 0; }
    local worker
    halt seed TERM 5
    halt portal TERM 20
    halt provisioner TERM 30
    halt signer TERM 5
    halt sshd TERM 5
    halt model TERM 5
    end_jobs
    power_down_cloud_workers
    halt slurmctld TERM 20
    # A slurmd that is asked to end would wait for the slurmctld that is gone; it keeps nothing of its own.
    for worker in "${ALL_WORKERS[@]}"; do halt_worker "$worker" KILL; done
    end_sessions
    end_steps
    halt slurmdbd TERM 20
    halt munge TERM 5
    halt head KILL 5
    halt mariadb TERM 30
    halt postgres INT 30
    remove_second_address
    step "instance $INSTANCE is stopped; its state is in $ROOT"
}

# A worker with jobs is reported down while Slurm still listens: its jobs end now, as a node failure, and those that may are
# queued again. Otherwise they would go on as "running" after the next start until Slurm asks the workers about them.
end_jobs() {
    local worker reason
    runs slurmctld || return 0
    for worker in "${ALL_WORKERS[@]}"; do
        [[ -n $(timeout 5 squeue -h -t running,suspended,completing,configuring -w "$worker" -o %A) ]] || continue
        # the reason of a drained worker stays
        reason=$(timeout 5 sinfo -h -n "$worker" -o %E | head -1)
        [[ $reason != none ]] || reason="the instance was stopped"
        timeout 5 scontrol update nodename="$worker" state=down reason="$reason" || :
    done
}

# Without namespaces Slurm's own process of a job outlives its worker; it works where its worker was started.
end_steps() {
    local pid
    for pid in $(pgrep -x slurmstepd); do
        [[ $(readlink "/proc/$pid/cwd") != "$ROOT"/* ]] || kill -KILL "$pid" || :
    done
}

# What people left running on the head: only processes of users this instance made.
end_sessions() {
    local user
    while read -r user; do
        [[ $user == "$DB_USER" || $user == "$SLURM_USER" ]] || pkill -KILL --uid "$user" || :
    done < "$ROOT/created/users"
}

clean_all() {
    [[ -d $ROOT ]] || { echo "There is nothing of instance $INSTANCE."; return 0; }
    stop_all
    local name
    while read -r name; do userdel "$name" 2>/dev/null || :; done < "$ROOT/created/users"
    while read -r name; do groupdel "$name" 2>/dev/null || :; done < "$ROOT/created/groups"
    remove_cgroups
    give_up_sshd_directory
    local users
    users=$(cat "$ROOT/created/users" "$ROOT/created/groups")
    rm -rf --one-file-system "$ROOT"
    tell_what_remains "$users"
}

# Every sshd of the machine needs /run/sshd for each connection: only the last one to go takes it away.
give_up_sshd_directory() {
    [[ -e $ROOT/created/run-sshd ]] || return 0
    local other
    for other in /var/lib/sluice-*/created; do
        [[ $other == "$ROOT/created" || ! -d $other ]] || { touch "$other/run-sshd"; return 0; }
    done
    pgrep -x sshd > /dev/null || rmdir /run/sshd 2>/dev/null || :
}

remove_cgroups() {
    local tree
    for tree in /sys/fs/cgroup/sluice-"$INSTANCE" /sys/fs/cgroup/*/sluice-"$INSTANCE"; do
        [[ ! -d $tree ]] || find "$tree" -depth -type d -exec rmdir {} + 2>/dev/null || :
    done
}

tell_what_remains() {
    local left=() name
    for name in $1; do
        ! getent passwd "$name" > /dev/null || left+=("user $name")
        ! getent group "$name" > /dev/null || left+=("group $name")
    done
    [[ ! -e $ROOT ]] || left+=("$ROOT")
    ! grep -q " $ROOT" /proc/mounts || left+=("mounts under $ROOT")
    for name in /sys/fs/cgroup/sluice-"$INSTANCE" /sys/fs/cgroup/*/sluice-"$INSTANCE"; do [[ ! -e $name ]] || left+=("$name"); done
    ! pgrep -f "$ROOT/" > /dev/null || left+=("processes: $(pgrep -f "$ROOT/" | tr '\n' ' ')")
    if ((${#left[@]})); then printf 'Left behind: %s\n' "${left[@]}" >&2; return 1; fi
    step "nothing of instance $INSTANCE is left"
}
