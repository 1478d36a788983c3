# shellcheck shell=bash
# Unix users and groups of this instance, with a list of what was made here: nothing else is used or removed.

made() { grep -qx "$2" "$ROOT/created/$1" 2>/dev/null; }

note_made() { echo "$2" >> "$ROOT/created/$1"; }

# Before anything is made: a name that is there and not ours stays untouched.
refuse_foreign_names() {
    local user entry
    local users=("${SERVICE_USERS[@]}" "$POLL_USER" "$TELEMETRY_USER")
    for entry in "${PEOPLE[@]}" "${EXTRA_USERS[@]}"; do users+=("$PREFIX-${entry%%:*}"); done
    for user in "${users[@]}"; do
        made users "$user" || ! getent passwd "$user" > /dev/null || refuse_name user "$user"
        # a user's own group comes and goes with the user
        made users "$user" || ! getent group "$user" > /dev/null || refuse_name group "$user"
    done
    made groups "$USERS_GROUP" || ! getent group "$USERS_GROUP" > /dev/null || refuse_name group "$USERS_GROUP"
}

refuse_name() { refuse "a $1 $2 is already there and was not made by this instance. Rename or remove it, or choose another SLUICE_INSTANCE."; }

make_group() {
    made groups "$1" && return 0
    groupadd "$1"
    note_made groups "$1"
}

# make_user NAME OPTIONS...
make_user() {
    local name=$1
    shift
    made users "$name" && return 0
    useradd "$@" "$name"
    note_made users "$name"
}

make_directories() {
    install -d -m 755 "$ROOT" "$ROOT"/{etc,etc/ssh,etc/signer,etc/portal,lib,log,run,run/pids,home,bin,spool,nodes}
    install -d -m 700 "$ROOT/created"
    touch "$ROOT/created/users" "$ROOT/created/groups"
    printf 'SLUICE_PORT_BASE=%s\nSLUICE_WORKER_NET=%s\nSLUICE_EXTRA_USERS=%s\nSLUICE_MODEL=%s\n' "$BASE" "$NET" "$SLUICE_EXTRA_USERS" "$SLUICE_MODEL" > "$ROOT/etc/settings"
}

make_people() {
    local entry login user shell outside
    make_group "$USERS_GROUP"
    for user in "${SERVICE_USERS[@]}"; do
        make_user "$user" --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin
    done
    make_person "$POLL_USER" /bin/sh
    make_person "$TELEMETRY_USER" /bin/false
    for entry in "${PEOPLE[@]}"; do
        login=${entry%%:*}
        make_person "$PREFIX-$login" /bin/bash
    done
    for entry in "${EXTRA_USERS[@]}"; do
        IFS=: read -r login shell outside <<< "$entry"
        make_person "$PREFIX-$login" "$shell" "$outside"
    done
    install -d -m 755 -o "$SLURM_USER" -g "$SLURM_USER" "$ROOT/log/slurmctld" "$ROOT/run/munge"
    install -d -m 700 -o "$SLURM_USER" -g "$SLURM_USER" "$ROOT/state" "$ROOT/etc/munge"
    install -d -m 755 "$ROOT/log/slurmd"
    install -d -m 750 -o "$DB_USER" -g "$DB_USER" "$ROOT/log/db" "$ROOT/run/db"
    install -d -m 750 -o "$PORTAL_USER" -g "$PORTAL_USER" "$ROOT/log/portal"
    install -d -m 700 -o "$SIGNER_USER" -g "$SIGNER_USER" "$ROOT/log/signer"
    install -d -m 2750 -o "$SIGNER_USER" -g "$PORTAL_USER" "$ROOT/run/signer"
    step "users $PREFIX-alice and others"
}

make_person() {
    local user=$1 shell=$2 outside=${3:-}
    local groups=(--groups "$USERS_GROUP")
    [[ $outside != outside ]] || groups=()
    # '*' is no password at all; sshd without PAM takes '!' for a locked account
    make_user "$user" --user-group --create-home --home-dir "$ROOT/home/${user#"$PREFIX"-}" --shell "$shell" --password '*' "${groups[@]}"
    chmod 700 "$ROOT/home/${user#"$PREFIX"-}"
}

secret() {
    local file=$1 owner=${2:-root}
    if [[ ! -s $file ]]; then
        install -m 600 -o "$owner" /dev/null "$file"
        head -c 20 /dev/urandom | base32 | tr '[:upper:]' '[:lower:]' | head -c 24 > "$file"
    fi
    cat "$file"
}
