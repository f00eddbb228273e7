#!/bin/sh
# Times training steps here and on libtorch and PyTorch, one after another, and prints a table:
#   src/bench/run.sh [--short] [--rounds=N] [--only=ours,libtorch,pytorch] [work …]
# Micro-benchmarks (JMH):
#   src/bench/run.sh --main=org.openjdk.jmh.Main [JMH options]
set -eu
cd "$(dirname -- "$0")/../.."
main=trailbench.bench.SideBySide
case ${1-} in --main=*) main=${1#--main=}; shift ;; esac
mvn -B -ntp -q -f src/bench/peers/pom.xml compile || echo "libtorch cannot be had here; the others go on." >&2
exec mvn -B -ntp -q -Pbench process-test-classes exec:exec@benchmarks -Dbench.main="$main" -Dbench.arguments="$*"
