#!/bin/bash
# As the official image: chowns as root and goes on as storm; writes storm.yaml only when there is none.
set -e
if [[ "$1" = storm && $(id -u) = 0 ]]; then
  chown -R storm:storm "$STORM_CONF_DIR" "$STORM_DATA_DIR" "$STORM_LOG_DIR"
  exec setpriv --reuid=storm --regid=storm --init-groups "$0" "$@"
fi
config="$STORM_CONF_DIR/storm.yaml"
if [[ ! -f "$config" ]]; then
  printf '%s\n' 'storm.zookeeper.servers: [zookeeper]' 'nimbus.seeds: [nimbus]' \
    "storm.log.dir: \"$STORM_LOG_DIR\"" "storm.local.dir: \"$STORM_DATA_DIR\"" >"$config"
fi
exec "$@"
