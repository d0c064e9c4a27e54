#!/bin/sh
# The gas phase of a whole run: a season of 121 days at 15 minutes for five mixes on a made-up network of about 500
# nodes: flow of every step with a cap, figures, works and storages; without and with homes that run again.
#   bench/gas_season.sh PROGRAM [homes]        default: 1800
# THREADS (default 2) and WORK (default: a fresh temporary folder) may be set.
set -eu

program=$(realpath "$1")
homes=${2:-1800}
threads=${THREADS:-2}
work=${WORK:-$(mktemp -d)}
mkdir -p "$work"

mix() { # name, technology, share
  printf '[[mix]]\nname = "%s"\n[[mix.convert]]\ntechnology = "%s"\nshare = %s\n' "$1" "$2" "$3"
}

awk -v homes="$homes" 'BEGIN {
  print "village,households,archetype"
  for (v = 0; homes > 0; ++v) {
    n = homes < 120 ? homes : 120
    printf "village-%02d,%d,brick_240:0.6;adobe:0.4\n", v, n
    homes -= n
  }
}' > "$work/villages.csv"
cat > "$work/gas.toml" <<END
format = 1
name = "bench gas season"
seed = 1
[season]
first_day = 2021-11-15
last_day = 2022-03-15
[weather]
site = "liaocheng"
[households]
villages = "villages.csv"
[electricity]
sizing = { kva_per_household = 2.0, households_per_transformer = 50 }
[gas]
hourly_cap_m3h = $(awk -v homes="$homes" 'BEGIN { print 1.1 * homes }')
synthesis = {}
[before]
technology = "coal_stove"
[[mix]]
name = "before"
$(mix "half" gas_boiler 0.5)
$(mix "all" gas_boiler 1.0)
$(mix "all with hot water" gas_boiler_combi 1.0)
$(mix "hybrids" hybrid_hp_gas 1.0)
END

value() { # file, key
  sed -n "s/^ *\"$2\": *\"\{0,1\}\([^\",]*\)\"\{0,1\},*\$/\1/p" "$work/$1.run.json"
}

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
"$program" check "$work/gas.toml" | sed -n 's/^  gas network *//p' | head -n 1
for rounds in 0 4; do
  "$program" run "$work/gas.toml" -o "$work/gas-$rounds.h5" --overwrite --quiet --threads "$threads" \
    --set gas.rationing_rounds=$rounds > /dev/null
  echo "rationing_rounds = $rounds: simulate $(value "gas-$rounds" simulate_s) s, gas $(value "gas-$rounds" gas_s) s"
done
