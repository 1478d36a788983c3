# shellcheck shell=bash
# The signer: alone holds the key that makes people's certificates, under a user of its own.

java_program() { if [[ -n ${JAVA_HOME:-} ]]; then echo "$JAVA_HOME/bin/java"; else command -v java; fi; }

copy_built() {
    local built=$CHECKOUT/$1 file=$ROOT/lib/${1##*/}
    [[ -s $built ]] || refuse "$built is not there; build it with: make build"
    cmp -s "$built" "$file" || install -m 644 "$built" "$file"
}

start_signer() {
    runs signer && return 0
    copy_built signer/target/sluice-signer.jar
    cat > "$ROOT/etc/signer/signer.properties" <<END
socket=$ROOT/run/signer/signer.sock
ca-key=$ROOT/etc/signer/ca
log=$ROOT/log/signer/signer.log
users-group=$USERS_GROUP
poll-user=$POLL_USER
slurm-user=$SLURM_USER
portal-user=$PORTAL_USER
END
    chown "$SIGNER_USER" "$ROOT/etc/signer/signer.properties"
    launch signer "$ROOT/log/signer/signer.out" setpriv --reuid="$SIGNER_USER" --regid="$SIGNER_USER" --init-groups -- \
        "$(java_program)" -Xmx48m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$ROOT/lib/sluice-signer.jar" "$ROOT/etc/signer/signer.properties"
    await 30 "the signer" test -S "$ROOT/run/signer/signer.sock"
    step "signer, as $SIGNER_USER"
}
