#!/usr/bin/env bash
# What each technology costs: nanoseconds of processor time per home and step of a whole run, every home converted to it,
# one technology after the other, and over the first one's.
# usage: bench/technologies.sh PROGRAM [HOMES]
set -euo pipefail
program=$1
homes=${2:-1000}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mapfile -t technologies < <(sed -n 's/^\[technology\.\([a-z_0-9]*\)\]$/\1/p' "$here/models/heater/technologies.toml")
echo "| technology | ns per home and step | over the first |"
echo "|---|---|---|"
first=""
for technology in "${technologies[@]}"; do
  cat > "$work/scenario.toml" << TOML
format = 1
name = "the cost of $technology"
seed = 5
[season]
first_day = 2021-12-01
last_day = 2022-02-28
[weather]
site = "yanggao"
[households]
synthetic = { homes = $homes }
[before]
technology = "$technology"
[outputs]
transformer_series = false
[[mix]]
name = "before"
TOML
  "$program" run "$work/scenario.toml" -o "$work/r.h5" --overwrite --quiet --threads 1 > /dev/null
  ns=$(python3 - "$work/r.run.json" << 'PY'
import json, sys
run = json.load(open(sys.argv[1]))
print(f"{1e9 * run['simulate_cpu_s'] / run['home_steps']:.1f}")
PY
)
  first=${first:-$ns}
  python3 -c "print(f'| $technology | {float(\"$ns\"):.1f} | {float(\"$ns\") / float(\"$first\"):.2f} |')"
done
