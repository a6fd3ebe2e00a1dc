#!/bin/sh
# What your pipeline knows that its service is up by. Here: the balancer is reached from the Internet,
# by a target that its health checks have found.
set -eu
for _ in $(seq 30); do
  if terrane reach internet "$(cat balancer)" --port 80 --region ap-guangzhou >reach.txt; then
    echo "the service answers"
    exit 0
  fi
  sleep 1
done
cat reach.txt
exit 1
