# shellcheck shell=bash
# MariaDB for slurmdbd and PostgreSQL for the portal: Debian's programs, our data directories, 127.0.0.1 only.

mariadb_answers() { mariadb --no-defaults --socket="$ROOT/run/db/mariadb.sock" --user=root -e 'select 1'; }

start_mariadb() {
    runs mariadb && return 0
    local password
    password=$(secret "$ROOT/etc/mariadb-password")
    if [[ ! -d $ROOT/mariadb/mysql ]]; then
        install -d -m 700 -o "$DB_USER" -g "$DB_USER" "$ROOT/mariadb"
        mariadb-install-db --no-defaults --user="$DB_USER" --datadir="$ROOT/mariadb" --auth-root-authentication-method=socket --auth-root-socket-user=root --skip-test-db > "$ROOT/log/db/mariadb-install.log" 2>&1
    fi
    launch mariadb "$ROOT/log/db/mariadb.log" mariadbd --no-defaults --user="$DB_USER" --datadir="$ROOT/mariadb" --socket="$ROOT/run/db/mariadb.sock" --pid-file="$ROOT/run/db/mariadb.pid" \
        --bind-address=127.0.0.1 --port="$MARIADB_PORT" --skip-log-bin --innodb-buffer-pool-size=64M --innodb-log-file-size=32M --innodb-lock-wait-timeout=900
    await "MariaDB" mariadb_answers
    mariadb --no-defaults --socket="$ROOT/run/db/mariadb.sock" --user=root <<END
create database if not exists slurm_acct_db;
create or replace user slurm@'127.0.0.1' identified by '$password';
create or replace user slurm@localhost identified by '$password';
grant all on slurm_acct_db.* to slurm@'127.0.0.1';
grant all on slurm_acct_db.* to slurm@localhost;
END
    step "MariaDB on 127.0.0.1:$MARIADB_PORT"
}

postgres_bin() { find /usr/lib/postgresql -maxdepth 3 -name initdb -printf '%h\n' | sort -V | tail -1; }

postgres_answers() { as_user "$DB_USER" "$(postgres_bin)/pg_isready" --quiet --host="$ROOT/run/db" --port="$POSTGRES_PORT"; }

start_postgres() {
    runs postgres && return 0
    local bin password
    bin=$(postgres_bin)
    [[ -n $bin ]] || refuse "no PostgreSQL server is installed under /usr/lib/postgresql"
    password=$(secret "$ROOT/etc/postgres-password")
    if [[ ! -s $ROOT/postgres/PG_VERSION ]]; then
        install -d -m 700 -o "$DB_USER" -g "$DB_USER" "$ROOT/postgres"
        as_user "$DB_USER" "$bin/initdb" --pgdata="$ROOT/postgres" --username=postgres --auth-local=peer --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 > "$ROOT/log/db/postgres-install.log"
        printf 'local all postgres peer map=ours\nhost all sluice 127.0.0.1/32 scram-sha-256\n' > "$ROOT/postgres/pg_hba.conf"
        printf 'ours %s postgres\n' "$DB_USER" > "$ROOT/postgres/pg_ident.conf"
    fi
    launch postgres "$ROOT/log/db/postgres.log" setpriv --reuid="$DB_USER" --regid="$DB_USER" --init-groups -- "$bin/postgres" -D "$ROOT/postgres" \
        -c listen_addresses=127.0.0.1 -c port="$POSTGRES_PORT" -c unix_socket_directories="$ROOT/run/db" -c shared_buffers=64MB
    await "PostgreSQL" postgres_answers
    local run=(as_user "$DB_USER" "$bin/psql" --quiet --no-psqlrc --host="$ROOT/run/db" --port="$POSTGRES_PORT" --username=postgres --dbname=postgres --set=ON_ERROR_STOP=1)
    if [[ $("${run[@]}" -Atc "select count(*) from pg_roles where rolname = 'sluice'") == 0 ]]; then
        "${run[@]}" -c "create role sluice login createdb password '$password'" -c "create database sluice owner sluice"
    fi
    step "PostgreSQL on 127.0.0.1:$POSTGRES_PORT"
}
