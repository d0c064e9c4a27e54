#!/usr/bin/env bash
# Runs every command that a scenario's README.md or docs/own-house.md gives in a ```sh block, as a reader would after the
# build: from a folder in which scenarios/ and build/release/hearthgrid stand. All must succeed.
# usage: scenario_commands.sh SOURCE_DIR BUILD_DIR
set -euo pipefail
source_dir=$(realpath "$1")
build_dir=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/build/release"
ln -s "$build_dir/hearthgrid" "$work/build/release/hearthgrid"
ln -s "$source_dir/scenarios" "$work/scenarios"
cd "$work"

count=0
# run_commands FILE: those of its ```sh blocks
run_commands() {
  awk '/^```sh$/ {inside = 1; next} /^```$/ {inside = 0} inside' "$source_dir/$1" > commands
  while IFS= read -r command; do
    [ -n "$command" ] || continue
    count=$((count + 1))
    bash -c "$command" < /dev/null > output 2>&1 || { echo "$1: '$command' ended with $?"; cat output; exit 1; }
    test -s output || { echo "$1: '$command' printed nothing"; exit 1; }
  done < commands
}

for scenario in "$source_dir"/scenarios/*/; do
  name=$(basename "$scenario")
  test -s "$scenario/README.md" || { echo "scenarios/$name has no README.md"; exit 1; }
  run_commands "scenarios/$name/README.md"
  grep -q "build/release/hearthgrid run scenarios/$name/scenario.toml" commands ||
    { echo "scenarios/$name/README.md does not run the scenario"; exit 1; }
done
run_commands docs/own-house.md
echo "scenario_commands: $count commands of the scenarios' README.md files and of docs/own-house.md work"
