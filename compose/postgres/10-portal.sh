#!/usr/bin/env bash
# Run once by the image, when the database is new: the portal gets a role of its own that owns one database and nothing else.
set -euo pipefail
password=$(cat /run/secrets/portal-database-password)
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set password="$password" << 'END'
create role sluice login password :'password';
create database sluice owner sluice;
revoke connect on database sluice from public;
revoke connect on database postgres from public;
END
