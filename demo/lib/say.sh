# shellcheck shell=bash
# What a person reads while it works.
BEGUN=$(date +%s%3N)

step() { printf '%6.1f s  %s\n' "$((($(date +%s%3N) - BEGUN) / 100))e-1" "$*"; }

refuse() { printf 'Not started: %s\n' "$*" >&2; exit 1; }

# await SECONDS WHAT COMMAND...: until the command succeeds, or says what did not come about
await() {
    local until=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < until)) || refuse "$what did not come about in time; the logs are in $ROOT/log"
        sleep 0.1
    done
}
