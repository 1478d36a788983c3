# shellcheck shell=bash disable=SC2034
# What a pod is told by its environment, and where things are.
PROGRAMS=/opt/sluice
ROLE=${ROLE:-}
# The pods of a RunPod Instant Cluster are told their place and the first one's address, and no more.
if [[ -z $ROLE && ${NODE_RANK:-} =~ ^[0-9]+$ ]]; then
    if [[ $NODE_RANK == 0 ]]; then ROLE="head"; else ROLE="worker"; fi
    SLUICE_HEAD=${SLUICE_HEAD:-${PRIMARY_ADDR:-}}
    SLUICE_NODE_NAME=${SLUICE_NODE_NAME:-node-$NODE_RANK}
fi
VOLUME=${SLUICE_VOLUME:-/workspace}
SHARED=$VOLUME/sluice
RUN=/run/sluice
LOGS=/var/log/sluice
CLUSTER=${SLUICE_CLUSTER:-sluice}
HEAD_ALIAS=sluice-head
MUNGE_SOCKET=/run/munge/munge.socket.2
EXPORTER_PORT=9400
MODEL_PORT=8000
# A worker that has not answered for so long loses its entry; it makes a new one when it comes back.
FORGET_AFTER=${SLUICE_FORGET_AFTER:-600}

[[ $ROLE == head || $ROLE == worker ]] || refuse "ROLE is ${ROLE:-not set}; set it to head or worker"
[[ $VOLUME =~ ^/[A-Za-z0-9._/-]*[A-Za-z0-9]$ ]] || refuse "SLUICE_VOLUME is no absolute path; RunPod mounts the network volume at /workspace"
[[ $CLUSTER =~ ^[a-z][a-z0-9_]{0,20}$ ]] || refuse "SLUICE_CLUSTER is no name for a cluster: use small letters, digits and _, at most 21, a letter first"
[[ $FORGET_AFTER =~ ^[1-9][0-9]{0,6}$ ]] || refuse "SLUICE_FORGET_AFTER is no number of seconds"

# The name Slurm knows this pod by: what it was told, or its pod's id, so that it stays the same over restarts.
node_name() {
    local name=${SLUICE_NODE_NAME:-${RUNPOD_POD_ID:-$(hostname -s)}}
    name=${name,,}
    [[ $name =~ ^[a-z][a-z0-9-]{0,30}$ ]] || name=pod-$name
    [[ $name =~ ^[a-z][a-z0-9-]{0,30}$ && $name != "$HEAD_ALIAS" ]] || refuse "SLUICE_NODE_NAME is no name for a node: use small letters, digits and -, a letter first"
    echo "$name"
}
NODE=$(node_name)
