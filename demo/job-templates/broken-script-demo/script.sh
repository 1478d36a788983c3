#!/bin/bash
# One of the ways in which scripts fail, done for real.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# tool LINE: a program of the job's own that begins with this line
tool() {
    printf '%s\n' "$1" 'echo "never said"' > "$work/preprocess"
    chmod +x "$work/preprocess"
}

echo "preprocessing on $SLURMD_NODENAME"
case $WHAT in
    command-not-found) nextflow run main.nf ;;
    bad-interpreter)
        tool '#!/opt/python/3.13/bin/python3'
        "$work/preprocess"
        ;;
    not-executable)
        tool '#!/bin/bash'
        chmod -x "$work/preprocess"
        "$work/preprocess"
        ;;
    missing-module)
        cat > "$work/preprocess.py" <<'END'
def read_table(path):
    import no_such_tables

    return no_such_tables.read(path)


def main():
    table = read_table("samples.csv")
    print(len(table))


main()
END
        python3 "$work/preprocess.py"
        ;;
    segfault) (kill -SEGV "$BASHPID") ;;
    silent) exit 3 ;;
    disk-full) dd if=/dev/zero of=/dev/full bs=1M count=1 ;;
esac
