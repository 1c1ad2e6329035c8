#!/bin/bash
# As the official image: changes its own settings at each start, then runs a start script, or any other command as it is.
set -e
printf '%s\n' "jobmanager.rpc.address: ${JOB_MANAGER_RPC_ADDRESS:-$(hostname -f)}" 'blob.server.port: 6124' \
  'query.server.port: 6125' >>"$FLINK_HOME/conf/config.yaml"
case "$1" in
  help) echo "Usage: $0 (jobmanager|taskmanager)" ;;
  jobmanager | taskmanager) exec "$FLINK_HOME/bin/$1.sh" start-foreground "${@:2}" ;;
  *) exec "$@" ;;
esac
