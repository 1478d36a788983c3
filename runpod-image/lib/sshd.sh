# shellcheck shell=bash
# sshd of the head: members of sluice-users, with a certificate of the site's signer or a key of the people file; root with
# the key the pod was given (PUBLIC_KEY), if any.

# What the shared configuration has not: on a pod, root comes in with the key that the pod was given.
root_block() {
    cat << END
Match User root
    PubkeyAuthentication yes
    AuthorizedKeysFile $RUN/secrets/root-authorized-keys
END
}

write_sshd_config() {
    local ca=none root=no
    if [[ -s $SHARED/etc/user-ca.pub ]]; then
        ca=/etc/sluice/ssh/user-ca.pub
        install -m 644 "$SHARED/etc/user-ca.pub" "$ca"
    fi
    [[ ! -s $RUN/secrets/root-authorized-keys ]] || root=prohibit-password
    SSH_PORT=22 LISTEN="" HOST_KEY=/etc/sluice/ssh/host_ed25519 ROOT_LOGIN="$root" SLURM_CONF=/etc/slurm/slurm.conf USER_CA="$ca" \
        TELEMETRY_USER=sluice-telemetry TELEMETRY_OPENS="*:$EXPORTER_PORT 127.0.0.1:$MODEL_PORT" USERS_GROUP=sluice-users USERS_KEYS=/etc/sluice/keys/%u \
        PENALTIES="$("$PROGRAMS/slurm-config/sshd-penalties")" SITE="$(root_block)" "$PROGRAMS/slurm-config/render" "$PROGRAMS/slurm-config/sshd_config"
}

# The host key lies on the volume, so that the head is the same to everybody after its pod was thrown away.
start_sshd() {
    local key=$SHARED/secrets/host_ed25519
    install -d -m 755 /etc/sluice/ssh /etc/sluice/keys /run/sshd
    if [[ ! -s $key ]]; then
        rm -f "$key.new" "$key.new.pub"
        ssh-keygen -q -t ed25519 -N '' -C "sluice $CLUSTER" -f "$key.new"
        chmod 400 "$key.new"
        mv "$key.new.pub" "$key.pub"
        mv "$key.new" "$key"
    fi
    install -m 400 "$key" /etc/sluice/ssh/host_ed25519
    install -m 644 "$key.pub" "$SHARED/etc/host_ed25519.pub"
    # whoever holds the cloud's account reads it in the pod's log, and pins it
    say "host key: $(cut -d' ' -f1,2 "$key.pub")"
    if [[ -n ${SLUICE_USER_CA:-} ]]; then put "$SHARED/etc/user-ca.pub" 644 <<< "$SLUICE_USER_CA"; fi
    [[ -s $SHARED/etc/user-ca.pub ]] || say "nobody can come in through the portal yet: put the signer's public key at $SHARED/etc/user-ca.pub"
    write_sshd_config | put /etc/sluice/ssh/sshd_config 600
    /usr/sbin/sshd -t -f /etc/sluice/ssh/sshd_config || refuse "sshd does not take its configuration; its words are above"
    keep sshd /usr/sbin/sshd -D -e -f /etc/sluice/ssh/sshd_config
}

# The signer's key may come, or change, while the head runs: sshd reads it anew for those who come in afterwards.
watch_user_ca() {
    write_sshd_config > "$RUN/sshd_config"
    ! cmp -s "$RUN/sshd_config" /etc/sluice/ssh/sshd_config || return 0
    put /etc/sluice/ssh/sshd_config 600 < "$RUN/sshd_config"
    kill -HUP "$(< "$RUN/sshd.child")"
    say "sshd reads its configuration anew"
}
