#!/bin/bash
SERVICE_JAVA_OPTS=-Xmx128m exec java-service kafka.tools.StorageTool "$@"
