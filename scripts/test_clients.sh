# The client suites: the official SDKs and tccli, unmodified, each driving a fresh cloud of its own.
# Their packages are kept under build/clients, and installed again only when a pinned version changes.

client_suites="python tccli node go java"

test_clients() {
  local suite passed=0 failed=0 skipped=0 reason log started outcome
  local home=$PWD/$build_directory/clients
  [[ $build_directory != /* ]] || home=$build_directory/clients
  mkdir -p "$home"
  for suite in ${TERRANE_CLIENT_SUITES:-$client_suites}; do
    reason=$("${suite}_client_lacks")
    if [ -n "$reason" ]; then
      echo "skipped: $suite client suite ($reason)"
      skipped=$((skipped + 1))
      continue
    fi
    log=$home/$suite.log
    if ! "${suite}_client_packages" "$home" >"$log" 2>&1; then
      echo "$suite client suite: its packages could not be installed"
      tail -n 20 "$log"
      failed=$((failed + 1))
      continue
    fi
    started=$SECONDS
    outcome=0
    TERRANE_BINARY=${home%/clients}/release/terrane "${suite}_client_run" "$home" >"$log" 2>&1 ||
      outcome=$?
    client_counts "$outcome" "$log"
    [ "$client_failed" -eq 0 ] || tail -n 200 "$log"
    echo "$suite client suite: $client_passed passed, $client_failed failed," \
         "$client_skipped skipped in $((SECONDS - started)) s"
    passed=$((passed + client_passed)); failed=$((failed + client_failed))
    skipped=$((skipped + client_skipped))
  done
  echo "clients: $passed passed, $failed failed, $skipped skipped"
}

# client_counts OUTCOME LOG: reads how many tests did what from what pytest, node, go and JUnit print,
# into client_passed, client_failed and client_skipped. A suite that ended badly has a failure,
# whatever it says.
client_counts() {
  client_passed=$(client_sum "$2" '[0-9]+ passed' '^(ℹ|#) pass [0-9]+' '^ *--- PASS' successful)
  client_failed=$(client_sum "$2" '[0-9]+ (failed|errors?)' '^(ℹ|#) fail [0-9]+' '^ *--- FAIL' failed)
  client_skipped=$(client_sum "$2" '[0-9]+ skipped' '^(ℹ|#) skipped [0-9]+' '^ *--- SKIP' skipped)
  if [ "$1" -ne 0 ] && [ "$client_failed" -eq 0 ]; then client_failed=1; fi
}

# client_sum LOG PYTEST NODE GO JUNIT: go writes a line for each test, the others sum up.
client_sum() {
  local summary lines junit
  junit=$(grep -E "^\[ +[0-9]+ tests $5 +\]$" "$1") || true
  summary=$(grep -E '^(ℹ|#) [a-z]+ [0-9]+$|^[0-9]+ [a-z].* in [0-9.]+s' "$1" | grep -oE "$2|$3") || true
  lines=$(grep -cE "$4" "$1") || true
  grep -oE '[0-9]+' <<<"$summary $junit 0" | awk -v lines="$lines" '{sum += $1} END {print sum + lines}'
}

# client_install STAMP PINS COMMAND...: runs the command unless it ran for these very pins before. A
# registry that does not answer is asked once more.
client_install() {
  local stamp=$1 pins; pins=$(cat $2 | sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" != "$pins" ] || return 0
  { "${@:3}" || { sleep 10; "${@:3}"; }; } && echo "$pins" >"$stamp"
}

# --- Python: the SDK and tccli share one virtual environment.
python_client_lacks() {
  python3 -c 'import venv, ensurepip' 2>/dev/null || echo "python3 with venv not found"
}
python_client_packages() {
  client_install "$1/python.pins" tests/clients/requirements.txt \
    client_virtual_environment "$1/python"
}
client_virtual_environment() {
  python3 -m venv --clear "$1" &&
    "$1/bin/pip" install -q --disable-pip-version-check --no-cache-dir --no-compile --no-deps \
      -r tests/clients/requirements.txt
}
python_client_run() {
  tests/clients/cloud.sh "$1/python/bin/python" -m pytest -c tests/clients/pytest.ini \
    tests/clients/python
}

tccli_client_lacks() { python_client_lacks; }
tccli_client_packages() { python_client_packages "$1"; }
tccli_client_run() {
  tests/clients/cloud.sh "$1/python/bin/python" -m pytest -c tests/clients/pytest.ini \
    tests/clients/tccli
}

# --- Node
node_client_lacks() {
  command -v node >/dev/null || { echo "node not found"; return; }
  command -v npm >/dev/null || { echo "npm not found"; return; }
  node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' || echo "node is older than 18"
}
node_client_packages() {
  client_install "$1/node.pins" tests/clients/node/package-lock.json client_node_modules "$1/node"
}
client_node_modules() {
  mkdir -p "$1" && cp tests/clients/node/package*.json "$1" &&
    (cd "$1" && npm ci --silent --no-audit --no-fund --ignore-scripts --cache "$1/cache")
}
node_client_run() {
  NODE_PATH=$1/node/node_modules tests/clients/cloud.sh tests/clients/node/run
}

# --- Go
go_client_lacks() { command -v go >/dev/null || echo "go not found"; }
go_client_packages() {
  (cd tests/clients/go &&
    GOMODCACHE=$1/go/modules GOCACHE=$1/go/cache GOFLAGS=-modcacherw GOTOOLCHAIN=local \
      go test -c -o "$1/go/suite" .)
}
go_client_run() { tests/clients/cloud.sh "$1/go/suite" -test.v; }

# --- Java
java_client_lacks() {
  command -v javac >/dev/null || { echo "javac not found"; return; }
  command -v mvn >/dev/null || { echo "mvn not found"; return; }
  [ "$(javac -version 2>&1 | grep -oE '[0-9]+' | sed 1q)" -ge 17 ] || echo "javac is older than 17"
}
java_client_packages() {
  client_install "$1/java.pins" tests/clients/java/pom.xml client_java_packages "$1/java" &&
    rm -rf "$1/java/classes" &&
    javac -encoding UTF-8 -cp "$1/java/packages/*" -d "$1/java/classes" tests/clients/java/suite/*.java
}
client_java_packages() {
  rm -rf "$1" &&
    mvn -q -B -f tests/clients/java/pom.xml -Dmaven.repo.local="$1/repository" \
      dependency:copy-dependencies -DoutputDirectory="$1/packages"
}
java_client_run() {
  local packages; packages=$(printf '%s:' "$1"/java/packages/*.jar)
  tests/clients/cloud.sh java -cp "$packages$1/java/classes" \
    org.junit.platform.console.ConsoleLauncher execute --scan-classpath "$1/java/classes" \
    --details=tree --disable-banner --disable-ansi-colors
}
