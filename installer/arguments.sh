#!/bin/sh
# Checks, on any system, what the argument files of all systems name: every file is there, every icon is of its kind, every option is known to jpackage
# (those of other systems by the list in JDK 25's manual).
set -eu
cd "$(dirname "$0")/.."
known=" $(jpackage --help 2>/dev/null | grep -o -- '--[a-z][a-z-]*' | sort -u | tr '\n' ' ') \
 --win-menu --win-menu-group --win-shortcut-prompt --win-dir-chooser --win-per-user-install --win-upgrade-uuid --mac-package-identifier "
bad=0
for file in installer/arguments/*.txt; do
  for option in $(grep -o -- '^--[a-z][a-z-]*' "$file"); do
    case $known in *" $option "*) ;; *) echo "$file: jpackage has no $option"; bad=1 ;; esac
  done
  for path in $(sed -n 's/^--\(icon\|license-file\|file-associations\) //p' "$file"); do
    [ -f "$path" ] || { echo "$file: there is no $path"; bad=1; }
  done
done
for path in $(sed -n 's/^icon=//p' installer/arguments/*.properties); do
  [ -f "$path" ] || { echo "there is no $path"; bad=1; }
done
[ "$(head -c 4 installer/icons/trailbench.icns)" = icns ] || { echo "trailbench.icns is no icon of macOS"; bad=1; }
[ "$(od -An -tx1 -N4 installer/icons/trailbench.ico | tr -d ' ')" = 00000100 ] || { echo "trailbench.ico is no icon of Windows"; bad=1; }
if command -v desktop-file-validate >/dev/null; then desktop-file-validate installer/linux/trailbench.desktop || bad=1; fi
[ $bad = 0 ] && echo "Every argument file names options and files that exist."
exit $bad
