# shellcheck shell=bash
# What the operator reads in the pod's log.

say() { printf '%(%H:%M:%S)T  %s\n' -1 "$*" >&2; }

refuse() { say "Not started: $*"; exit 1; }

# await SECONDS WHAT COMMAND...: until the command succeeds, or says what did not come about
await() {
    local until=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" > /dev/null 2>&1; do
        ((SECONDS < until)) || refuse "$what did not come about in time; the logs are in $LOGS"
        sleep 0.1
    done
}

# wait_for WHAT COMMAND...: as long as it takes, and says every half minute what is missing
wait_for() {
    local what=$1 said=-30
    shift
    until "$@" > /dev/null 2>&1; do
        if ((SECONDS - said >= 30)); then say "waiting for $what"; said=$SECONDS; fi
        sleep 0.5
    done
}
