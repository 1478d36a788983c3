# shellcheck shell=bash
# A worker's exporter of GPU readings, in the worker's namespaces, on the worker's address.

# Where workers share one address each exporter would need a port of its own, which the portal does not know: there is none.
has_exporter() { [[ $NAMESPACES == yes ]] && has_gpus "$1"; }

# Running jobs call them at any moment: they are replaced only where they have changed. What runs inside a worker is
# copied too: the checkout may lie where a worker has a directory of its own, such as /tmp.
install_node_programs() {
    install -m 755 "$CHECKOUT/demo/inside-exporter" "$ROOT/lib/inside-exporter"
    install -m 755 "$CHECKOUT/demo/reboot-worker" "$ROOT/lib/reboot-worker"
    ! diff -rq -x __pycache__ "$CHECKOUT/runpod-image/node" "$ROOT/lib/node" > /dev/null 2>&1 || return 0
    rm -rf "$ROOT/lib/node"
    cp -r "$CHECKOUT/runpod-image/node" "$ROOT/lib/node"
    chmod -R u=rwX,go=rX "$ROOT/lib/node"
}

start_exporter() {
    local worker=$1
    has_exporter "$worker" || return 0
    ! runs "exporter.$worker" || return 0
    launch "exporter.$worker" "$ROOT/log/exporter.$worker.log" env NODE="$worker" ADDRESS="${WORKER_ADDRESS[$worker]}" PORT="$EXPORTER_PORT" ROOT="$ROOT" \
        nsenter --uts --pid --mount --target "$(first_process_of "$worker")" -- "$ROOT/lib/inside-exporter"
}

# nsenter itself does not heed what its command should: the command is told.
halt_exporter() {
    local pid
    if pid=$(pid_of "exporter.$1"); then pkill -TERM --parent "$pid" || :; fi
    halt "exporter.$1" CONT 10
}

# the first process inside a worker's namespaces; unshare, which made them, stays outside
first_process_of() {
    local outside inside
    outside=$(pid_of "worker.$1") || refuse "the worker $1 does not run; start it first: demo/sluice-demo start $1"
    local until=$((SECONDS + 10))
    until inside=$(pgrep --parent "$outside"); do
        ((SECONDS < until)) || refuse "the worker $1 did not begin in time; its log is $ROOT/log/slurmd/$1.out"
        sleep 0.05
    done
    echo "$inside"
}
