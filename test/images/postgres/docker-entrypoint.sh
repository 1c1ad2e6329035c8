#!/bin/bash
# As the official image: goes on as postgres; variables count where there is no data yet. Without the official one's first
# server, which only runs scripts and makes another database than `postgres`.
set -e
[[ "$1" = postgres ]] || exec "$@"
if [[ $(id -u) = 0 ]]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres:postgres "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [[ ! -s "$PGDATA/PG_VERSION" ]]; then
  password=$POSTGRES_PASSWORD
  [[ -z "$POSTGRES_PASSWORD_FILE" ]] || password=$(<"$POSTGRES_PASSWORD_FILE")
  [[ -n "$password" ]] || { echo 'Error: Database is uninitialized and superuser password is not specified.'; exit 1; }
  [[ "${POSTGRES_DB:-postgres}" = postgres ]] || { echo 'this substitute makes no other database'; exit 1; }
  initdb --pgdata="$PGDATA" --username="${POSTGRES_USER:-postgres}" --pwfile=<(echo "$password") $POSTGRES_INITDB_ARGS
  printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
fi
unset POSTGRES_PASSWORD
exec "$@"
