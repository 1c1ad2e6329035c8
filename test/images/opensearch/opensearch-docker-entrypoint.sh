#!/bin/bash
# As the official image, which has the security plugin: without these variables it wants a password, and TLS.
set -e
[[ "$1" = opensearch ]] || exec "$@"
[[ "$DISABLE_INSTALL_DEMO_CONFIG" = true && "$DISABLE_SECURITY_PLUGIN" = true ]] || {
  echo 'No custom admin password found. Please provide a password via the environment variable OPENSEARCH_INITIAL_ADMIN_PASSWORD.'
  exit 1
}
exec java -Xmx512m $OPENSEARCH_JAVA_OPTS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData \
  -Dlog4j2.configurationFile=config/log4j2.properties -cp '/opt/classes:lib/*' OpenSearchNode "$PWD"
