#!/usr/bin/env bash
# docs/inputs.md is what the program says of its inputs.
# usage: docs.sh SOURCE_DIR BUILD_DIR
set -euo pipefail
if ! "$2/hearthgrid" describe --format md | diff -u "$1/docs/inputs.md" - ; then
  echo "docs/inputs.md is out of date: hearthgrid describe --format md > docs/inputs.md" >&2
  exit 1
fi
echo "docs: inputs.md is up to date"
