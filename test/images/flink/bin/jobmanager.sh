#!/bin/bash
[[ "$1" = start-foreground ]] && exec "$FLINK_HOME/bin/flink-console.sh" jobmanager "${@:2}"
