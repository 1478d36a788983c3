# shellcheck shell=bash
# What a person reads while it works.
BEGUN=$(date +%s%3N)

step() { printf '%6.1f s  %s\n' "$((($(date +%s%3N) - BEGUN) / 100))e-1" "$*"; }

refuse() { printf 'Not started: %s\n' "$*" >&2; exit 1; }

# for whatever is started: far longer than any of it takes, since many share the machine when it is slow
PATIENCE=300

# await WHAT COMMAND...: until the command succeeds, or says what did not come about
await() {
    local until=$((SECONDS + PATIENCE)) what=$1
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < until)) || refuse "$what did not come about in time; the logs are in $ROOT/log"
        sleep 0.1
    done
}
