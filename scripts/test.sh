# ./dev test: every suite, one line each at the end, and the sum of them.
# A suite is a function test_<name> that echoes, last, "<name>: N passed, M failed, K skipped".

suites="unit scenarios simulation crash cli clients console guides package sanitizers fuzz"

# gtest_suite NAME PROGRAM...: runs GoogleTest programs, shows what failed, sums up. Scenarios know
# nothing of each other, so they run in parts, as many at once as there are processors.
gtest_suite() {
  local name=$1 passed=0 failed=0 program parts part report
  shift
  mkdir -p "$build_directory/reports"
  for program in "$@"; do
    parts=1; [ "$(basename "$program")" = scenarios ] && parts=$jobs
    for ((part = 0; part < parts; part++)); do
      gtest_part "$program" "$part" "$parts" "$build_directory/reports/$name-$(basename "$program")-$part.json" &
    done
    wait
    for ((part = 0; part < parts; part++)); do
      report=$build_directory/reports/$name-$(basename "$program")-$part.json
      if [ -s "$report" ]; then
        passed=$((passed + $(jq '.tests - .failures - ([.testsuites[].testsuite[] | select(.result == "SKIPPED")] | length)' "$report")))
        failed=$((failed + $(jq .failures "$report")))
      else
        failed=$((failed + 1))   # it died before it could report
      fi
    done
  done
  echo "$name: $passed passed, $failed failed, 0 skipped"
}

# gtest_part PROGRAM PART PARTS REPORT
gtest_part() {
  rm -f "$4"
  GTEST_SHARD_INDEX=$2 GTEST_TOTAL_SHARDS=$3 "$1" --gtest_brief=1 --gtest_output="json:$4" >"$4.log" 2>&1 ||
    sed "s|^|  $(basename "$1"): |" "$4.log" | tail -60
}

# The unit test programs of a build flavour.
unit_programs() { find "$build_directory/$1/unit" -maxdepth 1 -type f -executable | sort; }
scenario_programs() { find "$build_directory/$1/scenarios" -maxdepth 1 -type f -executable 2>/dev/null | sort; }

test_unit() { gtest_suite unit $(unit_programs release); }
test_scenarios() { gtest_suite scenarios $(scenario_programs release); }

test() {
  local names=${*:-$suites}
  # Those two build all they need by themselves.
  grep -qE "^((sanitizers|fuzz) ?)+$" <<<"$names" || build all
  local total_passed=0 total_failed=0 total_skipped=0 name summary lines=()
  for name in $names; do
    if ! declare -F "test_$name" >/dev/null; then
      echo "there is no suite $name; the suites are: $suites" >&2
      return 2
    fi
    echo "== $name"
    local started=$SECONDS
    "test_$name" 2>&1 | tee "$build_directory/$name.out" || true
    summary=$(grep -E "^$name: [0-9]+ passed, [0-9]+ failed, [0-9]+ skipped" "$build_directory/$name.out" | tail -1)
    [ -n "$summary" ] || summary="$name: 0 passed, 1 failed, 0 skipped"
    lines+=("$summary ($((SECONDS - started)) s)")
    read -r _ passed _ failed _ skipped _ <<<"${summary//,/}"
    total_passed=$((total_passed + passed)); total_failed=$((total_failed + failed)); total_skipped=$((total_skipped + skipped))
  done
  echo; printf '%s\n' "${lines[@]}"
  echo "$total_passed passed, $total_failed failed, $total_skipped skipped"
  [ "$total_failed" -eq 0 ]
}
