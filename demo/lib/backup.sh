# shellcheck shell=bash
# An instance written into one file, and a new instance made from such a file.
RESTORE_FROM=""

write_backup_config() {
    install -m 600 /dev/null "$ROOT/etc/backup.conf"
    install -m 600 /dev/null "$ROOT/etc/backup-mariadb.cnf"
    install -m 600 /dev/null "$ROOT/etc/backup-passwords"
    printf '127.0.0.1:%s:sluice:sluice:%s\n' "$POSTGRES_PORT" "$(secret "$ROOT/etc/postgres-password")" > "$ROOT/etc/backup-passwords"
    printf '[client]\nsocket=%s\nuser=root\n' "$ROOT/run/db/mariadb.sock" > "$ROOT/etc/backup-mariadb.cnf"
    cat > "$ROOT/etc/backup.conf" <<END
PORTAL_DATABASE=host=127.0.0.1 port=$POSTGRES_PORT dbname=sluice user=sluice
PORTAL_PASSFILE=$ROOT/etc/backup-passwords
SLURMDBD_DATABASE=slurm_acct_db
SLURMDBD_OPTIONS=$ROOT/etc/backup-mariadb.cnf
SLURMCTLD_STATE=$ROOT/state
FILES=$ROOT/etc/signer/ca:$ROOT/etc/signer/ca.pub:$ROOT/etc/munge/munge.key:$ROOT/etc/ssh/host_ed25519:$ROOT/etc/ssh/host_ed25519.pub
END
}

back_up() {
    look_at_machine
    runs slurmctld || refuse "instance $INSTANCE does not run; start it first: demo/sluice-demo up"
    write_backup_config
    "$CHECKOUT/backup/sluice-backup" "$ROOT/etc/backup.conf" "$1"
}

# After the databases run and before anything uses them; only in an instance that has never been.
restore_if_asked() {
    [[ -n $RESTORE_FROM ]] || return 0
    write_backup_config
    "$CHECKOUT/backup/sluice-restore" "$ROOT/etc/backup.conf" "$RESTORE_FROM"
    touch "$ROOT/created/accounting"
}

restore() {
    [[ -r $1 ]] || refuse "the backup $1 cannot be read"
    [[ ! -d $ROOT ]] || refuse "instance $INSTANCE is there; a backup is restored into a new one: demo/sluice-demo clean removes this one"
    RESTORE_FROM=$(readlink -f "$1")
    up
}
