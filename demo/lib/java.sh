# shellcheck shell=bash
# Our own programs: taken from the checkout, which ordinary users may not be able to read, and run as a user of their own.

java_program() { if [[ -n ${JAVA_HOME:-} ]]; then echo "$JAVA_HOME/bin/java"; else command -v java; fi; }

copy_built() {
    local built=$CHECKOUT/$1 file=$ROOT/lib/${1##*/}
    [[ -s $built ]] || refuse "$built is not there; build it with: make build"
    cmp -s "$built" "$file" || install -m 644 "$built" "$file"
}

# launch_java NAME LOG USER ARGUMENTS...: nothing of it is written outside the instance. glibc keeps what threads gave back in
# a place for each of them; two such places are enough.
launch_java() {
    local name=$1 log=$2 user=$3
    shift 3
    install -d -m 700 -o "$user" -g "$user" "$ROOT/run/tmp-$name"
    launch "$name" "$log" setpriv --reuid="$user" --regid="$user" --init-groups -- \
        env MALLOC_ARENA_MAX=2 "$(java_program)" -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.io.tmpdir="$ROOT/run/tmp-$name" "$@"
}
