#!/bin/sh
# Builds twice, each time from nothing but the source, in two folders of different names, and compares every file.
#
#   installer/reproducible.sh        the whole installed folder
#   installer/reproducible.sh jar    the program's own jar alone, which is quick
#
# Shared-class archives (*.jsa) are memory as a JVM laid it out; the JDK does not promise the same bytes, so they are named and not held against the
# build. Anything else that differs fails. The two folders stay in target/reproducible, to be looked at.
set -eu
cd "$(dirname "$0")/.."
what=${1:-folder}
at=$PWD/target/reproducible
rm -rf "$at"
for copy in first second-build; do
  mkdir -p "$at/$copy"
  cp -R pom.xml src resources installer projects LICENSE "$at/$copy/"
  case $what in
    jar) (cd "$at/$copy" && mvn -B -ntp -q -DskipTests toolchains:select-jdk-toolchain@find-jdk-25 compiler:compile resources:resources jar:jar) ;;
    folder) (cd "$at/$copy" && installer/build.sh app-image) ;;
    *) echo "usage: installer/reproducible.sh [jar]" >&2; exit 2 ;;
  esac
done

sums() { # every file and where every link goes, relative to the folder
  case $what in jar) made=target/trailbench/lib ;; *) made=$(cd "$at/$1" && echo target/installer/[Tt]railbench*) ;; esac
  cd "$at/$1/$made"
  find . -type f -exec sha256sum {} +
  find . -type l -exec sh -c 'echo "$(readlink "$1")  $1"' - {} \;
}
(sums first) | LC_ALL=C sort -k 2 > "$at/first.sums"
(sums second-build) | LC_ALL=C sort -k 2 > "$at/second.sums"
echo "$(wc -l < "$at/first.sums") files and links: $(sha256sum < "$at/first.sums" | cut -c 1-16) and $(sha256sum < "$at/second.sums" | cut -c 1-16)"
different=$(diff "$at/first.sums" "$at/second.sums" | sed -n 's/^[<>] [^ ]*  //p' | LC_ALL=C sort -u)
others=$(echo "$different" | grep -v '\.jsa$' || true)
[ -z "$others" ] || { echo "Not the same bytes twice:"; echo "$others"; exit 1; }
[ -z "$different" ] && echo "The same bytes twice." || { echo "The same bytes twice, but for shared-class archives:"; echo "$different"; }
