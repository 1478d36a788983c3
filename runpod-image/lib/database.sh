# shellcheck shell=bash
# MariaDB for slurmdbd. Its files lie on the pod's own disk: InnoDB on a network file system risks all of them. What outlives
# the pod is a dump on the volume, made every few minutes and when the pod is stopped.
DATABASE=/var/lib/sluice/mariadb
DATABASE_SOCKET=/run/sluice/mariadb/mariadb.sock

database_password() {
    local file=$RUN/secrets/database-password
    if [[ ! -s $file ]]; then
        install -m 400 /dev/null "$file.new"
        head -c 20 /dev/urandom | base32 > "$file.new"
        mv "$file.new" "$file"
    fi
    cat "$file"
}

in_database() { mariadb --no-defaults --socket="$DATABASE_SOCKET" --user=root "$@"; }

start_database() {
    local empty=$DATABASE.empty
    install -d -m 750 -o sluice-db -g sluice-db "${DATABASE_SOCKET%/*}"
    if [[ ! -d $DATABASE/mysql ]]; then
        touch "$empty"
        install -d -m 700 -o sluice-db -g sluice-db "$DATABASE"
        mariadb-install-db --no-defaults --user=sluice-db --datadir="$DATABASE" --auth-root-authentication-method=socket --auth-root-socket-user=root --skip-test-db > "$LOGS/mariadb-install.log" 2>&1 \
            || refuse "MariaDB could not be set up; see $LOGS/mariadb-install.log"
    fi
    keep mariadb mariadbd --no-defaults --user=sluice-db --datadir="$DATABASE" --socket="$DATABASE_SOCKET" --pid-file="${DATABASE_SOCKET%/*}/mariadb.pid" \
        --bind-address=127.0.0.1 --port=3306 --skip-log-bin --innodb-buffer-pool-size=128M --innodb-lock-wait-timeout=900
    await 60 "MariaDB" in_database -e 'select 1'
    in_database << END
create database if not exists slurm_acct_db;
create or replace user slurm@'127.0.0.1' identified by '$(database_password)';
create or replace user slurm@localhost identified by '$(database_password)';
grant all on slurm_acct_db.* to slurm@'127.0.0.1';
grant all on slurm_acct_db.* to slurm@localhost;
END
    [[ ! -e $empty ]] || take_over_accounting
    rm -f "$empty"
}

take_over_accounting() {
    local dump=$SHARED/dumps/accounting.sql.gz
    [[ -s $dump ]] || { say "accounting begins anew: there is no dump on the volume"; return 0; }
    gzip --decompress --stdout "$dump" | in_database slurm_acct_db || refuse "the dump $dump could not be read; put accounting.1.sql.gz, the one before, in its place, or move both away to begin anew"
    say "accounting is as it was at $(date --reference="$dump" '+%F %T')"
}

# One consistent moment. The dump before is kept, and half a dump never takes the place of a whole one.
dump_accounting() {
    local dump=$SHARED/dumps/accounting
    install -m 600 /dev/null "$dump.new"
    if timeout 240 mariadb-dump --no-defaults --socket="$DATABASE_SOCKET" --user=root --single-transaction --quick slurm_acct_db 2> "$LOGS/dump.log" | gzip > "$dump.new"; then
        holds_claim || return 1
        [[ ! -e $dump.sql.gz ]] || mv -f "$dump.sql.gz" "$dump.1.sql.gz"
        mv -f "$dump.new" "$dump.sql.gz"
    else
        say "accounting was not dumped: $(tail -1 "$LOGS/dump.log")"
        return 1
    fi
}
