# shellcheck shell=bash
# Workers: each in UTS, PID and mount namespaces of its own, on a loopback address of its own.

start_worker() {
    local worker=$1
    runs "worker.$worker" && return 0
    install -d -m 755 "$ROOT/nodes/$worker"
    install -d -m 1777 "$ROOT/nodes/$worker/tmp"
    launch "worker.$worker" "$ROOT/log/slurmd/$worker.out" \
        env WORKER="$worker" ADDRESS="${WORKER_ADDRESS[$worker]}" PORT="$SLURMD_PORT" ROOT="$ROOT" CGROUPS="sluice-$INSTANCE" \
        unshare --uts --pid --mount --fork --kill-child=KILL --mount-proc --propagation private "$CHECKOUT/demo/inside-worker"
}

workers_up() {
    local worker state
    for worker in "${WORKERS[@]}"; do
        state=$(sinfo -h -n "$worker" -o %T | head -1)
        [[ $state =~ ^(idle|mixed|allocated|draining|drained|completing) ]] || return 1
    done
}

await_workers() {
    await 60 "an answer of all workers" workers_up
    step "workers ${WORKERS[*]} are up"
}
