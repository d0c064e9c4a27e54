// Homes that the gas network leaves short run again with what they get: where nobody is short nothing changes, a boiler
// without gas is a boiler that is off, nobody draws more than there was beyond the residual that is told.
#include "engine/run/gas_rationing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/run/block_homes.hpp"
#include "engine/run/gas_node_draws.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "tests/unit/run/gas_village.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;

constexpr const char* GAS_AND_HYBRIDS = R"(
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
[[mix]]
name = "hybrids"
[[mix.convert]]
technology = "hybrid_hp_gas"
)";
constexpr int GAS = 1, HYBRIDS = 2;
const std::vector<std::string> WEEK = {"season.last_day=2021-12-24", "season.warm_up_days=1"};

/// Three hundred homes through five days, all of them named.
struct Week {
  explicit Week(const std::vector<std::string>& more = {})
      : folder(std::string(HEAD) + GAS_AND_HYBRIDS), scenario(load(folder, more)) {
    scenario.gas = gas_village_of(scenario.population);
    hours = load_hours(scenario);
    physics = std::make_unique<Physics>(prepare_season(scenario, hours));
    inputs = set_up(scenario, *physics, "", {});
    inputs.named.assign(inputs.named.size(), true);
  }
  static Scenario load(const ScenarioFolder& from, const std::vector<std::string>& more) {
    std::vector<std::string> overrides = WEEK;
    overrides.insert(overrides.end(), more.begin(), more.end());
    return from.load(overrides);
  }
  [[nodiscard]] size_t steps() const { return static_cast<size_t>(scenario.axis.season_steps()); }
  [[nodiscard]] GasShares all(float share) const {
    const size_t nodes = scenario.gas.network.nodes.size();
    return {static_cast<int>(nodes), std::vector<float>(nodes * steps(), share)};
  }

  /// Gas and air of the last home of a mix of one transformer's homes, under shares.
  [[nodiscard]] std::vector<NamedSeries> run(int mix, const GasShares* shares, int transformer = 0) const {
    SimulationInputs now = inputs;
    now.gas_shares = shares;
    BlockHomes homes(now, transformer, 1, nullptr);
    homes.run_days(0, scenario.axis.days(), [](int) {});
    std::vector<NamedSeries> out;
    for (const auto& batch : homes.batches()) {
      for (int lane = 0; lane < batch->size(); ++lane) {
        const int home = scenario.plan.pairs[static_cast<size_t>(batch->pair(lane))].household;
        const int pair = scenario.plan.mixes[static_cast<size_t>(mix)].pair[static_cast<size_t>(home)];
        if (pair == batch->pair(lane)) out.push_back(batch->named_series(lane));
      }
    }
    return out;
  }

  /// What the homes of a mix want by node.
  [[nodiscard]] std::vector<float> wanted(const GasFacts& facts, int mix) const {
    std::vector<double> sums(facts.home_nodes.size() * steps(), 0.0);
    for (int t = 0; t < static_cast<int>(scenario.population.transformers.size()); ++t) {
      for (const NamedSeries& home : run(mix, nullptr, t)) {
        const int h = scenario.plan.pairs[static_cast<size_t>(home.pair)].household;
        const size_t row = scenario.gas.household_node[static_cast<size_t>(h)] == NEAR_END ? 0 : 1;
        for (size_t k = 0; k < steps(); ++k) sums[row * steps() + k] += home.gas_m3h[k];
      }
    }
    return {sums.begin(), sums.end()};
  }

  ScenarioFolder folder;
  Scenario scenario;
  std::vector<weather::HourlyWeather> hours;
  std::unique_ptr<Physics> physics;
  Simulation inputs;
};

bool same(const std::vector<NamedSeries>& one, const std::vector<NamedSeries>& other) {
  bool equal = one.size() == other.size();
  for (size_t i = 0; equal && i < one.size(); ++i) {
    equal = one[i].gas_m3h == other[i].gas_m3h && one[i].air_c == other[i].air_c &&
            one[i].electricity_kw == other[i].electricity_kw;
  }
  return equal;
}

TEST(GasRationing, AllTheyWantIsTheSeasonBitForBit) {
  const Week week;
  const GasShares all = week.all(1.0F);
  for (const int mix : {GAS, HYBRIDS}) {
    const auto free = week.run(mix, nullptr);
    ASSERT_EQ(free.size(), 3U);
    EXPECT_TRUE(same(free, week.run(mix, &all)));
  }
}

TEST(GasRationing, ADayWithoutGasCoolsAHomeAsABoilerSwitchedOffDoes) {
  Week week;
  const auto per_day = static_cast<size_t>(week.scenario.axis.steps_per_day());
  GasShares none_on_a_day = week.all(1.0F);
  for (size_t node = 0; node < week.scenario.gas.network.nodes.size(); ++node) {
    std::fill_n(none_on_a_day.share.begin() + static_cast<std::ptrdiff_t>(node * week.steps() + 2 * per_day), per_day,
                0.0F);
  }
  const auto without_gas = week.run(GAS, &none_on_a_day);
  const auto free = week.run(GAS, nullptr);
  ControlEvent off;
  off.kind = EventKind::block;
  const int64_t day = week.scenario.axis.day_number(week.scenario.axis.warm_up_days + 2) * 1440;
  off.times = {{day, day + 1440}};
  off.villages.assign(week.scenario.population.villages.size(), true);
  off.technologies.assign(week.physics->technologies.size(), true);
  week.inputs.controls.push_back(off);
  const auto switched_off = week.run(GAS, nullptr);
  EXPECT_TRUE(same(without_gas, switched_off));
  for (size_t i = 0; i < free.size(); ++i) {
    for (size_t k = 0; k < per_day; ++k) EXPECT_EQ(without_gas[i].gas_m3h[2 * per_day + k], 0.0F);
    const size_t end = 3 * per_day - 1;
    EXPECT_LT(without_gas[i].air_c[end], free[i].air_c[end] - 0.5F);
    EXPECT_EQ(without_gas[i].air_c[2 * per_day - 1], free[i].air_c[2 * per_day - 1]);
  }
}

TEST(GasRationing, AHybridWithoutGasKeepsItsHeatPump) {
  const Week week;
  const GasShares none = week.all(0.0F);
  const auto free = week.run(HYBRIDS, nullptr), without = week.run(HYBRIDS, &none);
  double burnt = 0.0, kw = 0.0, free_kw = 0.0;
  for (size_t i = 0; i < free.size(); ++i) {
    for (size_t k = 0; k < week.steps(); ++k) {
      burnt += without[i].gas_m3h[k];
      kw += without[i].electricity_kw[k];
      free_kw += free[i].electricity_kw[k];
    }
  }
  EXPECT_EQ(burnt, 0.0);
  EXPECT_GT(kw, 0.9 * free_kw) << "the heat pump runs on";
}

TEST(GasRationing, AShareIsOfTheFullDraw) {
  const Week week;
  const GasShares third = week.all(0.3F);
  for (const NamedSeries& home : week.run(GAS, &third)) {
    const Option& option =
        week.scenario.plan
            .options[static_cast<size_t>(week.scenario.plan.pairs[static_cast<size_t>(home.pair)].option)];
    const heater::Technology& t = week.physics->technologies[static_cast<size_t>(option.technology)];
    const double most = *std::max_element(home.gas_m3h.begin(), home.gas_m3h.end());
    EXPECT_LE(most, 0.3 * full_draw_m3h(t, option) * 1.15);  // efficiency falls at part load
  }
}

struct Capped {
  explicit Capped(double share_of_peak) {
    facts = std::make_unique<GasFacts>(week.scenario.gas, std::vector<int>{NEAR_END, FAR_END}, 15);
    wanted = week.wanted(*facts, GAS);
    double peak = 0.0;
    for (size_t k = 0; k < week.steps(); ++k) {
      peak = std::max(peak, static_cast<double>(wanted[k]) + static_cast<double>(wanted[week.steps() + k]));
    }
    cap_m3h = share_of_peak * peak;
    week.scenario.gas.county.hourly_m3h = cap_m3h;
    facts = std::make_unique<GasFacts>(week.scenario.gas, std::vector<int>{NEAR_END, FAR_END}, 15);
  }
  [[nodiscard]] GasRationing ration(int rounds, int threads = 1) const {
    GasPassOptions pass;
    pass.shares = true;
    pass.threads = threads;
    const GasSeason season = solve_gas(*facts, wanted, static_cast<int64_t>(week.steps()), pass);
    return ration_gas(week.inputs, *facts, GAS, wanted, season, {.rounds = rounds, .threads = threads, .stop = {}});
  }
  Week week;
  std::unique_ptr<GasFacts> facts;
  std::vector<float> wanted;
  double cap_m3h = 0.0;
};

TEST(GasRationing, NobodyDrawsMoreThanThereIsBeyondTheResidual) {
  const Capped capped(0.6);
  const GasRationing result = capped.ration(3);
  ASSERT_EQ(result.rounds, 3);
  EXPECT_GT(result.homes.size(), 100U);
  const size_t steps = capped.week.steps();
  double above_m3 = 0.0, drawn_m3 = 0.0;
  for (size_t hour = 0; hour < steps / 4; ++hour) {
    double m3 = 0.0;
    for (size_t k = 4 * hour; k < 4 * hour + 4; ++k) m3 += 0.25 * (result.draw_m3h[k] + result.draw_m3h[steps + k]);
    above_m3 += std::max(0.0, m3 - capped.cap_m3h);
    drawn_m3 += m3;
  }
  EXPECT_NEAR(drawn_m3, result.drawn_m3, 1e-6 * drawn_m3);
  EXPECT_NEAR(above_m3, result.residual_m3, 1e-3 * above_m3 + 1e-3);
  EXPECT_LT(result.residual_m3, 0.02 * drawn_m3);
  // One round leaves more.
  EXPECT_LE(result.residual_m3, capped.ration(1).residual_m3 + 1e-9);
  for (const RationedHome& home : result.homes) {
    EXPECT_GT(home.hours_short, 0.0F);
    EXPECT_GT(home.missing_m3, 0.0F);
    EXPECT_LE(home.lowest_c, home.mean_c);
  }
  EXPECT_LE(result.lowest_c(), result.median_lowest_c());
}

// Groups of transformers, day by day, against one transformer's homes through the season.
TEST(GasRationing, HomesAreThoseThatBurnTheirSharesAlone) {
  Capped capped(0.6);
  capped.week.scenario.gas.cooking = false;
  const GasRationing result = capped.ration(2);
  const Week& week = capped.week;
  const size_t steps = week.steps();
  size_t compared = 0;
  std::vector<double> sums(2 * steps, 0.0);
  for (int t = 0; t < static_cast<int>(week.scenario.population.transformers.size()); ++t) {
    const auto with = week.run(GAS, &result.shares, t), without = week.run(GAS, nullptr, t);
    ASSERT_EQ(with.size(), without.size());
    for (size_t i = 0; i < with.size(); ++i) {
      const int h = week.scenario.plan.pairs[static_cast<size_t>(with[i].pair)].household;
      const auto node = static_cast<size_t>(week.scenario.gas.household_node[static_cast<size_t>(h)]);
      for (size_t k = 0; k < steps; ++k) sums[(node == NEAR_END ? 0 : steps) + k] += with[i].gas_m3h[k];
      float lowest_c = 100.0F;
      double hours = 0.0, missing_m3 = 0.0;
      for (size_t k = 0; k < steps; ++k) {
        const float less = without[i].gas_m3h[k] - with[i].gas_m3h[k];
        if (result.shares.share[node * steps + k] >= 1.0F || less <= 1e-4F) continue;
        lowest_c = std::min(lowest_c, with[i].air_c[k]);
        hours += 0.25;
        missing_m3 += 0.25 * static_cast<double>(less);
      }
      const auto found = std::find_if(result.homes.begin(), result.homes.end(),
                                      [&](const RationedHome& home) { return home.household == h; });
      ASSERT_EQ(found != result.homes.end(), hours > 0.0) << h;
      if (hours == 0.0) continue;
      ++compared;
      EXPECT_EQ(found->lowest_c, lowest_c) << h;
      EXPECT_EQ(found->hours_short, static_cast<float>(hours)) << h;
      EXPECT_NEAR(found->missing_m3, missing_m3, 1e-6 * missing_m3) << h;
    }
  }
  EXPECT_EQ(compared, result.homes.size());
  EXPECT_GT(compared, 100U);
  for (size_t i = 0; i < sums.size(); ++i) EXPECT_EQ(result.draw_m3h[i], static_cast<float>(sums[i])) << i;
}

TEST(GasRationing, IsTheSameWhateverTheThreads) {
  const Capped capped(0.7);
  const GasRationing one = capped.ration(2, 1), three = capped.ration(2, 3);
  EXPECT_EQ(one.draw_m3h, three.draw_m3h);
  EXPECT_EQ(one.shares.share, three.shares.share);
  ASSERT_EQ(one.homes.size(), three.homes.size());
  for (size_t i = 0; i < one.homes.size(); ++i) {
    EXPECT_EQ(one.homes[i].household, three.homes[i].household);
    EXPECT_EQ(one.homes[i].missing_m3, three.homes[i].missing_m3);
    EXPECT_EQ(one.homes[i].lowest_c, three.homes[i].lowest_c);
  }
  EXPECT_EQ(one.residual_m3, three.residual_m3);
}

TEST(GasRationing, NobodyRunsAgainWhereNobodyIsShort) {
  const Capped capped(1.5);
  const GasRationing result = capped.ration(3);
  EXPECT_EQ(result.rounds, 0);
  EXPECT_TRUE(result.homes.empty());
  EXPECT_EQ(result.draw_m3h, capped.wanted);
}

TEST(GasRationing, TheFileHoldsItBesideTheSeason) {
  const ScenarioFolder folder(std::string(HEAD) + GAS_AND_HYBRIDS);
  const auto run = [&](const std::string& name, double cap_m3h) {
    Scenario scenario = Week::load(folder, {});
    scenario.gas = gas_village_of(scenario.population);
    if (cap_m3h > 0.0) scenario.gas.county.hourly_m3h = cap_m3h;
    RunRequest request;
    request.out = folder.path(name);
    run_scenario(scenario, request);
    return std::make_unique<io::ResultsReader>(request.out);
  };
  const auto free = run("free.h5", 0.0), capped = run("capped.h5", 150.0);
  EXPECT_FALSE(free->has("gas_short_homes"));
  ASSERT_TRUE(capped->has("gas_short_homes"));
  EXPECT_EQ(capped->numbers("gas_short_rounds", size_t{0})[0], 0.0);
  EXPECT_EQ(capped->numbers("gas_short_rounds", size_t{GAS})[0], 4.0);
  const Numbers hours = capped->numbers("household_gas_short_hours", GAS);
  const auto is_short = [](double h) { return h > 0.0; };
  EXPECT_EQ(capped->numbers("gas_short_homes", size_t{GAS})[0],
            static_cast<double>(std::count_if(hours.begin(), hours.end(), is_short)));
  // The season itself knows of none of it.
  EXPECT_EQ(free->numbers("household_mean_indoor_c", GAS), capped->numbers("household_mean_indoor_c", GAS));
  EXPECT_EQ(free->numbers("county_gas_m3h", GAS), capped->numbers("county_gas_m3h", GAS));
}

// Who pays changes nothing in a home's winter: such a mix has the figures of the other one, without another run.
TEST(GasRationing, MixesThatDifferInTheirNameAloneHaveTheSameFigures) {
  const ScenarioFolder folder(std::string(HEAD) + GAS_AND_HYBRIDS +
                              "[[mix]]\nname = \"again\"\n[[mix.convert]]\ntechnology = \"gas_boiler\"\n");
  Scenario scenario = Week::load(folder, {"gas.rationing_rounds=1"});
  scenario.gas = gas_village_of(scenario.population);
  scenario.gas.county.hourly_m3h = 150.0;
  RunRequest request;
  request.out = folder.path("again.h5");
  run_scenario(scenario, request);
  const io::ResultsReader file(request.out);
  constexpr int AGAIN = 3;
  for (const char* name : {"gas_short_homes", "gas_short_missing_m3", "household_gas_short_min_indoor_c"}) {
    EXPECT_EQ(file.numbers(name, size_t{GAS}), file.numbers(name, size_t{AGAIN})) << name;
  }
  const char* missing = "gas_short_missing_m3";
  EXPECT_NE(file.numbers(missing, size_t{GAS}), file.numbers(missing, size_t{HYBRIDS}));
}

}  // namespace
}  // namespace hearthgrid::run
