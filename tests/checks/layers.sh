#!/usr/bin/env bash
# Holds every source to its layer and to the rules of the house that a compiler does not know:
#   - includes go down only: base <- models/X, network <- io <- run <- tools; no model includes another;
#   - base and models stay pure: no streams, files, threads, clocks or libraries for them (Boost.Random, which is
#     headers without state, gives direction numbers of Sobol sequences); OpenMP in engine/run only;
#   - no random numbers of the standard library, no compiler switch that loosens arithmetic;
#   - no file above 500 lines (those above 400 are listed), nothing left to do later.
# Then plants one breach of each rule in a copy and expects to find exactly that one.
# usage: layers.sh SOURCE_DIR
set -euo pipefail

# Prints "file:line: rule" for each breach below the folder $1.
breaches() {
  (cd "$1" && find . \( -name '*.hpp' -o -name '*.cpp' -o -name CMakeLists.txt -o -name '*.cmake' \
      -o -name CMakePresets.json \) -not -path './build/*' -not -path './.git/*' -print0 | sort -z |
    xargs -0 awk '
    function say(rule) { print path ":" FNR ": " rule }
    function end_of_file() { if (lines > 500) print path ":" lines ": more than 500 lines" }
    # The layer of a path: its first two folders below engine and models, else its first.
    function layer(p, part) {
      split(p, part, "/")
      return part[1] == "engine" || part[1] == "models" ? part[1] "/" part[2] : part[1]
    }
    function may_include(from, to) {
      if (from == to) return 1
      if (from == "tests" || from == "bench") return to !~ /^(tests|bench)/
      if (from == "engine/base") return 0
      if (from ~ /^models\// || from == "engine/network") return to == "engine/base"
      if (from == "engine/io") return to == "engine/base" || to ~ /^models\//
      if (from == "engine/run") return to ~ /^(engine|models)\//
      return from == "tools" && to ~ /^(engine|models)\//
    }
    FNR == 1 {
      if (path != "") end_of_file()
      path = substr(FILENAME, 3)
      from = layer(path)
      source = path ~ /\.[ch]pp$/
      pure = from ~ /^models\// || from == "engine/base" || from == "engine/network"
      product = from ~ /^(engine|models|tools)/
      known = from ~ /^(engine\/(base|network|io|run)|models\/[a-z_]+|tools|tests|bench)$/
      if (source && !known) say("a folder without a layer")
    }
    { lines = FNR }
    /-f(fast|unsafe|associative|finite|reciprocal)-?math|-Ofast|ffinite-math-only/ { say("looser arithmetic") }
    /TODO|FIXME/ { say("left to do") }
    !source { next }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
      split($0, quoted, "\"")
      if (quoted[2] !~ /\//) say("include from the root of the tree: " quoted[2])
      else if (!may_include(from, layer(quoted[2]))) say("includes upwards or sideways: " quoted[2])
    }
    /^[ \t]*#[ \t]*include[ \t]*</ {
      match($0, /<[^>]*>/)
      header = substr($0, RSTART + 1, RLENGTH - 2)
      if (pure && header ~ /^(iostream|fstream|sstream|iosfwd|ostream|istream|filesystem|cstdio|thread|mutex|atomic|future|condition_variable|ctime|cstdlib)$/)
        say("a stream, file, thread or clock in a pure layer: " header)
      if (pure && header ~ /[.\/]/ && header !~ /^((unsupported\/)?Eigen|Random123|fmt)\/|^boost\/random\/|^immintrin\.h$/) say("a library in a pure layer: " header)
      if (header == "omp.h" && product && from != "engine/run") say("OpenMP outside engine/run")
      if (header == "random" && product) say("random numbers of the standard library")
    }
    /^[ \t]*#[ \t]*pragma[ \t]+omp/ && product && from != "engine/run" { say("OpenMP outside engine/run") }
    /_clock::now|std::(rand|time|clock)\(/ && pure { say("a clock or random numbers in a pure layer") }
    END { end_of_file() }')
}

# Plants file $2 with text $3 and expects exactly one breach that matches $1.
expect() {
  local tree found
  tree=$(mktemp -d -p "$work")
  mkdir -p "$tree/$(dirname "$2")"
  printf '%b' "$3" > "$tree/$2"
  found=$(breaches "$tree")
  [[ $found =~ ^$2:[0-9]+:\ $1[^$'\n']*$ ]] ||
    { echo "layers: the check itself is blind: $2 gave '$found' where '$1' was planted"; exit 1; }
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
upwards="includes upwards"
expect "$upwards" engine/base/a.hpp '#include "models/weather/solar.hpp"\n'
expect "$upwards" engine/base/a.hpp '#include "engine/io/table.hpp"\n'
expect "$upwards" models/gas/a.cpp '#include "models/heater/quadratic.hpp"\n'
expect "$upwards" models/gas/a.cpp '#include "engine/io/table.hpp"\n'
expect "$upwards" engine/io/a.cpp '#include "engine/run/plan.hpp"\n'
expect "$upwards" engine/run/a.cpp '#include "tools/cli/commands.hpp"\n'
expect "$upwards" tools/cli/a.cpp '  #  include "tests/bestest.hpp"\n'
expect "include from the root" models/gas/a.cpp '#include "quadratic.hpp"\n'
expect "a folder without a layer" engine/other/a.cpp 'int a;\n'
expect "a stream, file, thread" models/gas/a.cpp '#include <iostream>\n'
expect "a stream, file, thread" engine/base/a.cpp '#include <thread>\n'
expect "a library in a pure layer" models/gas/a.cpp '#include <hdf5.h>\n'
expect "a library in a pure layer" engine/base/a.hpp '#include <toml++/toml.h>\n'
expect "a library in a pure layer" models/gas/a.hpp '#include <nlohmann/json.hpp>\n'
expect "OpenMP outside" engine/io/a.cpp '#include <omp.h>\n'
expect "OpenMP outside" models/gas/a.cpp '#pragma omp parallel\n'
expect "random numbers" engine/run/a.cpp '#include <random>\n'
expect "a clock" models/gas/a.cpp 'auto t = std::chrono::steady_clock::now();\n'
expect "looser arithmetic" CMakeLists.txt 'add_compile_options(-ffast-''math)\n'
expect "looser arithmetic" CMakePresets.json '"-Ofast"\n'
expect "left to do" tests/a.cpp '// TO''DO\n'
expect "more than 500 lines" tests/a.cpp "$(printf '\\n%.0s' {1..501})"
[ -z "$(mkdir -p "$work/good/engine/run" && echo '#include "models/gas/supply.hpp"' > "$work/good/engine/run/a.cpp" &&
  breaches "$work/good")" ] || { echo "layers: the check itself finds fault with a good file"; exit 1; }

find "$1"/{engine,models,tools,tests,bench} -name '*.[ch]pp' -exec awk 'END { if (NR > 400) print "long: " FILENAME ": " NR }' {} \;
found=$(breaches "$1")
[ -z "$found" ] || { echo "$found"; exit 1; }
echo "layers: every include points down and the rules hold"
