# The real program, killed under load again and again (tests/crash).
test_crash() {
  build terrane
  if python3 tests/crash/crash_test.py "$build_directory/release/terrane" --rounds "${TERRANE_CRASH_ROUNDS:-15}"; then
    echo "crash: 1 passed, 0 failed, 0 skipped"
  else
    echo "crash: 0 passed, 1 failed, 0 skipped"
  fi
}
