# shellcheck shell=bash
# sshd of the head: lets in members of the users group with a certificate of our signer, and nobody else.

# Where its file says otherwise sshd has moved, as a pod's does at each reset; demo/provision tells the portal.
sshd_port() { cat "$ROOT/etc/ssh/port" 2> /dev/null || echo "$SSH_PORT"; }
sshd_listens() { ss -Hltnp "sport = :$(sshd_port)" | grep -q "pid=$(pid_of sshd),"; }

start_sshd() {
    runs sshd && return 0
    local keys=$ROOT/etc/ssh ca=$ROOT/etc/signer
    [[ -s $keys/host_ed25519 ]] || ssh-keygen -q -t ed25519 -N '' -C "sluice $INSTANCE host" -f "$keys/host_ed25519"
    if [[ ! -s $ca/ca ]]; then
        ssh-keygen -q -t ed25519 -N '' -C "sluice $INSTANCE user certificates" -f "$ca/ca"
        chown "$SIGNER_USER:$SIGNER_USER" "$ca/ca" "$ca/ca.pub" "$ca"
        chmod 700 "$ca"
    fi
    install -m 644 "$ca/ca.pub" "$keys/user-ca.pub"
    # in its own namespace sshd has its own; see demo/inside-head
    [[ $NAMESPACES == yes || -d /run/sshd ]] || { install -d -m 755 /run/sshd; touch "$ROOT/created/run-sshd"; }
    SSH_PORT="$SSH_PORT" LISTEN="ListenAddress 127.0.0.1" HOST_KEY="$keys/host_ed25519" ROOT_LOGIN=no SLURM_CONF="$SLURM_CONF" USER_CA="$keys/user-ca.pub" \
        TELEMETRY_USER="$TELEMETRY_USER" TELEMETRY_OPENS="*:$EXPORTER_PORT$(permit_model)" USERS_GROUP="$USERS_GROUP" USERS_KEYS=none SITE="" \
        PENALTIES="$("$CHECKOUT/slurm-config/sshd-penalties")" \
        "$CHECKOUT/slurm-config/render" "$CHECKOUT/slurm-config/sshd_config" > "$keys/sshd_config"
    printf '[127.0.0.1]:%s %s\n' "$SSH_PORT" "$(cut -d' ' -f1,2 "$keys/host_ed25519.pub")" > "$ROOT/etc/portal/known_hosts"
    launch_on_head sshd "$ROOT/log/sshd.log" /usr/sbin/sshd -D -e -f "$keys/sshd_config" -p "$(sshd_port)"
    await "sshd" sshd_listens
    step "sshd on 127.0.0.1:$(sshd_port)"
}
