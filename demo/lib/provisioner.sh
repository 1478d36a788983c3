# shellcheck shell=bash
# The provisioner: starts and removes CLOUD workers when the portal asks, over a socket that the portal's user alone may use.
# It is root here because a worker's namespaces are root's; with a real cloud it is a user who holds the key and nothing else.

PROVISIONER_SOCKET=$ROOT/run/provisioner/socket

start_provisioner() {
    runs provisioner && return 0
    install -d -m 750 -g "$PORTAL_USER" "$ROOT/run/provisioner"
    install -d -m 755 "$ROOT/lib/provision"
    install -d -m 700 "$ROOT/provisioner"
    # the client runs as the portal's user, who may not read the checkout
    cp -r "$CHECKOUT/provisioner/sluice-provision" "$CHECKOUT/provisioner/sluice_provisioner" "$ROOT/lib/provision"
    chmod -R u=rwX,go=rX "$ROOT/lib/provision"
    launch provisioner "$ROOT/log/provisioner.log" "$CHECKOUT/provisioner/sluice-provisioner" --socket "$PROVISIONER_SOCKET" --group "$PORTAL_USER" --allow "$PORTAL_USER" \
        --most-per-hour 40 --plans "$ROOT/provisioner/plans.json" -- env SLUICE_INSTANCE="$INSTANCE" "$CHECKOUT/demo/provision"
    await "the provisioner" test -S "$PROVISIONER_SOCKET"
    step "provisioner of the workers ${CLOUD_WORKERS[*]}"
}

provisioner_properties() {
    cat <<END
sluice.provisioner.command=$ROOT/lib/provision/sluice-provision,--socket,$PROVISIONER_SOCKET
sluice.provisioner.spending-limit-per-day=${SLUICE_SPENDING_LIMIT:-50}
END
}

# Slurm would wait for machines that are gone with the instance.
power_down_cloud_workers() {
    local worker
    runs slurmctld || return 0
    for worker in "${CLOUD_WORKERS[@]}"; do
        ! runs "worker.$worker" || timeout 5 scontrol update nodename="$worker" state=power_down_force reason="the instance was stopped" || :
    done
}
