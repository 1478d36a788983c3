# shellcheck shell=bash
# Ports are looked at before anything starts.

# holder_of ADDRESS PORT: the socket that listens there, on that address or on all
holder_of() {
    ss -Hltnp "sport = :$2" | awk -v address="$1" '
        { at = $4; sub(/:[0-9]+$/, "", at); gsub(/[][]|::ffff:|%.*/, "", at) }
        at == address || at == "0.0.0.0" || at == "*" || at == "::" { print $4, $6; exit }'
}

# refuse_taken NAME ADDRESS PORT WHAT-MOVES-IT
refuse_taken() {
    local holder
    ! runs "$1" || return 0
    holder=$(holder_of "$2" "$3")
    [[ -z $holder ]] || refuse "port $3 on $2 is needed by ${1#worker.} and taken by $holder. Stop that process, or set $4."
}

refuse_taken_ports() {
    local name port worker
    while read -r name port; do
        [[ -n $name ]] || continue
        refuse_taken "$name" 127.0.0.1 "$port" "SLUICE_PORT_BASE (now $BASE)"
    done << END
portal $PORTAL_PORT
portal $METRICS_PORT
sshd $SSH_PORT
slurmctld $SLURMCTLD_PORT
slurmdbd $SLURMDBD_PORT
mariadb $MARIADB_PORT
postgres $POSTGRES_PORT
${SLUICE_MODEL:+model $MODEL_PORT}
END
    for worker in "${ALL_WORKERS[@]}"; do
        refuse_taken "worker.$worker" "${WORKER_ADDRESS[$worker]}" "${WORKER_PORT[$worker]}" "SLUICE_WORKER_NET (now $NET) or SLUICE_PORT_BASE (now $BASE)"
        ! has_exporter "$worker" || refuse_taken "exporter.$worker" "${WORKER_ADDRESS[$worker]}" "$EXPORTER_PORT" "SLUICE_WORKER_NET (now $NET)"
    done
}
