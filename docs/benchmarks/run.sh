#!/bin/sh
# Measures `irpscope coverage` on an eighth, a quarter, a half and the whole of a folder, each as a cold process, and
# beside it, on the same files, tree-sitter-c and Eclipse CDT. Build the application first: mvn -DskipTests package.
# Usage: docs/benchmarks/run.sh FOLDER [THREADS]
set -eu
folder=$(cd "$1" && pwd -P)
threads=${2:-2}
here=$(cd "$(dirname "$0")" && pwd -P)
irpscope=$here/../../app/target/irpscope/bin/irpscope
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The peers, once.
if [ ! -d "$here/target/lib" ]; then
  mvn -q -f "$here/pom.xml" dependency:copy-dependencies
fi
"$java"c -nowarn -d "$work/classes" -cp "$here/target/lib/*" "$here/src/main/java/dev/irpscope/bench/Peers.java"

# Runs a command; prints its wall time, processor time and peak memory in front of what it says last.
measured() {
  /usr/bin/time -o "$work/time" -f '%e s wall, %U s processor, %M KB peak' "$@" >"$work/out" 2>"$work/err" ||
    { tail -3 "$work/err"; return 0; }
  printf '%s: %s\n' "$(cat "$work/time")" "$(tail -1 "$work/out")"
}

# Every nth project of the folder: the second level, so that files of one driver stay together.
part() {
  mkdir -p "$work/part"
  (cd "$folder" && find . -mindepth 2 -maxdepth 2 -type d | LC_ALL=C sort | awk -v n="$1" 'NR % n == 0') |
    while read -r one; do
      mkdir -p "$work/part/$(dirname "$one")"
      cp -R "$folder/$one" "$work/part/$one"
    done
}

for n in 8 4 2 1; do
  rm -rf "$work/part"
  if [ "$n" = 1 ]; then at=$folder; else part "$n"; at=$work/part; fi
  echo "== 1/$n of $(basename "$folder")"
  # the files of either are read once before, so that no one pays for the disk
  find "$at" -type f -exec cat {} + >/dev/null
  measured "$irpscope" coverage "$at" --threads "$threads" --format text
  awk -F' ' '/files,/ {print "   lines: " $3}' "$work/out"
  for peer in tree-sitter cdt; do
    measured "$java" -Xmx1g --enable-native-access=ALL-UNNAMED -cp "$work/classes:$here/target/lib/*" \
      dev.irpscope.bench.Peers $peer "$at"
  done
done
