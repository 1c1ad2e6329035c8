#!/bin/bash
# As the official image: chowns as root, then goes on as zookeeper; writes zoo.cfg only when there is none.
set -e
if [[ $(id -u) = 0 && "$1" = zkServer.sh ]]; then
  chown -R zookeeper "$ZOO_CONF_DIR" /data /datalog /logs
  exec setpriv --reuid=zookeeper --regid=zookeeper --init-groups "$0" "$@"
fi
if [[ ! -f "$ZOO_CONF_DIR/zoo.cfg" ]]; then
  {
    echo "dataDir=/data"
    echo "dataLogDir=/datalog"
    echo "clientPort=2181"
    echo "tickTime=${ZOO_TICK_TIME:-2000}"
    echo "autopurge.purgeInterval=${ZOO_AUTOPURGE_PURGEINTERVAL:-0}"
    echo "admin.enableServer=${ZOO_ADMINSERVER_ENABLED:-true}"
    [[ -n "$ZOO_4LW_COMMANDS_WHITELIST" ]] && echo "4lw.commands.whitelist=$ZOO_4LW_COMMANDS_WHITELIST"
  } >"$ZOO_CONF_DIR/zoo.cfg"
fi
[[ "$1" = zkServer.sh ]] || exec "$@"
SERVICE_JAVA_OPTS="-Xmx${ZK_SERVER_HEAP:-1000}m" exec java-service org.apache.zookeeper.server.quorum.QuorumPeerMain "$ZOO_CONF_DIR/zoo.cfg"
