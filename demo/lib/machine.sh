# shellcheck shell=bash disable=SC2034
# What this machine allows: namespaces of their own for the cluster's nodes, and memory limits kept by the kernel.

look_at_machine() {
    NAMESPACES=yes
    [[ ${SLUICE_NAMESPACES:-} != no ]] && unshare --uts --pid --mount --fork --mount-proc true 2> /dev/null || NAMESPACES=no
    COMMUNICATION=CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
    [[ $NAMESPACES == yes ]] || do_without_namespaces
    choose_enforcement
}

# Plain processes share the machine's host name and addresses: each worker has a port instead of an address.
do_without_namespaces() {
    local worker port=$SLURMD_PORT
    HEAD_NAME=$(hostname -s)
    COMMUNICATION=""
    for worker in "${WORKERS[@]}"; do
        port=$((port + 10))
        WORKER_ADDRESS["$worker"]=127.0.0.1
        WORKER_PORT["$worker"]=$port
    done
}

tell_what_is_lost() {
    [[ $NAMESPACES == no ]] || return 0
    cat <<END

This machine does not allow namespaces (unshare --uts --pid --mount), so the workers are plain processes. What is lost:
  - Slurm listens on every address of this machine, not on 127.0.0.1 alone: keep it behind a firewall;
  - all workers have the host name $HEAD_NAME, one /tmp and one list of processes;
  - a worker powered off leaves the processes of its jobs behind until the instance is stopped;
  - nothing reads the GPUs, so the portal says of them what is not known;
  - memory limits are kept by Slurm's sampling, not by the kernel.
END
}

# MEMORY is where a worker's limits lie: cgroup1, cgroup2, or sampled.
choose_enforcement() {
    local why
    if [[ $NAMESPACES == no ]]; then
        MEMORY=sampled why="workers without namespaces cannot have cgroups of their own"
    elif cgroup1_works; then
        MEMORY=cgroup1
    elif cgroup2_works; then
        MEMORY=cgroup2
    else
        MEMORY=sampled why="neither cgroup v1 nor cgroup v2 lets this user limit memory here"
    fi
    if [[ $MEMORY == sampled ]]; then
        PROCTRACK=proctrack/linuxproc TASK_PLUGIN=task/none CGROUP_PLUGIN=$(idle_cgroup_plugin) CONSTRAIN_MEMORY=no CONSTRAIN_SWAP=no
        MEMORY_KILL=JobAcctGatherParams=OverMemoryKill
        ENFORCEMENT="Slurm's own sampling every 2 s (OverMemoryKill): a job over its memory is ended, not OOM-killed ($why)"
        return 0
    fi
    PROCTRACK=proctrack/cgroup TASK_PLUGIN=task/cgroup CONSTRAIN_MEMORY=yes MEMORY_KILL=""
    CGROUP_PLUGIN=cgroup/v${MEMORY#cgroup}
    # Without a limit on swap a job over its memory would be slow instead of ended.
    CONSTRAIN_SWAP=yes
    [[ $MEMORY == cgroup2 || -e /sys/fs/cgroup/memory/memory.memsw.limit_in_bytes ]] || CONSTRAIN_SWAP=no
    ENFORCEMENT="the kernel (cgroup v${MEMORY#cgroup}): a job over its memory is OOM-killed"
}

cgroup1_works() {
    local controller
    for controller in memory freezer; do
        [[ $(stat --file-system --format=%T "/sys/fs/cgroup/$controller" 2> /dev/null) == cgroupfs ]] || return 1
        mkdir -p "/sys/fs/cgroup/$controller/sluice-$INSTANCE" 2> /dev/null || return 1
    done
}

# Tried for real: in a container the tree is often there and cannot be divided.
cgroup2_works() {
    local top=/sys/fs/cgroup own=/sys/fs/cgroup/sluice-$INSTANCE works=yes
    [[ $(stat --file-system --format=%T "$top" 2> /dev/null) == cgroup2fs && -n $(slurm_library cgroup_v2.so) ]] || return 1
    mkdir -p "$own/trial" 2> /dev/null || return 1
    divide_cgroup "$top"
    divide_cgroup "$own"
    [[ -e $own/trial/memory.max ]] || works=no
    rmdir "$own/trial"
    [[ $works == yes ]] || { rmdir "$own"; return 1; }
}

slurm_library() { find /usr/lib -path '*slurm*' -name "$1" -print -quit 2> /dev/null; }

# Slurm before 24 always loads a plugin; this one does nothing unless it is asked to.
idle_cgroup_plugin() { if [[ $(slurmd -V) =~ \ (1[0-9]|2[0-3])\. ]]; then echo cgroup/v1; else echo disabled; fi; }

# How cgroup.conf tells slurmd to make its cgroups itself; the word changed with Slurm 23.
cgroup_extra() {
    [[ $MEMORY == cgroup2 ]] || return 0
    echo IgnoreSystemd=yes
    if grep -q EnableControllers "$(slurm_library libslurmfull.so)"; then echo EnableControllers=yes; else echo CgroupAutomount=yes; fi
}
