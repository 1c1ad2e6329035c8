#!/bin/bash
# As the official image: variables count on an empty data folder only; the first server listens on its socket alone.
set -e
password=$MYSQL_ROOT_PASSWORD
[[ -z "$MYSQL_ROOT_PASSWORD_FILE" ]] || password=$(<"$MYSQL_ROOT_PASSWORD_FILE")
export MYSQL_ROOT_PASSWORD=$password
[[ "$1" = mysqld ]] || exec "$@"
if [[ $(id -u) = 0 ]]; then
  chown -R mysql:mysql /var/lib/mysql /run/mysqld
  unset MYSQL_ROOT_PASSWORD_FILE
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi
if [[ ! -d /var/lib/mysql/mysql ]]; then
  [[ -n "$password" ]] || { echo 'Database is uninitialized and password option is not specified'; exit 1; }
  /opt/mariadb/scripts/mariadb-install-db --no-defaults --basedir=/opt/mariadb --datadir=/var/lib/mysql --auth-root-authentication-method=normal --skip-test-db >/dev/null
  mysqld --skip-networking --socket=/run/mysqld/init.sock &
  first=$!
  until mysql --no-defaults --socket=/run/mysqld/init.sock -uroot -e 'SELECT 1' >/dev/null 2>&1; do sleep 0.2; done
  for host in localhost "${MYSQL_ROOT_HOST:-%}"; do
    printf "CREATE USER IF NOT EXISTS 'root'@'%s';GRANT ALL ON *.* TO 'root'@'%s' IDENTIFIED BY '%s' WITH GRANT OPTION;\n" \
      "$host" "$host" "$password"
  done | mysql --no-defaults --socket=/run/mysqld/init.sock -uroot
  kill "$first"
  wait "$first" || true
fi
unset MYSQL_ROOT_PASSWORD
exec "$@"
