#!/usr/bin/env bash
# cloud.sh COMMAND...: starts a fresh cloud, runs the command against it, stops it, and ends as the
# command did. The command finds the cloud by TERRANE_ENDPOINT (http://ADDRESS:PORT), TERRANE_CA (a
# file: the certificate authority its HTTPS certificates come from) and the administrator's
# TERRANE_SECRET_ID and TERRANE_SECRET_KEY. TERRANE_BINARY names another binary to test.
set -euo pipefail
binary=${TERRANE_BINARY:-$(dirname "$0")/../../build/release/terrane}

# Nothing of this machine's settings may lead a client elsewhere.
unset HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy
for name in ${!TENCENTCLOUD_@} ${!TCCLI_@}; do unset "$name"; done

directory=$(mktemp -d)
export TERRANE_SECRET_ID=AKIDtheAdministratorOfThisCloud00000
export TERRANE_SECRET_KEY=theSecretOfTheAdministrator00000
exec {output}< <(exec "$binary" serve --ephemeral --data "$directory" --listen 127.0.0.1:0 \
                 2>"$directory/log")
server=$!

stop() {
  local outcome=$?
  kill -TERM "$server" 2>/dev/null || true
  if ! wait "$server"; then
    echo "the server did not stop cleanly; its last words:" >&2
    tail -n 20 "$directory/log" >&2
    [ "$outcome" -ne 0 ] || outcome=1
  fi
  rm -rf "$directory"
  exit "$outcome"
}
trap stop EXIT
trap 'exit 130' INT TERM

read -r -t 30 -u "$output" word TERRANE_ENDPOINT && [ "$word" = ready ] || {
  echo "the server did not get ready" >&2
  exit 1
}
export TERRANE_ENDPOINT TERRANE_CA=$directory/ca-for-clients.pem
"$binary" ca --data "$directory" >"$TERRANE_CA"

"$@"
