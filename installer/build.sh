#!/bin/sh
# Makes an installable form of Trailbench for the system it runs on.
#
#   installer/build.sh app-image    a folder that runs anywhere on this system: target/installer/Trailbench
#
# It builds the program first, unless target/trailbench is there already.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-}
case $kind in
  app-image) ;;
  *) echo "usage: installer/build.sh app-image" >&2; exit 2 ;;
esac

[ -x target/trailbench/runtime/bin/java ] || mvn -B -ntp -DskipTests package

version=$(sed -n 's:.*<version>\([0-9.]*\)</version>.*:\1:p' pom.xml | head -n 1)

# jpackage comes from the newest JDK on this machine that is 25 or later.
jpackage=
for candidate in "${JAVA_HOME:-}/bin/jpackage" /usr/lib/jvm/*/bin/jpackage /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/jpackage "$(command -v jpackage || true)"; do
  if [ -x "$candidate" ] && [ "$("$candidate" --version 2>/dev/null | cut -d. -f1 | cut -d- -f1)" -ge 25 ] 2>/dev/null; then
    jpackage=$candidate
  fi
done
[ -n "$jpackage" ] || { echo "No jpackage of JDK 25 or later found. Install a JDK 25 or set JAVA_HOME to it." >&2; exit 1; }

rm -rf target/installer
mkdir -p target/installer
"$jpackage" --type app-image --name Trailbench --app-version "$version" --vendor Trailbench \
  --description "Learns, checks and shows representations of user behaviour sequences" \
  --input target/trailbench/lib --main-jar "trailbench-$version.jar" --main-class trailbench.app.Main \
  --runtime-image target/trailbench/runtime --app-content target/trailbench/projects \
  --icon installer/icons/trailbench.png \
  @installer/jvm-options.txt \
  --dest target/installer

echo "App image: target/installer/Trailbench ($(du -sh target/installer/Trailbench | cut -f1))"
echo "Start it:  target/installer/Trailbench/bin/Trailbench"
