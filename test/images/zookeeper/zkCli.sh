#!/bin/bash
SERVICE_JAVA_OPTS=-Xmx64m exec java-service org.apache.zookeeper.ZooKeeperMain "$@"
