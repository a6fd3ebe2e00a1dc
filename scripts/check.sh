# ./dev check: what a reader relies on and no test shows.

check_failures=0
complain() { check_failures=$((check_failures + 1)); echo "check: $1"; [ -z "${2:-}" ] || sed 's/^/    /' <<<"$2" | head -12; }

# Includes go downwards only (docs/architecture.md).
check_layers() {
  python3 scripts/layers.py || complain "a file includes something above its layer"
}

check_formatting() {
  command -v clang-format-16 >/dev/null || { echo "skipped: formatting (clang-format-16 not found)"; return; }
  local unformatted
  unformatted=$(git ls-files 'src/*.h' 'src/*.cc' 'tests/*.h' 'tests/*.cc' 'bench/*.cc' |
    xargs -r clang-format-16 --dry-run 2>&1 | sed -nE "s|^([a-z][^ :]*):[0-9]+:.*|\1|p" | sort -u)
  [ -z "$unformatted" ] || complain "not formatted (./dev fmt does it)" "$unformatted"
}

# Only the real environment asks the system for time, randomness or threads (D6); the gateway has its
# network threads, tests and benchmarks their own.
check_environment() {
  local found
  found=$(git grep -nE 'std::chrono::[a-z_]+::now|steady_clock::now|system_clock::now|std::random_device|std::j?thread|getrandom|[^_]time\(nullptr\)' -- 'src/*.h' 'src/*.cc' \
    ':!src/env/real' ':!src/gateway' ':!src/cli' ':!*_test.cc' || true)
  [ -z "$found" ] || complain "asks the system outside src/env/real" "$found"
}

# Pages printed from tables are what the tables say.
printed_pages="coverage mission lifecycles locations layers"
check_generated() {
  local page
  for page in $printed_pages; do
    [ -e "docs/$page.md" ] || { complain "docs/$page.md is missing"; continue; }
    diff -u "docs/$page.md" <(print_page "$page") >/tmp/terrane-page.$$ || complain "docs/$page.md is stale (./dev pages prints it)" "$(cat /tmp/terrane-page.$$)"
    rm -f /tmp/terrane-page.$$
  done
}

# Both languages of the README have the same sections, blocks, code and links.
check_languages() {
  local differs
  differs=$(diff <(readme_facts README.md) <(readme_facts README.zh-CN.md)) ||
    complain "README.md and README.zh-CN.md do not say the same" "$differs"
}

# What no translation changes: how many sections there are, the commands of each block but for their
# comments, and which code and links there are.
readme_facts() {
  grep -c '^## ' "$1"
  sed -n '/^```/,/^```$/{s/ *# .*//;p}' "$1"
  sed '/^```/,/^```$/d' "$1" | grep -oE '`[^`]+`|\]\([^)]+\)' | grep -v README | sort -u
}

check_words() {
  local found
  found=$(git grep -nEi '\b(TODO|FIXME|XXX|HACK)\b' -- src console tests dev scripts ':!scripts/check.sh' || true)
  [ -z "$found" ] || complain "unfinished by its own words" "$found"
}

# Files stay small; those above the limit are listed here and may only shrink.
check_sizes() {
  local found
  found=$(git ls-files 'src/*.h' 'src/*.cc' 'tests/*.cc' 'tests/*.py' | xargs wc -l | awk '$2 != "total" && $1 > 500 {print $2 ": " $1 " lines"}' || true)
  [ -z "$found" ] || complain "longer than 500 lines: split by purpose" "$found"
}

check() {
  build terrane
  check_layers; check_formatting; check_environment; check_generated; check_languages; check_words; check_sizes
  if [ "$check_failures" -gt 0 ]; then echo "check: $check_failures complaints"; return 1; fi
  echo "check: nothing to complain about"
}

# print_page NAME: a page of docs/ that is printed from tables.
print_page() {
  case $1 in
    coverage) "$build_directory/release/terrane" coverage ;;
    mission) python3 scripts/mission.py ;;
    lifecycles | locations) "$build_directory/release/terrane" page "$1" ;;
    layers) python3 scripts/layers.py --page ;;
  esac
}

pages() {
  build terrane
  local page
  for page in $printed_pages; do print_page "$page" >"docs/$page.md"; done
}

formatting() { check_formatting; [ "$check_failures" -eq 0 ]; }

fmt() { git ls-files 'src/*.h' 'src/*.cc' 'tests/*.h' 'tests/*.cc' 'bench/*.cc' | xargs -r clang-format-16 -i; }
