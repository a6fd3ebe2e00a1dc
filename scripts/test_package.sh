# The suite `package`: the Debian package, looked into and, by root, installed, upgraded and purged
# (tests/package).
# Shells whose completions are tried are installed on first use.

test_package() {
  local built=$build_directory/package.log
  if ! install_packages zsh fish || ! package >"$built" 2>&1; then
    tail -40 "$built"
    echo "package: 0 passed, 1 failed, 0 skipped"
    return
  fi
  TERRANE_PACKAGE=$(realpath "$(tail -1 "$built")") python3 tests/cli/run.py package || true
}
