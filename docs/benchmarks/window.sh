#!/bin/sh
# Measures the window: opening, stepping and panning a path of 1,000 steps through 500 blocks, and the layout of graphs.
# Build first: mvn -DskipTests package. A display is needed; without one, run it under xvfb-run with a screen of 1700x1040.
# Usage: docs/benchmarks/window.sh [ROUNDS]
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
root=$here/../..
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
case $(uname -s) in Darwin) platform=mac ;; *) platform=linux ;; esac
case $(uname -m) in aarch64 | arm64) platform=$platform-aarch64 ;; esac
lib=$root/app/target/irpscope/lib
path=$root/app/target/test-classes:$root/graph-layout/target/test-classes:$lib/*:$lib/javafx-$platform/*

"$java" -XX:TieredStopAtLevel=1 -cp "$path" dev.irpscope.layout.LayoutBenchmark
"$java" -Xmx1g -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp "$path" 'dev.irpscope.app.bench.WindowBenchmark$Main' "${1:-3}"

# The first picture after the start, where there is an image (mvn -Pdist -DskipTests package).
image=$root/app/target/image/irpscope
if [ -x "$image/bin/irpscope" ]; then
  for _ in 1 2 3 4 5; do
    JAVA_TOOL_OPTIONS=-Dirpscope.rehearsal=true "$image/bin/irpscope" "$image/lib/samples/gauge-filter" 2>&1 |
      grep -E '(window|picture) after'
  done
fi
