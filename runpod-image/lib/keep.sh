# shellcheck shell=bash
# Programs that are kept running: there is no systemd in a pod.

# keep NAME COMMAND...: runs it in the background and again, a second later, whenever it ends
keep() {
    local name=$1
    shift
    (
        child="" stopping=""
        trap 'stopping=yes; [[ -z $child ]] || kill -TERM "$child" 2> /dev/null || :' TERM
        while [[ -z $stopping ]]; do
            "$@" < /dev/null >> "$LOGS/$name.log" 2>&1 &
            child=$!
            echo "$child" > "$RUN/$name.child"
            status=0
            # a signal interrupts the wait, not the program
            until wait "$child" && status=0 || status=$?; ! kill -0 "$child" 2> /dev/null; do :; done
            [[ -n $stopping ]] || { say "$name ended with $status and is started again"; sleep 1; }
        done
    ) &
    echo $! > "$RUN/$name.keeper"
}

# again NAME: ends the program; its keeper starts it again
again() { kill -TERM "$(< "$RUN/$1.child")" 2> /dev/null || :; }

# halt NAME SECONDS: ends program and keeper, in the end with KILL
halt() {
    [[ -s $RUN/$1.keeper ]] || return 0
    local keeper child until=$((SECONDS + $2))
    keeper=$(< "$RUN/$1.keeper")
    kill -TERM "$keeper" 2> /dev/null || :
    while kill -0 "$keeper" 2> /dev/null; do
        if ((SECONDS >= until)); then
            child=$(< "$RUN/$1.child")
            kill -KILL "$keeper" "$child" 2> /dev/null || :
        fi
        sleep 0.05
    done
    rm -f "$RUN/$1.keeper" "$RUN/$1.child"
}

# every SECONDS COMMAND...: what it says goes to the pod's log; a failure does not end it
every() {
    local seconds=$1
    shift
    while :; do
        sleep "$seconds"
        "$@" || :
    done
}

# Only as what keep runs: it takes the shell's place, so that a signal reaches the program and no shell before it.
as_user() { local user=$1; shift; exec setpriv --reuid="$user" --regid="$user" --init-groups --inh-caps=-all -- "$@"; }
