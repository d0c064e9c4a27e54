// Base load of sixteen homes and a day: nanoseconds per home and step, the production kernel compiled for three
// instruction sets side by side. Each run checks that the sets agree to the bit.

#include <benchmark/benchmark.h>

#include <cstring>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/random.hpp"
#include "engine/io/appliance_file.hpp"
#include "engine/io/data_path.hpp"
#include "models/occupancy/base_load_lanes.hpp"
#include "models/occupancy/equipment.hpp"

#define HEARTHGRID_KERNEL set_baseline
#include "models/occupancy/base_load_kernel.cpp"
#undef HEARTHGRID_KERNEL
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#define HEARTHGRID_KERNEL set_avx2
#include "models/occupancy/base_load_kernel.cpp"
#undef HEARTHGRID_KERNEL
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma,prefer-vector-width=512")
#define HEARTHGRID_KERNEL set_avx512
#include "models/occupancy/base_load_kernel.cpp"
#undef HEARTHGRID_KERNEL
#pragma GCC pop_options

namespace {

using namespace hearthgrid;
using namespace hearthgrid::occupancy;
using Kernel = void (*)(const BaseLoadLanes&, const DayShape&, const uint32_t*, uint32_t, int64_t, int, double*);

constexpr int SEASON_DAYS = 128;

// Homes of a whole block, so that a call finds other homes and another day than the one before it.
struct Season {
  std::vector<BaseLoadLanes> groups;
  std::vector<DayShape> days;
  int64_t first_day = 0;
  uint32_t awake_hours[LANES] = {};
};

const Season& season() {
  static const Season once = [] {
    Season made;
    const SiteInputs site;
    const std::chrono::sys_days first{std::chrono::year{2021} / 11 / 8};
    const MeanUse year = mean_use(first, site);
    made.first_day = first.time_since_epoch().count();
    made.groups.resize(64);
    ProblemList problems;
    const Equipment equipment = io::read_appliances(io::data_path("models/occupancy/appliances.toml"), problems);
    problems.throw_if_any();
    const AwakeChance awake = always_awake();
    for (size_t g = 0; g < made.groups.size(); ++g) {
      for (int lane = 0; lane < LANES; ++lane) {
        const uint64_t name = stable_hash("home-" + std::to_string(g * LANES + static_cast<size_t>(lane)));
        const People people = draw_people(1, name, PeopleInputs{});
        const HomeAppliances owned = draw_appliances(equipment.appliances, 1, name);
        set_lane(made.groups[g], lane, {&people, &owned, &awake, 0.0}, name, year);
      }
    }
    for (uint32_t& hours : made.awake_hours) hours = 0x3FFFC0;  // 6 to 22 h
    for (int d = 0; d < SEASON_DAYS; ++d) {
      made.days.push_back(make_day_shape(first + std::chrono::days{d}, site));
    }
    return made;
  }();
  return once;
}

void run(benchmark::State& state, Kernel kernel, const char* needs) {
  if ((std::strcmp(needs, "avx2") == 0 && !__builtin_cpu_supports("avx2")) ||
      (std::strcmp(needs, "avx512") == 0 && !__builtin_cpu_supports("avx512dq"))) {
    state.SkipWithError("this processor has not this instruction set");
    return;
  }
  const Season& all = season();
  const int steps = static_cast<int>(state.range(0));
  std::vector<double> load_kw(static_cast<size_t>(steps) * LANES), reference(load_kw.size());
  kernel(all.groups[3], all.days[40], all.awake_hours, 1, all.first_day + 40, steps, load_kw.data());
  set_baseline::base_load_day(all.groups[3], all.days[40], all.awake_hours, 1, all.first_day + 40, steps,
                              reference.data());
  if (std::memcmp(load_kw.data(), reference.data(), load_kw.size() * sizeof(double)) != 0) {
    state.SkipWithError("differs from the baseline");
    return;
  }
  size_t call = 0;
  for (auto _ : state) {
    const size_t d = call % all.days.size();
    kernel(all.groups[call * 7 % all.groups.size()], all.days[d], all.awake_hours, 1,
           all.first_day + static_cast<int64_t>(d), steps, load_kw.data());
    benchmark::DoNotOptimize(load_kw.data());
    benchmark::ClobberMemory();
    ++call;
  }
  state.counters["s/home-step"] = benchmark::Counter(
      static_cast<double>(steps) * LANES, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

BENCHMARK_CAPTURE(run, baseline, &set_baseline::base_load_day, "")->Arg(96)->Arg(1440);
BENCHMARK_CAPTURE(run, avx2, &set_avx2::base_load_day, "avx2")->Arg(96)->Arg(1440);
BENCHMARK_CAPTURE(run, avx512, &set_avx512::base_load_day, "avx512")->Arg(24)->Arg(48)->Arg(96)->Arg(288)->Arg(1440);

}  // namespace

BENCHMARK_MAIN();
