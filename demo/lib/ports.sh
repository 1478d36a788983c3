# shellcheck shell=bash
# Ports are looked at before anything starts.

refuse_taken_ports() {
    local name port holder
    while read -r name port; do
        ! runs "$name" || continue
        holder=$(ss -Hltnp "sport = :$port" | head -1)
        [[ -z $holder ]] || refuse "port $port is needed by $name and taken: $holder. Stop that process, or set SLUICE_PORT_BASE (now $BASE)."
    done <<END
portal $PORTAL_PORT
sshd $SSH_PORT
slurmctld $SLURMCTLD_PORT
slurmdbd $SLURMDBD_PORT
mariadb $MARIADB_PORT
postgres $POSTGRES_PORT
END
    local worker
    for worker in "${WORKERS[@]}"; do
        runs "worker.$worker" || [[ -z $(ss -Hltn "src ${WORKER_ADDRESS[$worker]} and sport = :$SLURMD_PORT") ]] ||
            refuse "${WORKER_ADDRESS[$worker]}:$SLURMD_PORT is needed by worker $worker and taken. Set SLUICE_WORKER_NET (now $NET) or SLUICE_PORT_BASE (now $BASE)."
    done
}
