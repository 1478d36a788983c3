# shellcheck shell=bash
# RunPod's own start script, which runs as a child: what it would open to the network.

# close_forwards FILE: its nginx passes what comes to every address of the pod on to loopback: 8001 to 8000, where the model listens,
# and the ports where people run notebooks. nginx is left to start, since the script ends when it does not, and listens to nothing.
close_forwards() {
    [[ -e $1 ]] || return 0
    put "$1" 644 <<< "# Sluice: nothing is passed on to this pod's loopback.
events {}"
}
