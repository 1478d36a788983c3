# shellcheck shell=bash disable=SC2034
# The head of the cluster: munge, slurmdbd, slurmctld, in a UTS and mount namespace of its own, so that its host name
# leads to a loopback address and nothing listens anywhere else.

write_slurm_config() {
    local nodes="" gpus="" worker place state
    for worker in "${ALL_WORKERS[@]}"; do
        state=UNKNOWN
        ! is_cloud_worker "$worker" || state=CLOUD
        place="NodeName=$worker NodeAddr=${WORKER_ADDRESS[$worker]} Port=${WORKER_PORT[$worker]}"
        [[ $NAMESPACES == yes ]] || place+=" NodeHostname=$HEAD_NAME"
        if has_gpus "$worker"; then
            nodes+="$place Sockets=2 CoresPerSocket=16 ThreadsPerCore=1 RealMemory=256000 Gres=$(for_slurm gres "$CHECKOUT/demo/hardware/workers/$worker.json") Feature=${FEATURES[$worker]} State=$state"$'\n'
            gpus+=$(gres_conf_of "$worker")$'\n'
        else
            nodes+="$place Sockets=2 CoresPerSocket=8 ThreadsPerCore=1 RealMemory=64000 Feature=${FEATURES[$worker]} State=$state"$'\n'
        fi
    done
    # for the bench: nodes that Slurm knows, that are down and that nobody ever starts
    [[ -z ${SLUICE_THOUSAND_NODES:-} ]] || nodes+="NodeName=x[0001-1000] NodeAddr=127.0.[200-203].[1-250] Sockets=2 CoresPerSocket=16 RealMemory=256000 Gres=gpu:a100:8 State=DOWN Reason=bench"$'\n'
    local partitions="PartitionName=gpu Nodes=a1,a2 Default=YES MaxTime=2-00:00:00 DefaultTime=01:00:00 State=UP
PartitionName=h100 Nodes=h1 MaxTime=2-00:00:00 DefaultTime=01:00:00 State=UP
PartitionName=mig Nodes=m1 MaxTime=2-00:00:00 DefaultTime=01:00:00 State=UP
PartitionName=elastic Nodes=e1,e2,e3 MaxTime=2-00:00:00 DefaultTime=01:00:00 State=UP
PartitionName=shared Nodes=s1 MaxTime=2-00:00:00 DefaultTime=01:00:00 State=UP
PartitionName=cpu Nodes=c1 MaxTime=7-00:00:00 DefaultTime=01:00:00 State=UP"
    [[ -z ${SLUICE_THOUSAND_NODES:-} ]] || partitions+=$'\n'"PartitionName=thousand Nodes=x[0001-1000] MaxTime=2-00:00:00 DefaultTime=01:00:00 State=UP"
    local fill=(CLUSTER_NAME="sluice_$INSTANCE" HEAD_NAME="$HEAD_NAME" HEAD_ADDRESS="$HEAD_ADDRESS" COMMUNICATION="$COMMUNICATION" SLURMCTLD_PORT="$SLURMCTLD_PORT" SLURMD_PORT="$SLURMD_PORT" SLURMDBD_PORT="$SLURMDBD_PORT"
        SLURM_USER="$SLURM_USER" MUNGE_SOCKET="$MUNGE_SOCKET" STATE_DIRECTORY="$ROOT/state" SPOOL_DIRECTORY="$ROOT/spool" LOG_DIRECTORY="$ROOT/log"
        PROCTRACK="$PROCTRACK" TASK_PLUGIN="$TASK_PLUGIN" MEMORY_KILL="$MEMORY_KILL" CGROUP_PLUGIN="$CGROUP_PLUGIN" CGROUP_EXTRA="$(cgroup_extra)" CONSTRAIN_MEMORY="$CONSTRAIN_MEMORY" CONSTRAIN_SWAP="$CONSTRAIN_SWAP"
        ACCOUNTING_TRES="gres/gpu,gres/gpu:a100,gres/gpu:h100,gres/gpu:3g.40gb,gres/gpu:2g.20gb,gres/gpu:1g.10gb,gres/shard"
        CONFIG_DIRECTORY="$ROOT/etc" NODE_PROGRAMS="$ROOT/lib/node" NODE_STATE="$ROOT/nodes" SITE="$(power_saving; reboot_program; most_jobs)" NODES="$nodes" PARTITIONS="$partitions" GPUS="$gpus" DATABASE_ADDRESS=127.0.0.1 DATABASE_PORT="$MARIADB_PORT" DATABASE_PASSWORD="$(secret "$ROOT/etc/mariadb-password")")
    local file
    for file in slurm.conf gres.conf cgroup.conf; do rendered "$file" > "$ROOT/etc/$file"; done
    # a hook that jobs may start just now is replaced whole
    local hook
    install -d -m 755 "$ROOT"/etc/{prolog,epilog,power}.d
    for hook in prolog.d/50-gpus epilog.d/50-gpus power.d/note; do
        install -m 755 /dev/null "$ROOT/etc/hook.new"
        rendered "$hook" > "$ROOT/etc/hook.new"
        mv -f "$ROOT/etc/hook.new" "$ROOT/etc/$hook"
    done
    ln -sfn note "$ROOT/etc/power.d/suspend"
    ln -sfn note "$ROOT/etc/power.d/resume"
    install -m 600 -o "$SLURM_USER" /dev/null "$ROOT/etc/slurmdbd.conf"
    rendered slurmdbd.conf > "$ROOT/etc/slurmdbd.conf"
    {
        echo "127.0.0.1 localhost $HEAD_NAME"
        for worker in "${ALL_WORKERS[@]}"; do echo "${WORKER_ADDRESS[$worker]} $worker"; done
    } > "$ROOT/etc/hosts"
}

# Slurm asks for a CLOUD worker when a job needs one and gives it back when it was idle for two minutes; PrivateData=cloud
# is how 22.05 says that powered-down ones are shown.
power_saving() {
    cat <<END
SuspendProgram=$ROOT/etc/power.d/suspend
ResumeProgram=$ROOT/etc/power.d/resume
SuspendExcNodes=$(joined "${WORKERS[@]}")
SuspendTime=${SLUICE_SUSPEND_SECONDS:-120}
SuspendTimeout=15
ResumeTimeout=180
PrivateData=cloud
END
}

# How many jobs slurmctld keeps, where it is to be more than its own 10,000; arrays of 10,000 tasks then fit too.
most_jobs() {
    [[ -z ${SLUICE_MOST_JOBS:-} ]] || printf 'MaxJobCount=%s\nMaxArraySize=10001\n' "$SLUICE_MOST_JOBS"
}

# rendered FILE: of slurm-config, with the values of `fill`; not by env, whose arguments everybody can read
rendered() { (export "${fill[@]}" && "$CHECKOUT/slurm-config/render" "$CHECKOUT/slurm-config/$1"); }

start_munge() {
    runs munge && return 0
    if [[ ! -s $ROOT/etc/munge/munge.key ]]; then
        install -m 600 -o "$SLURM_USER" /dev/null "$ROOT/etc/munge/munge.key"
        head -c 1024 /dev/urandom > "$ROOT/etc/munge/munge.key"
    fi
    launch munge "$ROOT/log/slurmctld/munge.out" setpriv --reuid="$SLURM_USER" --regid="$SLURM_USER" --init-groups -- munged --foreground --force --key-file="$ROOT/etc/munge/munge.key" \
        --socket="$MUNGE_SOCKET" --pid-file="$ROOT/run/munge/munged.pid" --log-file="$ROOT/log/slurmctld/munged.log" --seed-file="$ROOT/etc/munge/munged.seed"
    await "munge" munge --socket="$MUNGE_SOCKET" -n
}

# On a machine whose only address is 127.0.0.1 the C library refuses to look up any host name that Slurm asks for
# (AI_ADDRCONFIG); one more loopback address is enough.
ensure_second_address() {
    ! ip -4 -oneline address show | grep -v ' 127\.0\.0\.1/' > /dev/null || return 0
    ip address add "$NET.1/32" dev lo
    touch "$ROOT/created/address"
}

remove_second_address() {
    [[ ! -e $ROOT/created/address ]] || ip address delete "$NET.1/32" dev lo 2> /dev/null || :
    rm -f "$ROOT/created/address"
}

start_head() {
    ensure_second_address
    [[ $NAMESPACES == yes ]] || return 0
    runs head && return 0
    rm -f "$ROOT/run/head.ready"
    make_node_directories head
    launch head "$ROOT/log/head.log" env NODE=head ROOT="$ROOT" unshare --uts --mount --propagation private -- "$CHECKOUT/demo/inside-head"
    await "the head's namespace" test -e "$ROOT/run/head.ready"
}

# What people write to /tmp on a node stays in the instance.
make_node_directories() {
    install -d -m 755 "$ROOT/nodes/$1"
    install -d -m 1777 "$ROOT/nodes/$1/tmp" "$ROOT/nodes/$1/var-tmp"
}

# launch_on_head NAME LOG COMMAND...
launch_on_head() {
    local name=$1 log=$2
    shift 2
    if [[ $NAMESPACES == no ]]; then launch "$name" "$log" "$@"; return; fi
    runs head || refuse "the head does not run; start the instance first: demo/sluice-demo up"
    launch "$name" "$log" nsenter --uts --mount --target "$(pid_of head)" -- "$@"
}

start_slurmdbd() {
    runs slurmdbd && return 0
    launch_on_head slurmdbd "$ROOT/log/slurmctld/slurmdbd.out" setpriv --reuid="$SLURM_USER" --regid="$SLURM_USER" --init-groups -- slurmdbd -D
    await "slurmdbd" timeout 5 sacctmgr -n show cluster
    # before slurmctld starts: it registers with a cluster that accounting knows
    [[ -n $(sacctmgr -nP show cluster "sluice_$INSTANCE" format=cluster) ]] || sacctmgr -i add cluster "sluice_$INSTANCE" > /dev/null
    step "slurmdbd on 127.0.0.1:$SLURMDBD_PORT"
}

start_slurmctld() {
    runs slurmctld && return 0
    launch_on_head slurmctld "$ROOT/log/slurmctld/slurmctld.out" setpriv --reuid="$SLURM_USER" --regid="$SLURM_USER" --init-groups -- slurmctld -D
    await "slurmctld" sh -c 'timeout 5 scontrol ping | grep -q "is UP"'
    step "slurmctld on 127.0.0.1:$SLURMCTLD_PORT"
}
