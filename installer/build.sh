#!/bin/sh
# Makes an installable Trailbench for the system it runs on. It holds the native libraries of that system only.
#
#   installer/build.sh app-image   a folder that runs anywhere on this system:  target/installer/trailbench
#   installer/build.sh deb         Debian, Ubuntu:                              target/installer/trailbench_VERSION_amd64.deb
#   installer/build.sh rpm         Fedora, openSUSE (needs rpmbuild):           target/installer/trailbench-VERSION-1.x86_64.rpm
#   installer/build.sh msi         on Windows (needs WiX 3 or later)
#   installer/build.sh dmg         on macOS
#
# It builds the program first, unless target/trailbench is there already. What stands in the packages: installer/README.md.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-}
case $(uname -s) in
  Linux) system=linux; os=linux; known="app-image deb rpm" ;;
  Darwin) system=macos; os=macosx; known="app-image dmg" ;;
  MINGW* | MSYS* | CYGWIN*) system=windows; os=windows; known="app-image msi" ;;
  *) echo "No installer is made on $(uname -s)." >&2; exit 2 ;;
esac
case " $known " in
  *" $kind "*) [ -n "$kind" ] || { echo "usage: installer/build.sh KIND, on this system one of: $known" >&2; exit 2; } ;;
  *) echo "usage: installer/build.sh KIND, on this system one of: $known" >&2; exit 2 ;;
esac

[ -x target/trailbench/runtime/bin/java ] || [ -x target/trailbench/runtime/bin/java.exe ] || mvn -B -ntp -DskipTests package

version=$(sed -n 's:.*<version>\([0-9.]*\)</version>.*:\1:p' pom.xml | head -n 1)
stamp=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*:\1:p' pom.xml)
SOURCE_DATE_EPOCH=$(date -u -d "$stamp" +%s 2>/dev/null || date -u -j -f %Y-%m-%dT%H:%M:%SZ "$stamp" +%s)
export SOURCE_DATE_EPOCH

# jpackage and java come from the newest JDK on this machine that is 25 or later.
jdk=
for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$(dirname "$(command -v jpackage || true)")/.."; do
  if [ -x "$candidate/bin/jpackage" ] && [ "$("$candidate/bin/jpackage" --version 2>/dev/null | cut -d. -f1 | cut -d- -f1)" -ge 25 ] 2>/dev/null; then
    jdk=$candidate
  fi
done
[ -n "$jdk" ] || { echo "No jpackage of JDK 25 or later found. Install a JDK 25 or set JAVA_HOME to it." >&2; exit 1; }

"$jdk/bin/java" installer/Modules.java target/trailbench/lib target/javafx pom.xml installer/modules.txt

at=target/installer
rm -rf "$at"
mkdir -p "$at/content"

# 1. Jars without natives, natives as files; debugging symbols go.
"$jdk/bin/java" installer/Natives.java target/trailbench/lib "$at/lib" "$os" x86_64
if [ $system = linux ] && command -v strip >/dev/null; then
  strip --strip-unneeded "$at"/lib/native/*.so*
fi
"$jdk/bin/java" installer/Licences.java "$at/lib" lib/runtime "$at/content/licences"
cp -R target/trailbench/projects "$at/content/projects"

# 2. The folder.
"$jdk/bin/jpackage" --type app-image --app-version "$version" \
  @installer/arguments/program.txt @installer/arguments/jvm.txt @installer/arguments/$system.txt \
  --input "$at/lib" --main-jar "trailbench-$version.jar" --runtime-image target/trailbench/runtime \
  --app-content "$at/content/projects" --app-content "$at/content/licences" --dest "$at"
case $system in
  linux) image=$at/trailbench; home=$image/lib; runtime=$home/runtime; app=$home/app ;;
  windows) image=$at/Trailbench; home=$image; runtime=$home/runtime; app=$home/app ;;
  macos) image=$at/Trailbench.app; home=$image/Contents; runtime=$home/runtime/Contents/Home; app=$home/app ;;
esac

# JavaCPP asks for OpenBLAS under two names.
case $system in
  linux) ln -s libopenblas.so.0 "$app/native/libopenblas_nolapack.so.0" ;;
  windows) cp "$app/native/libopenblas.dll" "$app/native/libopenblas_nolapack.dll" ;;
  macos) ln -s libopenblas.0.dylib "$app/native/libopenblas_nolapack.0.dylib" ;;
esac

# 3. Shared classes, made where they are used and after the times of the jars are settled: decision 6. The archive for heaps of 32 GB and more is not used.
rm -f "$runtime"/lib/server/classes_nocoops.jsa "$runtime"/bin/server/classes_nocoops.jsa
find "$image" -exec touch -h -d "$stamp" {} + 2>/dev/null || true
scratch=$PWD/$at/scratch
sample=$PWD/projects/online-retail
rooms=$(sed -n 's:.*<shared.classes.rooms>\(.*\)</shared.classes.rooms>.*:\1:p' pom.xml)
app=$PWD/$app
share() { # NAME, then the rest of the command
  name=$1; shift
  "$runtime/bin/java" "-XX:ArchiveClassesAtExit=$app/$name" -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow "-Djava.library.path=$app/native" "-Duser.home=$scratch" "$@" >/dev/null
}
share worker.jsa --add-modules jdk.incubator.vector -Dtrailbench.worker=true -cp "$app/trailbench-$version.jar" trailbench.app.Main \
  train "$sample/experiments/gru-next.yaml" --project "$scratch/run" --set "log.files=[$sample/online-retail.csv.gz]" \
  --set training.epochs=1 --set training.batch=512 --set sequences.windows.stride=10000
share program.jsa --enable-native-access=javafx.graphics -XX:+UseSerialGC -Xmx3400m -cp "$app/trailbench-$version.jar" trailbench.app.Main \
  render "$sample" data --at "$rooms" --out "$scratch/room.png"
rm -rf "$scratch"
touch -d "$stamp" "$app"/*.jsa 2>/dev/null || true
echo "Folder: $image ($(du -sm "$image" | cut -f1) MB), starts with bin/trailbench or its icon"

# 4. The package.
lay_out() { # the tree of an installed Linux package
  tree=$PWD/$at/tree
  mkdir -p "$tree/opt" "$tree/usr/bin" "$tree/usr/share/applications" "$tree/usr/share/mime/packages" \
    "$tree/usr/share/icons/hicolor/256x256/apps" "$tree/usr/share/doc/trailbench"
  cp -a "$image" "$tree/opt/trailbench"
  ln -s /opt/trailbench/bin/trailbench "$tree/usr/bin/trailbench"
  cp installer/linux/trailbench.desktop "$tree/usr/share/applications/"
  cp installer/linux/trailbench.xml "$tree/usr/share/mime/packages/"
  cp installer/icons/trailbench.png "$tree/usr/share/icons/hicolor/256x256/apps/"
  cp "$at/content/licences/LICENCES.txt" "$tree/usr/share/doc/trailbench/copyright"
  find "$tree" -exec touch -h -d "$stamp" {} +
}
case $kind in
  app-image) ;;
  deb)
    lay_out
    mkdir -p "$tree/DEBIAN"
    sed -e "s/@version@/$version/" -e "s/@kilobytes@/$(du -sk "$tree" | cut -f1)/" installer/linux/control > "$tree/DEBIAN/control"
    package=$at/trailbench_${version}_amd64.deb
    dpkg-deb --root-owner-group -Zxz -z6 --build "$tree" "$package"
    ;;
  rpm)
    lay_out
    rpmbuild -bb --quiet --define "version $version" --define "tree $tree" --define "_topdir $PWD/$at/rpmbuild" --define "_rpmdir $PWD/$at" \
      --define "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" installer/linux/trailbench.spec
    package=$at/trailbench-$version-1.x86_64.rpm
    ;;
  msi | dmg)
    "$jdk/bin/jpackage" @installer/arguments/$system-$kind.txt --app-image "$image" --app-version "$version" --dest "$at"
    package=$(ls "$at"/*."$kind")
    ;;
esac
[ "$kind" = app-image ] || echo "Package: $package ($(du -m "$package" | cut -f1) MB)"
