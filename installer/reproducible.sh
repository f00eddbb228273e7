#!/bin/sh
# Builds the program's jar twice from two copies of the source, in two folders, and compares the bytes.
set -eu
cd "$(dirname "$0")/.."
at=target/reproducible
rm -rf "$at"
for copy in first second; do
  mkdir -p "$at/$copy"
  cp -R pom.xml src resources installer projects LICENSE "$at/$copy/"
  (cd "$at/$copy" && mvn -B -ntp -q -DskipTests compiler:compile resources:resources jar:jar)
done
first=$(ls "$at"/first/target/trailbench/lib/trailbench-*.jar)
second=$(ls "$at"/second/target/trailbench/lib/trailbench-*.jar)
cmp "$first" "$second"
sha256sum "$first" "$second" 2>/dev/null || shasum -a 256 "$first" "$second"
echo "The same bytes twice."
