#!/bin/bash
# As the official image, without `driver` and `executor`, which are for Kubernetes: runs the command as it is.
exec "$@"
