# shellcheck shell=bash
# sshd of the head: lets in members of the users group with a certificate of our signer, and nobody else.

sshd_listens() { ss -Hltnp "sport = :$SSH_PORT" | grep -q "pid=$(pid_of sshd),"; }

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
    cat > "$keys/sshd_config" <<END
Port $SSH_PORT
ListenAddress 127.0.0.1
HostKey $keys/host_ed25519
PidFile none
LogLevel VERBOSE
UsePAM no
PermitRootLogin no
PasswordAuthentication no
KbdInteractiveAuthentication no
PubkeyAuthentication no
AuthorizedKeysFile none
AllowTcpForwarding no
AllowStreamLocalForwarding no
AllowAgentForwarding no
X11Forwarding no
PermitTunnel no
PrintMotd no
MaxSessions 10
MaxStartups 100:30:200
SetEnv SLURM_CONF=$SLURM_CONF
Subsystem sftp internal-sftp
# Of what is said twice, sshd takes the first: the telemetry user stands before its group.
Match User $TELEMETRY_USER
    PubkeyAuthentication yes
    TrustedUserCAKeys $keys/user-ca.pub
    AllowTcpForwarding local
    PermitOpen *:$EXPORTER_PORT$(permit_model)
    PermitTTY no
    ForceCommand /bin/false
    MaxSessions 0
Match Group $USERS_GROUP
    PubkeyAuthentication yes
    TrustedUserCAKeys $keys/user-ca.pub
END
    printf '[127.0.0.1]:%s %s\n' "$SSH_PORT" "$(cut -d' ' -f1,2 "$keys/host_ed25519.pub")" > "$ROOT/etc/portal/known_hosts"
    launch_on_head sshd "$ROOT/log/sshd.log" /usr/sbin/sshd -D -e -f "$keys/sshd_config"
    await "sshd" sshd_listens
    step "sshd on 127.0.0.1:$SSH_PORT"
}
