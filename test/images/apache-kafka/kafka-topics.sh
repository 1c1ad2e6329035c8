#!/bin/bash
CLASSPATH=/opt/classes SERVICE_JAVA_OPTS=-Xmx128m exec java-service KafkaTopics "$@"
