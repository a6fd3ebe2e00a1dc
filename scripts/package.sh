# ./dev package: the Debian package, build/release/terrane_VERSION_amd64.deb (packaging/).

package() {
  install_packages dpkg-dev binutils file
  build terrane package_files
  rm -f "$build_directory"/release/terrane_*.deb   # of earlier versions
  (umask 022 && cd "$build_directory/release" && cpack -G DEB >cpack.log) ||
    { cat "$build_directory/release/cpack.log"; return 1; }
  ls "$build_directory"/release/terrane_*.deb
}
