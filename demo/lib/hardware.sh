# shellcheck shell=bash disable=SC2034
# The GPUs that are pretended: what each worker has (demo/hardware/workers), and the programs that stand in for a driver's.

has_gpus() { [[ -e $CHECKOUT/demo/hardware/workers/$1.json ]]; }

# for_slurm WHAT...: see demo/hardware/for-slurm
for_slurm() { "$CHECKOUT/demo/hardware/for-slurm" "$@"; }

install_hardware() {
    local program worker
    rm -rf "$ROOT/hardware"
    cp -r "$CHECKOUT/demo/hardware" "$ROOT/hardware"
    chmod -R u=rwX,go=rX "$ROOT/hardware"
    for program in nvidia-smi gpu-load; do ln -sfn "../hardware/$program" "$ROOT/bin/$program"; done
    for worker in "${ALL_WORKERS[@]}"; do
        ! has_gpus "$worker" || install_hardware_of "$worker"
    done
}

install_hardware_of() {
    local state=$ROOT/nodes/$1/hardware
    install -d -m 755 "$ROOT/nodes/$1" "$state"
    install -m 644 "$CHECKOUT/demo/hardware/workers/$1.json" "$state/worker.json"
    for_slurm mig-minors "$state/worker.json" > "$state/mig-minors"
    if [[ $NAMESPACES == no ]]; then make_shared_devices "$1"; else rm -rf "${state:?}/dev"; fi
}

# A worker without a /dev of its own has its GPUs in a directory: the null device (1:3; major 195 would be a real one), and
# where mknod is not allowed a link to it.
make_shared_devices() {
    local directory=$ROOT/nodes/$1/hardware/dev file
    for file in $(for_slurm files "$CHECKOUT/demo/hardware/workers/$1.json"); do
        install -d -m 755 "$(dirname "$directory/$file")"
        [[ -c $directory/$file ]] || mknod -m 666 "$directory/$file" c 1 3 2> /dev/null || ln -sf /dev/null "$directory/$file"
    done
}

# where the worker's Slurm finds its devices
devices_of() { if [[ $NAMESPACES == no ]]; then echo "$ROOT/nodes/$1/hardware/dev"; else echo /dev; fi; }

gres_conf_of() { for_slurm gres-conf "$1" "$CHECKOUT/demo/hardware/workers/$1.json" "$(devices_of "$1")"; }
