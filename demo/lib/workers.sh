# shellcheck shell=bash
# Workers: each in UTS, PID and mount namespaces of its own, on a loopback address of its own.

# A worker without namespaces of its own has nothing that could be rebooted by itself.
reboot_program() { [[ $NAMESPACES == no ]] || echo "RebootProgram=$ROOT/lib/reboot-worker"; }

start_worker() {
    local worker=$1 log=$ROOT/log/slurmd/$1.out
    runs "worker.$worker" && return 0
    if [[ $NAMESPACES == no ]]; then
        install -d -m 755 "$ROOT/nodes/$worker"
        launch "worker.$worker" "$log" env --chdir="$ROOT/nodes/$worker" slurmd -D -b -N "$worker"
        return 0
    fi
    make_node_directories "$worker"
    # after the pid namespace is made: a slurmd of 24.11 ends when its cgroup has a process from outside
    local enter=()
    [[ $MEMORY != cgroup2 ]] || enter=("$CHECKOUT/demo/into-cgroup" "/sys/fs/cgroup/sluice-$INSTANCE/$worker")
    launch "worker.$worker" "$log" env --unset=INVOCATION_ID \
        NODE="$worker" ADDRESS="${WORKER_ADDRESS[$worker]}" PORT="${WORKER_PORT[$worker]}" ROOT="$ROOT" CGROUPS="sluice-$INSTANCE" MEMORY="$MEMORY" \
        unshare --uts --pid --mount --fork --kill-child=KILL --mount-proc --propagation private "${enter[@]}" "$CHECKOUT/demo/inside-worker"
    start_exporter "$worker"
}

workers_up() {
    local worker state
    for worker in "${WORKERS[@]}"; do
        state=$(sinfo -h -n "$worker" -o %T | head -1)
        [[ $state =~ ^(idle|mixed|allocated|draining|drained|completing)$ ]] || return 1
    done
}

await_workers() {
    await "an answer of all workers" workers_up
    step "workers ${WORKERS[*]} are up"
}
