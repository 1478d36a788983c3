# shellcheck shell=bash
# What tests and people need to know about a running instance.

write_instance() {
    local file=$ROOT/instance.properties entry login password worker
    install -m 600 /dev/null "$file"
    cat > "$file" <<END
instance=$INSTANCE
root=$ROOT
prefix=$PREFIX
script=$CHECKOUT/demo/sluice-demo
portal.url=http://127.0.0.1:$PORTAL_PORT
portal.metrics=http://127.0.0.1:$METRICS_PORT
ssh.host=127.0.0.1
ssh.port=$SSH_PORT
ssh.known-hosts=$ROOT/etc/portal/known_hosts
signer.socket=$ROOT/run/signer/signer.sock
signer.ca-key=$ROOT/etc/signer/ca
users-group=$USERS_GROUP
user.poll=$POLL_USER
user.telemetry=$TELEMETRY_USER
user.portal=$PORTAL_USER
user.slurm=$SLURM_USER
user.signer=$SIGNER_USER
database.url=jdbc:postgresql://127.0.0.1:$POSTGRES_PORT/sluice
database.user=sluice
database.password=$(secret "$ROOT/etc/postgres-password")
slurm.conf=$SLURM_CONF
workers=${WORKERS[*]}
cloud-workers=${CLOUD_WORKERS[*]}
programs=$ROOT/bin
enforcement=$ENFORCEMENT
END
    if [[ -s $ROOT/etc/passwords ]]; then
        while read -r login password; do
            printf 'user.%s=%s\npassword.%s=%s\n' "$login" "$PREFIX-$login" "$login" "$password" >> "$file"
        done < "$ROOT/etc/passwords"
    fi
    for worker in "${ALL_WORKERS[@]}"; do
        ! has_gpus "$worker" || printf 'hardware.%s=%s\n' "$worker" "$ROOT/nodes/$worker/hardware" >> "$file"
        ! has_exporter "$worker" || printf 'exporter.%s=%s\n' "$worker" "${WORKER_ADDRESS[$worker]}:$EXPORTER_PORT" >> "$file"
    done
    for entry in "${EXTRA_USERS[@]}"; do printf 'user.%s=%s\n' "${entry%%:*}" "$PREFIX-${entry%%:*}" >> "$file"; done
}

exporters() {
    local worker
    for worker in "${ALL_WORKERS[@]}"; do ! has_exporter "$worker" || echo "exporter.$worker"; done
}

show_status() {
    look_at_machine
    local name
    for name in munge mariadb postgres head slurmdbd slurmctld sshd ${SLUICE_MODEL:+model} signer provisioner portal "${ALL_WORKERS[@]/#/worker.}" $(exporters); do
        if runs "$name"; then printf '%-12s runs, pid %s\n' "$name" "$(pid_of "$name")"; else printf '%-12s does not run\n' "$name"; fi
    done
    ! runs slurmctld || timeout 10 sinfo -N -o '%8N %10T %20G %E'
}

tell_how_to_use() {
    local login password entry name level
    printf '\nMemory limits are kept by %s.\n' "$ENFORCEMENT"
    tell_what_is_lost
    if [[ $1 != --cluster-only ]]; then
        printf '\n  Open  http://127.0.0.1:%s  and sign in as\n\n' "$PORTAL_PORT"
        while read -r login password; do
            for entry in "${PEOPLE[@]}"; do
                IFS=: read -r name _ level _ <<< "$entry"
                [[ $name != "$login" ]] || printf '    %-8s %-20s %s\n' "$login" "$password" "$([[ $level == None ]] && echo researcher || echo "Slurm ${level,,}")"
            done
        done < "$ROOT/etc/passwords"
    fi
    if [[ $INSTANCE == demo ]]; then
        printf '\n  make demo-stop    stops it; everything is kept\n  make demo-clean   removes it: users, files, processes\n'
    else
        printf '\n  SLUICE_INSTANCE=%s demo/sluice-demo stop    stops it; everything is kept\n' "$INSTANCE"
        printf '  SLUICE_INSTANCE=%s demo/sluice-demo clean   removes it: users, files, processes\n' "$INSTANCE"
    fi
}
