# shellcheck shell=bash
# The signer: alone holds the key that makes people's certificates, under a user of its own.

start_signer() {
    runs signer && return 0
    copy_built signer/target/sluice-signer.jar
    cat > "$ROOT/etc/signer/signer.properties" <<END
socket=$ROOT/run/signer/signer.sock
ca-key=$ROOT/etc/signer/ca
log=$ROOT/log/signer/signer.log
users-group=$USERS_GROUP
poll-user=$POLL_USER
telemetry-user=$TELEMETRY_USER
slurm-user=$SLURM_USER
portal-user=$PORTAL_USER
END
    chown "$SIGNER_USER" "$ROOT/etc/signer/signer.properties"
    launch_java signer "$ROOT/log/signer/signer.out" "$SIGNER_USER" -Xmx48m -XX:+UseSerialGC -jar "$ROOT/lib/sluice-signer.jar" "$ROOT/etc/signer/signer.properties"
    await "the signer" test -S "$ROOT/run/signer/signer.sock"
    step "signer, as $SIGNER_USER"
}
