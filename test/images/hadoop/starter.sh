#!/bin/bash
# As the official image: site files from the environment; a missing name folder is formatted.
set -e
/opt/envtoconf.pl /opt/hadoop/etc/hadoop
if [[ -n "$ENSURE_NAMENODE_DIR" && ! -d "$ENSURE_NAMENODE_DIR" ]]; then
  hdfs namenode -format -force
fi
exec "$@"
