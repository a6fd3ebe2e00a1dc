# The suite `cli`: the program's verbs, run as people run them (tests/cli).

test_cli() {
  local binary=$build_directory/release/terrane
  [[ $binary == /* ]] || binary=$PWD/$binary
  TERRANE_BINARY=$binary python3 tests/cli/run.py || true
}
