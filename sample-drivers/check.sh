#!/usr/bin/env bash
# Compiles every sample (syntax only) with the driver headers that mingw-w64 ships.
# Usage: sample-drivers/check.sh [FOLDER...]     Exit: 0 all compile, 1 a file failed, 77 no compiler.
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
compiler=${IRPSCOPE_SAMPLE_CC:-x86_64-w64-mingw32-gcc}

if ! command -v "$compiler" >/dev/null 2>&1; then
    echo "sample check skipped: $compiler is not installed (Debian: gcc-mingw-w64-x86-64, mingw-w64-x86-64-dev)"
    exit 77
fi

flags=(-fsyntax-only -std=gnu11 -Wall -Wno-unknown-pragmas -Wno-multichar -Werror
       -include "$here/.compile-check/irpscope_compile_check.h")

# The headers lie in a ddk folder beside the others; ask the compiler where its own are.
found=$(printf '#include <windef.h>\n' | "$compiler" -E -x c - 2>/dev/null \
    | sed -n 's/^# [0-9]* "\(.*\)\/windef\.h".*/\1/p' | head -n 1)
if [ -z "$found" ] || [ ! -f "$found/ddk/ntddk.h" ]; then
    echo "sample check skipped: $compiler has no driver headers (Debian: mingw-w64-x86-64-dev)"
    exit 77
fi
flags+=(-isystem "$found/ddk")

if [ $# -gt 0 ]; then
    folders=("$@")
else
    folders=("$here"/*/)
fi

failed=0
for folder in "${folders[@]}"; do
    folder=$(cd "$folder" && pwd) || { failed=1; continue; }
    bad=0
    count=0
    while IFS= read -r -d '' file; do
        count=$((count + 1))
        "$compiler" "${flags[@]}" "$file" || bad=$((bad + 1))
    done < <(find "$folder" -name '*.c' -print0 | sort -z)
    if [ "$count" -eq 0 ]; then
        echo "$(basename "$folder"): no C files"
        failed=1
    elif [ "$bad" -ne 0 ]; then
        echo "$(basename "$folder"): $bad of $count files failed"
        failed=1
    else
        echo "$(basename "$folder"): $count files ok"
    fi
done
exit "$failed"
