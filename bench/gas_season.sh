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
hourly_cap_m3h = $(awk -v homes="$homes" 'BEGIN { print 0.9 * homes }')
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
echo "| rationing_rounds | gas, s | simulate, CPU s | all but that, CPU s |"
echo "|---|---|---|---|"
for rounds in 0 4; do
  cpu=$(sh -c '"$@" > /dev/null; times' sh "$program" run "$work/gas.toml" -o "$work/gas-$rounds.h5" --overwrite --quiet \
    --threads "$threads" --set gas.rationing_rounds=$rounds | tail -n 1)
  echo "$cpu" | tr 'ms' '  ' | awk -v r="$rounds" -v g="$(value "gas-$rounds" gas_s)" \
    -v c="$(value "gas-$rounds" simulate_cpu_s)" '{
      printf "| %d | %.1f | %.1f | %.1f |\n", r, g, c, 60 * $1 + $2 + 60 * $3 + $4 - c }'
done
