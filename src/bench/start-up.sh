#!/bin/sh
# Milliseconds from the command to a usable window: its title names the project once the rooms are built and answer. Needs Xvfb and xdotool.
#
#   src/bench/start-up.sh [PROGRAM] [TIMES]      default: target/trailbench/bin/trailbench, five times; the first one warms the disk's cache
set -eu
cd "$(dirname "$0")/../.."
program=${1:-target/trailbench/bin/trailbench}
times=${2:-5}
marker=$PWD/projects/online-retail/online-retail.trailbench
HOME=$(mktemp -d)
export HOME DISPLAY=:77
Xvfb :77 -screen 0 1280x800x24 >/dev/null 2>&1 &
screen=$!
trap 'kill $screen; rm -rf "$HOME"' EXIT
sleep 1
for i in $(seq "$times"); do
  begin=$(date +%s%3N)
  JAVA_TOOL_OPTIONS= "$program" "$marker" >/dev/null 2>&1 &
  window=$!
  until xdotool search --name "Online Retail .* Trailbench" >/dev/null 2>&1; do
    kill -0 $window || { echo "The program ended without a window." >&2; exit 1; }
    sleep 0.02
  done
  echo "$(($(date +%s%3N) - begin)) ms"
  kill $window
  wait $window 2>/dev/null || true
done
