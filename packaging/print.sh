#!/bin/sh
# print.sh PROGRAM DIRECTORY CHANGELOG COPYRIGHT...: the files of the package that are made.
set -e
program=$1 directory=$2 changelog=$3
shift 3
rm -rf "$directory/man1"
"$program" manual --write "$directory/man1"
gzip -9n "$directory"/man1/*.1
for shell in bash zsh fish; do "$program" completion $shell >"$directory/terrane.$shell"; done
gzip -9nc "$changelog" >"$directory/changelog.gz"
{
  echo "Terrane is one file with its libraries inside. These are their authors and licenses, as the"
  echo "Debian packages state them that it was built from."
  for copyright in "$@"; do
    printf '\n==== %s\n\n' "$(basename "$(dirname "$copyright")")"
    cat "$copyright"
  done
} | gzip -9n >"$directory/third-party-notices.gz"
