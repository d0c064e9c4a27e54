#!/usr/bin/env bash
# Installs a finished build into an empty folder, runs the program from there, and
# builds a small project that links the library by find_package(hearthgrid).
# usage: install.sh SOURCE_DIR BUILD_DIR
set -euo pipefail
source_dir=$1
build_dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix="$work/安装 prefix"

cmake --install "$build_dir" --prefix "$prefix" > "$work/install.log" || { cat "$work/install.log"; exit 1; }
program="$prefix/bin/hearthgrid"
"$program" --version
"$program" describe season.step_minutes | grep -q "Length of a time step"
"$program" new "$work/scenario" > "$work/new.log"
test -s "$work/scenario/scenario.toml"

# Every data file and scenario of the source tree came along.
(cd "$source_dir" && find models \( -name '*.toml' -o -name '*.csv' \)) | while read -r file; do
  cmp "$source_dir/$file" "$prefix/share/hearthgrid/data/$file"
done
(cd "$source_dir" && find scenarios -type f) | while read -r file; do
  test -e "$prefix/share/hearthgrid/$file" || { echo "not installed: $file"; exit 1; }
done

# The installed program finds its installed data: a week of the shipped scenario, run from an empty folder, must hold
# both homes before the programme and homes that converted.
(cd "$work" && unset HEARTHGRID_DATA && "$program" run "$prefix/share/hearthgrid/scenarios/yanggao-pellets/scenario.toml" \
  --set season.first_day=2022-01-09 --set season.last_day=2022-01-15 --set season.warm_up_days=2 -o week.h5 > week.txt)
grep -q "3455 homes, [1-9][0-9]* pairs simulated" "$work/week.txt" || { cat "$work/week.txt"; exit 1; }
grep -q "^pellets, t .*+[1-9]" "$work/week.txt" || { cat "$work/week.txt"; exit 1; }

mkdir "$work/consumer"
cat > "$work/consumer/CMakeLists.txt" << 'EOF'
cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES CXX)
find_package(hearthgrid 0.1 REQUIRED)
add_executable(consumer main.cpp)
target_link_libraries(consumer PRIVATE hearthgrid::hearthgrid)
EOF
cat > "$work/consumer/main.cpp" << 'EOF'
#include <cstdio>

#include "engine/io/data_path.hpp"
#include "engine/io/scenario_schema.hpp"

int main() {
  std::puts(hearthgrid::io::scenario_schema().file.c_str());
  std::puts(hearthgrid::io::data_path("models/emission/emission_factors.csv").c_str());
}
EOF
cmake -S "$work/consumer" -B "$work/consumer/build" -DCMAKE_PREFIX_PATH="$prefix" > "$work/consumer.log" ||
  { cat "$work/consumer.log"; exit 1; }
cmake --build "$work/consumer/build" > "$work/consumer.log" || { cat "$work/consumer.log"; exit 1; }
HEARTHGRID_DATA="$prefix/share/hearthgrid" "$work/consumer/build/consumer" > "$work/consumer.out"
grep -qx scenario.toml "$work/consumer.out"
grep -qxF "$prefix/share/hearthgrid/data/models/emission/emission_factors.csv" "$work/consumer.out"
echo "install: program, data, scenarios and a consumer work"
