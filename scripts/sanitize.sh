# What runs under the address and undefined-behaviour sanitizers: the unit tests and scenarios again,
# and the fuzz targets. clang builds them all, in one tree: its libFuzzer needs the same objects.

# build_sanitized TARGET...: what it needs is installed on first use, for nothing else needs it.
build_sanitized() {
  export ASAN_OPTIONS=allow_addr2line=1 UBSAN_OPTIONS=print_stacktrace=1
  setup && install_packages clang-16 libclang-rt-16-dev &&
    configure sanitize -DTERRANE_SANITIZE=ON -DCMAKE_CXX_COMPILER=clang++-16 &&
    ninja -C "$build_directory/sanitize" -j "$jobs" --quiet "$@"
}

# Slow code: so the random tests try fewer cases, for their claims are the plain build's to show.
test_sanitizers() {
  if ! build_sanitized unit_tests >"$build_directory/sanitize.log" 2>&1; then
    tail -40 "$build_directory/sanitize.log"
    echo "sanitizers: 0 passed, 1 failed, 0 skipped"
    return
  fi
  RC_PARAMS=max_success=20 gtest_suite sanitizers $(unit_programs sanitize) $(scenario_programs sanitize)
}
