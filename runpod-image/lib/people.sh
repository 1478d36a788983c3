# shellcheck shell=bash
# People come from one file on the volume; sluice-users alone changes it, and every pod follows it.

# Homes are made where the file is written, on the head; Slurm's accounting is the head's too.
follow_people() {
    local asked=()
    [[ $ROLE == worker ]] || asked=(--homes)
    [[ $ROLE == worker || ! -e $RUN/ready ]] || asked+=(--accounting)
    timeout 120 "$PROGRAMS/bin/sluice-users" apply --if-changed "${asked[@]}"
}
