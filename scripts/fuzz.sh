# ./dev fuzz: what comes from outside, fed with anything (tests/fuzz).

fuzz_targets="http authorization json form record actions"

# fuzz_target NAME SECONDS OPTION...: inputs that reach new code are kept in $fuzz_home; the one that
# breaks it, too, and is named.
fuzz_target() {
  local name=$1 seconds=$2 home=$fuzz_home/$1
  local program=$build_directory/sanitize/fuzz/fuzz_$name
  shift 2
  mkdir -p "$home/corpus"
  if "$program" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 -max_len=2048 \
    -artifact_prefix="$home/" -print_final_stats=1 "$@" "$home/corpus" "tests/fuzz/corpus/$name" \
    >"$home/log" 2>&1; then
    echo "$name: $(grep -oP 'number_of_executed_units: \K\d+' "$home/log") inputs, nothing found"
  else
    grep -vE '^#[0-9]+\s+(NEW|REDUCE|pulse|RELOAD)' "$home/log" | tail -50
    echo "$name: failed; again: $program $(grep -oP 'Test unit written to \K.*' "$home/log" || true)"
    return 1
  fi
}

# fuzz_all SECONDS "TARGET..." OPTION...: as many at once as there are jobs. Counts into fuzz_passed
# and fuzz_failed.
fuzz_all() {
  local seconds=$1 targets=($2) at target pid pids
  shift 2
  fuzz_passed=0 fuzz_failed=0
  for ((at = 0; at < ${#targets[@]}; at += jobs)); do
    pids=()
    for target in "${targets[@]:at:jobs}"; do
      fuzz_target "$target" "$seconds" "$@" &
      pids+=($!)
    done
    for pid in "${pids[@]}"; do
      if wait "$pid"; then fuzz_passed=$((fuzz_passed + 1)); else fuzz_failed=$((fuzz_failed + 1)); fi
    done
  done
}

# ./dev fuzz [SECONDS [TARGET...]]: goes on from what earlier runs found.
fuzz() {
  local seconds=${1:-60} fuzz_home=$build_directory/fuzz
  [ $# -gt 0 ] && shift
  build_sanitized fuzzers
  fuzz_all "$seconds" "${*:-$fuzz_targets}"
  [ "$fuzz_failed" -eq 0 ]
}

# From the same start and seed each time, so that a failure here is a failure there.
test_fuzz() {
  local fuzz_home=$build_directory/fuzz-suite
  if ! build_sanitized fuzzers >"$build_directory/sanitize.log" 2>&1; then
    tail -40 "$build_directory/sanitize.log"
    echo "fuzz: 0 passed, 1 failed, 0 skipped"
    return
  fi
  rm -rf "$fuzz_home"
  fuzz_all "${TERRANE_FUZZ_SECONDS:-5}" "$fuzz_targets" -seed=1
  echo "fuzz: $fuzz_passed passed, $fuzz_failed failed, 0 skipped"
}
