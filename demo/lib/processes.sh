# shellcheck shell=bash
# Processes of this instance: each is known by its pid and its start time, so that no other process is ever ended.

# Nothing for a process that ended and only waits for somebody to take note of it.
started_at() { sed -E 's/.*\) //; /^[ZX]/d' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

record() { printf '%s %s\n' "$2" "$(started_at "$2")" > "$ROOT/run/pids/$1"; }

# pid_of NAME: prints the pid when that very process still runs
pid_of() {
    local pid since
    [[ -s $ROOT/run/pids/$1 ]] || return 1
    read -r pid since < "$ROOT/run/pids/$1"
    [[ -n $since && $(started_at "$pid") == "$since" ]] || return 1
    echo "$pid"
}

runs() { pid_of "$1" > /dev/null; }

# launch NAME LOG COMMAND...: starts it in a session of its own
launch() {
    local name=$1 log=$2
    shift 2
    setsid "$@" < /dev/null >> "$log" 2>&1 &
    record "$name" $!
    disown
}

as_user() { local user=$1; shift; setpriv --reuid="$user" --regid="$user" --init-groups --inh-caps=-all -- "$@"; }

# halt NAME SIGNAL SECONDS: ends it, in the end with KILL
halt() {
    local pid
    pid=$(pid_of "$1") || { rm -f "$ROOT/run/pids/$1"; return 0; }
    kill "-$2" "$pid" 2>/dev/null || :
    local until=$((SECONDS + $3))
    while runs "$1"; do
        if ((SECONDS >= until)); then kill -KILL "$pid" 2>/dev/null || :; fi
        sleep 0.05
    done
    rm -f "$ROOT/run/pids/$1"
}
