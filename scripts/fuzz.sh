# ./dev fuzz: what comes from outside, fed with anything (tests/fuzz).

fuzz_targets="http authorization json form record actions"

build_fuzzers() {
  configure fuzz -DTERRANE_FUZZ=ON -DCMAKE_CXX_COMPILER=clang++-16 || return
  ninja -C "$build_directory/fuzz" -j "$jobs" --quiet fuzzers
}

# fuzz_target NAME SECONDS: new finds are kept in the build tree; what broke it is kept, and named.
fuzz_target() {
  local found=$build_directory/fuzz-found/$1
  mkdir -p "$found/corpus"
  "$build_directory/fuzz/fuzz/fuzz_$1" -max_total_time="$2" -timeout=5 -rss_limit_mb=2048 -max_len=2048 \
    -artifact_prefix="$found/" -print_final_stats=1 "$found/corpus" "tests/fuzz/corpus/$1" \
    >"$build_directory/fuzz-found/$1.log" 2>&1
}

# ./dev fuzz [SECONDS [TARGET...]]
fuzz() {
  local seconds=${1:-60} target status=0
  [ $# -gt 0 ] && shift
  build_fuzzers
  for target in ${*:-$fuzz_targets}; do
    if fuzz_target "$target" "$seconds"; then
      echo "$target: $(grep -oP 'number_of_executed_units: \K\d+' "$build_directory/fuzz-found/$target.log") inputs, nothing found"
    else
      tail -40 "$build_directory/fuzz-found/$target.log"
      status=1
    fi
  done
  return $status
}

test_fuzz() {
  local passed=0 failed=0 target
  if ! command -v clang++-16 >/dev/null; then
    echo "fuzz: 0 passed, 0 failed, $(wc -w <<<"$fuzz_targets") skipped (clang-16 not found)"
    return
  fi
  if ! build_fuzzers; then
    echo "fuzz: 0 passed, 1 failed, 0 skipped"
    return
  fi
  for target in $fuzz_targets; do
    if fuzz 10 "$target"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  done
  echo "fuzz: $passed passed, $failed failed, 0 skipped"
}
