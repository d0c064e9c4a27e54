#!/bin/sh
# Whole runs of a made-up county at several sizes: seconds per phase, memory per home, and what a further mix costs.
#   bench/county.sh PROGRAM [homes ...]        default: 1000 10000 100000
# before + 4 mixes at three pairs a home on average, 50 homes a transformer, 121 + 7 days at 15 minutes, four sites and
# three kinds of dwelling. THREADS (default 2) and WORK (default: a fresh temporary folder) may be set.
set -eu

program=$(realpath "$1")
shift
sizes=${*:-1000 10000 100000}
threads=${THREADS:-2}
work=${WORK:-$(mktemp -d)}
mkdir -p "$work"

villages() { # homes
  echo "village,households,archetype,site"
  awk -v homes="$1" 'BEGIN {
    split("yanggao liaocheng beijing harbin", site, " ")
    for (v = 0; homes > 0; ++v) {
      n = homes < 500 ? homes : 500
      printf "village-%d,%d,brick_240:0.4;brick_370:0.4;adobe:0.2,%s\n", v, n, site[v % 4 + 1]
      homes -= n
    }
  }'
}

mix() { # name, then pairs of clauses: technology envelope share
  echo "[[mix]]"
  echo "name = \"$1\""
  shift
  while [ $# -gt 0 ]; do
    echo "[[mix.convert]]"
    echo "technology = \"$1\""
    echo "envelope = \"$2\""
    echo "share = $3"
    shift 3
  done
}

# Pairs a home: 1 coal + 1 heat pump + 0.5 gas + 0.5 heat pump in an insulated home = 3. The last mix has none of its own.
scenario() { # homes, further mix?
  cat <<END
format = 1
name = "bench county"
seed = 1
[season]
first_day = 2021-11-15
last_day = 2022-03-15
[weather]
site = "yanggao"
[households]
villages = "villages-$1.csv"
[electricity]
sizing = { kva_per_household = 2.0, households_per_transformer = 50 }
[before]
technology = "coal_stove"
END
  mix before
  mix "heat pumps" ashp_water none 1.0
  mix "half gas" gas_boiler none 0.5
  mix "half insulated" ashp_water deep 0.5
  mix "a fifth heat pumps" ashp_water none 0.2
  if [ "$2" = further ]; then mix "two fifths heat pumps" ashp_water none 0.4; fi
}

run() { # homes, further?
  villages "$1" > "$work/villages-$1.csv"
  scenario "$1" "$2" > "$work/county-$1-$2.toml"
  "$program" run "$work/county-$1-$2.toml" -o "$work/county-$1-$2.h5" --overwrite --quiet --threads "$threads" > /dev/null
}

value() { # homes, further?, key
  sed -n "s/^ *\"$3\": *\"\{0,1\}\([^\",]*\)\"\{0,1\},*\$/\1/p" "$work/county-$1-$2.run.json"
}

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
echo "| homes | pairs | prepare_s | simulate_s | its CPU s | write_s | 1e6 home-steps per CPU s | memory MiB | file MiB | set |"
echo "|---|---|---|---|---|---|---|---|---|---|"
before_homes=0
before_kib=0
for homes in $sizes; do
  run "$homes" plain
  kib=$(value "$homes" plain peak_memory_kib)
  awk -v h="$homes" -v p="$(value "$homes" plain pairs)" \
    -v a="$(value "$homes" plain prepare_s)" -v c="$(value "$homes" plain simulate_cpu_s)" -v s="$(value "$homes" plain simulate_s)" \
    -v w="$(value "$homes" plain write_s)" -v r="$(value "$homes" plain home_steps)" -v k="$kib" \
    -v set="$(value "$homes" plain instruction_set)" -v f="$(stat -c %s "$work/county-$homes-plain.h5")" 'BEGIN {
      printf "| %d | %d | %.2f | %.2f | %.2f | %.2f | %.1f | %.0f | %.1f | %s |\n",
        h, p, a, s, c, w, r / c / 1e6, k / 1024, f / 1048576, set }'
  if [ "$before_homes" -gt 0 ]; then
    awk -v h="$homes" -v b="$before_homes" -v k="$kib" -v j="$before_kib" 'BEGIN {
      printf "memory from %d to %d homes: %.0f B per home\n", b, h, (k - j) * 1024 / (h - b) }'
  fi
  before_homes=$homes
  before_kib=$kib
done

# A further mix, at the middle size: the median of three runs each way.
homes=$(echo "$sizes" | awk '{ print $(NF > 1 ? NF - 1 : 1) }')
for way in plain further; do
  for repeat in 1 2 3; do
    run "$homes" "$way"
    value "$homes" "$way" simulate_cpu_s
  done | sort -n | sed -n 2p > "$work/$way.txt"
done
awk -v h="$homes" -v a="$(cat "$work/plain.txt")" -v b="$(cat "$work/further.txt")" 'BEGIN {
  printf "a further mix without new pairs, %d homes: %.1f %% of the simulate phase (CPU time), its series and hot spots included\n", h, 100 * (b - a) / a }'
