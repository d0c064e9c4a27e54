#!/usr/bin/env bash
# Every C++ source stands as .clang-format says (clang-format 14: other versions break lines elsewhere).
# usage: format.sh SOURCE_DIR
set -euo pipefail
formatter=clang-format-14
command -v "$formatter" > /dev/null || { echo "format: $formatter is missing; ./tools/setup installs it"; exit 1; }

# The formatter must find fault with a file that is badly laid out.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$1/.clang-format" "$work"
printf 'int  a( ){return 1 ;}\n' > "$work/bad.cpp"
if "$formatter" --dry-run -Werror "$work/bad.cpp" 2> /dev/null; then
  echo "format: the check itself is blind"
  exit 1
fi

find "$1"/{engine,models,tools,tests,bench} -name '*.[ch]pp' -print0 | xargs -0 "$formatter" --dry-run -Werror ||
  { echo "format: mend with: git ls-files '*.hpp' '*.cpp' | xargs $formatter -i"; exit 1; }
echo "format: every source is laid out alike"
