#!/bin/bash
# Flink's own script, without its computation of heap sizes: JVM options come from the settings only.
set -e
export FLINK_CONF_DIR=${FLINK_CONF_DIR:-$FLINK_HOME/conf}
setting() { sed -n "s/^$1: *\"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" "$FLINK_CONF_DIR/config.yaml"; }
case "$1" in
  jobmanager) main=org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint ;;
  taskmanager) main=org.apache.flink.runtime.taskexecutor.TaskManagerRunner ;;
  sql-gateway) main=org.apache.flink.table.gateway.SqlGateway ;;
esac
[[ "$1" = sql-gateway ]] || set -- "$1" --configDir "$FLINK_CONF_DIR" "${@:2}"
exec java -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData $(setting env.java.opts.all) \
  "-Dlog4j.configurationFile=file:$FLINK_CONF_DIR/log4j-console.properties" -cp "$FLINK_HOME/lib/*" "$main" "${@:2}"
