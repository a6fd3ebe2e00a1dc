# ./dev sim: random work under simulated time, with failures, from a seed (tests/sim).

# ./dev sim --seed N replays one run; --seeds N makes N runs from --first N on; --steps N makes longer ones;
# --trace prints every call and answer.
sim() {
  build simulate
  "$build_directory/release/simulation/simulate" "${@:---seeds 1000}"
}

# A fixed number of runs: the same in every place, so that a failure there is a failure here.
test_simulation() {
  local seeds=${TERRANE_SIM_SEEDS:-400} each program=$build_directory/release/simulation/simulate
  local pids=() failed=0 part first=1 log
  each=$(((seeds + jobs - 1) / jobs))
  for part in $(seq "$jobs"); do
    "$program" --first "$first" --seeds "$each" >"$build_directory/simulation.$part.log" 2>&1 &
    pids+=($!)
    first=$((first + each))
  done
  for part in $(seq "$jobs"); do
    local status=0 found
    wait "${pids[part - 1]}" || status=$?
    log=$build_directory/simulation.$part.log
    sed 's/^/  /' "$log" | tail -20
    found=$(grep -c 'replay it with' "$log" || true)
    [ "$status" -eq 0 ] || [ "$found" -gt 0 ] || found=1   # it died without a word
    failed=$((failed + found))
  done
  echo "simulation: $((each * jobs - failed)) passed, $failed failed, 0 skipped"
}
