#!/bin/bash
# As the official image: a folder of settings replaces its own by links; the schema is made unless IS_RESUME says otherwise.
# Hive 4.2's Derby has no driver of that name any more.
export HIVE_CONF_DIR=$HIVE_HOME/conf
if [ -d "${HIVE_CUSTOM_CONF_DIR:-}" ]; then
  find "${HIVE_CUSTOM_CONF_DIR}" -type f -exec ln -sfn {} "${HIVE_CONF_DIR}"/ \;
fi
if grep -qs 'org.apache.derby.jdbc.EmbeddedDriver' "${HIVE_CONF_DIR}/hive-site.xml"; then
  echo 'Failed to load driver: java.lang.ClassNotFoundException : org.apache.derby.jdbc.EmbeddedDriver'
  exit 1
fi
schema="-Ddatanucleus.schema.autoCreateAll=true -Dhive.metastore.schema.verification=false -Dmetastore.schema.verification=false"
[ "${IS_RESUME:-false}" = true ] && schema=
opens=
for package in lang net nio util util.concurrent util.concurrent.atomic; do
  opens="$opens --add-opens=java.base/java.$package=ALL-UNNAMED"
done
[ "${SERVICE_NAME}" = hiveserver2 ] || { echo "only hiveserver2 is made here"; exit 1; }
SERVICE_JAVA_OPTS="-Xmx1G $SERVICE_OPTS -Dhive.async.log.enabled=false $opens $schema -Dlog4j.configurationFile=/opt/service/conf/hive-log4j2.properties -Dhive.log4j.file=/opt/service/conf/hive-log4j2.properties" \
  CLASSPATH=$HIVE_CONF_DIR exec java-service org.apache.hive.service.server.HiveServer2
