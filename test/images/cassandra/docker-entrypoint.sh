#!/bin/bash
# As the official image: goes on as cassandra; the container's address, and settings from variables, go into cassandra.yaml.
set -e
[[ "$1" = cassandra ]] || exec "$@"
if [[ $(id -u) = 0 ]]; then
  chown -R cassandra:cassandra "$CASSANDRA_CONF" /var/lib/cassandra /var/log/cassandra
  exec setpriv --reuid=cassandra --regid=cassandra --init-groups "$0" "$@"
fi
address=$(hostname -i)
for setting in "listen_address: $address" 'rpc_address: 0.0.0.0' "broadcast_rpc_address: $address" \
  ${CASSANDRA_CLUSTER_NAME:+"cluster_name: $CASSANDRA_CLUSTER_NAME"}; do
  sed -i "s/^${setting%%:*}: .*/$setting/" "$CASSANDRA_CONF/cassandra.yaml"
done
sed -i "s/- seeds: .*/- seeds: \"$address\"/" "$CASSANDRA_CONF/cassandra.yaml"
exec "$@"
