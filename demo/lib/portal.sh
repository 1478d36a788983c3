# shellcheck shell=bash
# The portal, as an ordinary user, and the accounts people sign in with.

write_accounts() {
    local entry login name password
    install -m 600 /dev/null "$ROOT/etc/passwords.new"
    install -m 640 -g "$PORTAL_USER" /dev/null "$ROOT/etc/portal/accounts.yml"
    echo "accounts:" > "$ROOT/etc/portal/accounts.yml"
    for entry in "${PEOPLE[@]}"; do
        IFS=: read -r login name _ <<< "$entry"
        password=$(secret "$ROOT/etc/password-$login" | head -c 16)
        echo "$login $password" >> "$ROOT/etc/passwords.new"
        cat >> "$ROOT/etc/portal/accounts.yml" <<END
  - login: $login
    name: $name
    unix-user: $PREFIX-$login
    password: "{bcrypt}$(mkpasswd --method=bcrypt --rounds=10 --stdin <<< "$password")"
END
    done
    mv "$ROOT/etc/passwords.new" "$ROOT/etc/passwords"
}

write_portal_properties() {
    install -m 640 -g "$PORTAL_USER" /dev/null "$ROOT/etc/portal/application.properties"
    cat > "$ROOT/etc/portal/application.properties" <<END
server.address=127.0.0.1
server.port=$PORTAL_PORT
management.server.address=127.0.0.1
management.server.port=$METRICS_PORT
spring.datasource.url=jdbc:postgresql://127.0.0.1:$POSTGRES_PORT/sluice
spring.datasource.username=sluice
spring.datasource.password=$(secret "$ROOT/etc/postgres-password")
sluice.cluster.name=$INSTANCE
sluice.cluster.host=127.0.0.1
sluice.cluster.port=$SSH_PORT
sluice.cluster.known-hosts=$ROOT/etc/portal/known_hosts
sluice.cluster.signer-socket=$ROOT/run/signer/signer.sock
sluice.cluster.poll-user=$POLL_USER
sluice.cluster.command-path=$ROOT/bin:/usr/local/bin:/usr/bin:/bin
sluice.telemetry.user=$TELEMETRY_USER
sluice.telemetry.port=$EXPORTER_PORT
sluice.access.accounts-file=$ROOT/etc/portal/accounts.yml
sluice.templates.directory=$ROOT/lib/job-templates
sluice.web.notice=Demo: Slurm is real, the GPU hardware is pretended
END
    provisioner_properties >> "$ROOT/etc/portal/application.properties"
    model_properties >> "$ROOT/etc/portal/application.properties"
}

portal_answers() { [[ $(curl --silent --max-time 3 --output /dev/null --write-out '%{http_code}' "http://127.0.0.1:$PORTAL_PORT/sign-in") == 200 ]]; }

# Unpacked it starts in half the time: classes are not looked for in jars inside a jar.
unpack_portal() {
    local jar=$ROOT/lib/sluice-portal.jar to=$ROOT/lib/portal
    copy_built portal/target/sluice-portal.jar
    [[ ! $to -nt $jar ]] || return 0
    rm -rf "$to" "$to.new"
    "$(java_program)" -Djarmode=tools -jar "$jar" extract --destination "$to.new" > /dev/null
    mv "$to.new" "$to"
}

start_portal() {
    runs portal && return 0
    unpack_portal
    rm -rf "$ROOT/lib/job-templates"
    cp -r "$CHECKOUT/job-templates" "$ROOT/lib/job-templates"
    cp -r "$CHECKOUT"/demo/job-templates/* "$ROOT/lib/job-templates"
    chmod -R u=rwX,go=rX "$ROOT/lib/job-templates"
    [[ -s $ROOT/etc/passwords ]] || write_accounts
    write_portal_properties
    local options=()
    read -ra options <<< "${SLUICE_PORTAL_JAVA_OPTIONS:-}"
    launch_java portal "$ROOT/log/portal/portal.log" "$PORTAL_USER" -Xmx512m "${options[@]}" \
        -jar "$ROOT/lib/portal/sluice-portal.jar" "--spring.config.additional-location=file:$ROOT/etc/portal/application.properties"
}

await_portal() {
    local until=$((SECONDS + PATIENCE))
    until portal_answers; do
        if ! runs portal || ((SECONDS >= until)); then
            tail -30 "$ROOT/log/portal/portal.log" >&2
            refuse "the portal does not answer; the end of its log is above"
        fi
        sleep 0.2
    done
    step "portal on http://127.0.0.1:$PORTAL_PORT"
}
