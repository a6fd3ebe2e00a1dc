# The console, driven in a browser against the real binary (console/tests). Its screenshots are kept
# under build/console/screenshots.

test_console() {
  local log=$build_directory/console/log reason outcome=0
  mkdir -p "$build_directory/console"
  log=$(realpath "$log")
  reason=$(console_lacks)
  if [ -n "$reason" ]; then
    echo "skipped: console suite ($reason)"
    echo "console: 0 passed, 0 failed, 1 skipped"
    return
  fi
  # And a font that has Chinese, for the screenshots.
  command -v chromium >/dev/null || install_packages chromium fonts-wqy-microhei
  if ! (cd console && console_built) >"$log" 2>&1; then
    echo "console suite: it could not be built"
    tail -n 40 "$log"
    echo "console: 0 passed, 1 failed, 0 skipped"
    return
  fi
  (cd console && TERRANE_BINARY=${log%/console/log}/release/terrane \
    TERRANE_SCREENSHOTS=${log%/log}/screenshots npm run --silent test) >"$log" 2>&1 || outcome=$?
  client_counts "$outcome" "$log"
  [ "$client_failed" -eq 0 ] || tail -n 200 "$log"
  echo "console: $client_passed passed, $client_failed failed, $client_skipped skipped"
}

console_lacks() {
  command -v npm >/dev/null || { echo "npm not found"; return; }
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
    echo "node is older than 20.19"
}

console_built() {
  client_install node_modules/.pins package-lock.json npm ci --no-audit --no-fund --ignore-scripts &&
    npm run check && npm run build
}
