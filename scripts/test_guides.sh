# The suite `guides`: what docs/guides tell to type is typed, and their pipelines are run (tests/guides).

test_guides() {
  local binary=$build_directory/release/terrane python=python3
  [[ $binary == /* ]] || binary=$PWD/$binary
  # Debian's own Python finds python3-yaml; another one need not.
  python3 -c 'import yaml' 2>/dev/null || python=/usr/bin/python3
  TERRANE_BINARY=$binary "$python" tests/cli/run.py guides || true
}
