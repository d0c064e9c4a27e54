// A run with a gas network: homes' gas by node, the same file whatever the threads and blocks, what the zoom sees.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/run/home_electricity.hpp"
#include "tests/unit/run/gas_village.hpp"
#include "tests/unit/run/numbers.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using testing::Contains;
using testing::HasSubstr;

constexpr const char* ALL_GAS = R"(
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
)";
const std::vector<std::string> WEEK = {"season.last_day=2021-12-24", "season.warm_up_days=1"};

std::string run(const ScenarioFolder& folder, RunRequest request = {}, std::vector<std::string> overrides = WEEK,
                const std::function<void(GasGrid&)>& change = {}) {
  static int next = 0;
  Scenario scenario = folder.load(overrides);
  scenario.gas = gas_village_of(scenario.population);
  scenario.gas.cooking = false;  // so that nodes and homes have the same gas
  if (change) change(scenario.gas);
  request.out = folder.path(fmt::format("gas-{}.h5", next++));
  run_scenario(scenario, request);
  return request.out;
}

TEST(GasResults, AreTheCountysGasByNode) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const io::ResultsReader file(run(folder));
  const double county_m3 = 0.25 * sum(file.numbers("county_gas_m3h", 1));
  ASSERT_GT(county_m3, 1000.0);
  const Numbers wanted = file.numbers("gas_node_wanted_m3", 1);
  EXPECT_NEAR(sum(wanted), county_m3, 1e-6 * county_m3);
  EXPECT_GT(wanted[FAR_END], wanted[NEAR_END]);
  const double served = file.numbers("gas_served_m3", 1)[0];
  EXPECT_NEAR(file.numbers("gas_supply_total_m3", 1)[0], served, 1e-9 * served);
  EXPECT_NEAR(served + file.numbers("gas_unserved_total_m3", 1)[0], sum(wanted), 1e-9 * county_m3);
  EXPECT_EQ(file.numbers("gas_hours_unsolved", 1)[0], 0.0);
  // Nobody burns gas before.
  EXPECT_EQ(file.numbers("gas_wanted_m3", size_t{0})[0], 0.0);
  EXPECT_EQ(file.numbers("gas_min_pressure_node", size_t{0})[0], -1.0);
  const Numbers pressure = file.numbers("gas_node_pressure_pa", size_t{0});
  EXPECT_NEAR(*std::min_element(pressure.begin(), pressure.end()), BOX_PA, 1.0) << "and nights are normal";
}

// By hand, two persons on a work day: 67 minutes at 2.5 kW (cooking_test.cpp), 0.28 m3 at 35.5 MJ/m3; more people and
// rest days cook longer.
TEST(GasResults, HaveTheGasThatHomesWithGasHeatersCookOn) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const Scenario scenario = folder.load(WEEK);
  const occupancy::HotWater water(scenario.equipment.hot_water);
  int cooks = 0;
  for (const Household& home : scenario.population.households) {
    const auto own = home_electricity(home, scenario.equipment, water, scenario.presence, scenario.seed());
    if (takes_power(home) && own.owned.cooking == occupancy::CookingFuel::gas) ++cooks;
  }
  ASSERT_GT(cooks, 3);
  const io::ResultsReader with(run(folder, {}, WEEK, [](GasGrid& grid) { grid.cooking = true; }));
  const io::ResultsReader without(run(folder));
  const double days = static_cast<double>(with.numbers("county_gas_m3h", 1).size()) / 96.0;
  const double cooking_m3 = with.numbers("gas_wanted_m3", 1)[0] - without.numbers("gas_wanted_m3", 1)[0];
  EXPECT_GT(cooking_m3, 0.2 * cooks * days);
  EXPECT_LT(cooking_m3, 0.45 * cooks * days);
  EXPECT_EQ(with.numbers("gas_wanted_m3", size_t{0})[0], 0.0) << "whoever has no gas heater cooks from bottles";
  EXPECT_EQ(with.numbers("household_gas_m3", 1), without.numbers("household_gas_m3", 1));
}

TEST(GasResults, HoldTheLowestPressureWhereItsSeriesHasIt) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const io::ResultsReader file(run(folder));
  const size_t steps = file.size_of("time");
  const Numbers series = file.numbers("gas_node_pressure_pa", 1), lowest = file.numbers("gas_node_min_pressure_pa", 1),
                time = file.numbers("gas_node_min_pressure_time", 1);
  for (size_t n = 0; n < lowest.size(); ++n) {
    const auto row = series.begin() + static_cast<std::ptrdiff_t>(n * steps);
    EXPECT_NEAR(*std::min_element(row, row + static_cast<std::ptrdiff_t>(steps)), lowest[n], 2e-4 * lowest[n]);
    EXPECT_NEAR(row[static_cast<std::ptrdiff_t>(time[n] / 15.0)], lowest[n], 2e-4 * lowest[n]);
  }
  EXPECT_EQ(file.numbers("gas_min_pressure_pa", 1)[0], lowest[FAR_END]);
  const Numbers node = file.numbers("gas_profile_node"), pressure = file.numbers("gas_profile_pressure_pa");
  EXPECT_EQ(node, (Numbers{GATE, INLET, BOX, NEAR_END, FAR_END}));
  EXPECT_NEAR(pressure.back(), lowest[FAR_END], 1e-9);
  const double peak = file.numbers("gas_regulator_peak_m3h", 1)[0];
  EXPECT_NEAR(file.numbers("gas_regulator_peak_share", 1)[0], peak / 2000.0, 1e-12);
  EXPECT_NEAR(file.numbers("gas_supply_peak_m3h", 1)[0], peak, 1e-6);
}

TEST(GasResults, AreTheSameBytesWhateverTheThreadsBlocksAndMemory) {
  const ScenarioFolder folder;
  RunRequest one;
  one.threads = 1;
  one.block_transformers = 32;
  const std::vector<std::string> days = {"season.last_day=2021-12-30", "season.warm_up_days=1", "zoom.coldest_days=1",
                                         "zoom.step_minutes=5"};
  const std::string expected = bytes_of(run(folder, one, days));
  ASSERT_GT(expected.size(), 100000U);
  for (const auto& [threads, block] : {std::pair{3, 64}, {2, 128}}) {
    RunRequest other;
    other.threads = threads;
    other.block_transformers = block;
    other.gas_memory_bytes = 0;
    EXPECT_TRUE(bytes_of(run(folder, other, days)) == expected) << threads << " threads, blocks of " << block;
  }
}

TEST(GasResults, LeaveEverythingElseAsItIs) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const io::ResultsReader with(run(folder)), without(folder.run({}, WEEK));
  EXPECT_TRUE(unlike_variables(without, with).empty());
}

TEST(GasResults, SayWhatTheZoomSees) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  std::vector<std::string> keys = WEEK;
  keys.insert(keys.end(), {"zoom.coldest_days=1", "zoom.step_minutes=1"});
  const io::ResultsReader file(run(folder, {}, keys));
  const Numbers minute = file.numbers("gas_node_zoom_min_pressure_pa", 1),
                quarter = file.numbers("gas_node_zoom_min_pressure_15min_pa", 1);
  EXPECT_LT(minute[FAR_END], quarter[FAR_END]);
  EXPECT_GE(file.numbers("gas_regulator_zoom_peak_m3h", 1)[0], file.numbers("gas_regulator_zoom_peak_15min_m3h", 1)[0]);
  const Numbers county = file.numbers("county_zoom_gas_m3h", 1);
  EXPECT_NEAR(file.numbers("gas_regulator_zoom_peak_m3h", 1)[0], *std::max_element(county.begin(), county.end()), 1e-3);
  double drop = 0.0;
  for (size_t n = 0; n < minute.size(); ++n) drop = std::max(drop, quarter[n] - minute[n]);
  EXPECT_NEAR(file.numbers("gas_zoom_largest_drop_pa", 1)[0], drop, 1e-9);
}

TEST(GasResults, NameWhatIsOdd) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const io::ResultsReader file(run(folder, {}, WEEK, [](GasGrid& grid) {
    grid.network.pipes[2].in_service = false;
    grid.household_node[0] = gas::NO_NODE;
  }));
  EXPECT_THAT(file.diagnostics(), Contains(HasSubstr("far: no supply reaches this node")));
  EXPECT_GT(file.numbers("gas_outside_m3", 1)[0], 0.0);
  EXPECT_THAT(file.diagnostics(), Contains(HasSubstr("homes that hang at no node")));
  EXPECT_EQ(file.numbers("gas_node_reached"), (Numbers{1, 1, 1, 1, 0}));
  EXPECT_NEAR(file.numbers("gas_unreached_m3", 1)[0], file.numbers("gas_node_wanted_m3", 1)[FAR_END], 1e-6);
}

TEST(GasResults, TellHomesWhoseBurnersGetTooMuch) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const auto with_limits = [](GasGrid& grid) { grid.burner_limit_pa = {0.0, 0.0, 0.0, 3150.0, 3150.0}; };
  const io::ResultsReader sound(run(folder, {}, WEEK, with_limits));
  EXPECT_THAT(sound.diagnostics(), testing::Not(Contains(HasSubstr("burners take"))));
  const io::ResultsReader file(run(folder, {}, WEEK, [&](GasGrid& grid) {
    with_limits(grid);
    grid.network.regulators[0].set_pa = 20'000.0;
  }));
  const Numbers highest = file.numbers("gas_node_max_pressure_pa", 1),
                hours = file.numbers("gas_node_hours_above_burners", 1);
  EXPECT_NEAR(highest[FAR_END], 20'000.0, 200.0);
  EXPECT_EQ(hours[FAR_END], 0.25 * static_cast<double>(file.size_of("time")));
  EXPECT_EQ(hours[INLET], 0.0);
  EXPECT_EQ(file.numbers("gas_node_burner_limit_pa")[FAR_END], 3150.0);
  EXPECT_THAT(file.diagnostics(), Contains(testing::AllOf(HasSubstr("gas: "), HasSubstr("above the 3000 Pa that their"),
                                                          HasSubstr("rated 2000 Pa"), HasSubstr("1 other nodes"))));
  EXPECT_THAT(file.diagnostics(), testing::Not(Contains(HasSubstr("before: "))));
}

TEST(GasResults, TellStepsWithoutASolution) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const io::ResultsReader file(run(folder, {}, WEEK, [](GasGrid& grid) {
    for (gas::GasNode& node : grid.network.nodes) node.service_pa = node.minimum_pa = 0.0;
    grid.network.pipes[2].inner_diameter_m = 0.03;
  }));
  EXPECT_GT(file.numbers("gas_hours_unsolved", 1)[0], 0.0);
  EXPECT_GT(file.numbers("gas_node_unsolved_steps", 1)[FAR_END], 0.0);
  EXPECT_THAT(file.texts("gas_unsolved_reason")[1], HasSubstr("'far'"));
  EXPECT_THAT(file.diagnostics(), Contains(HasSubstr("have no solution")));
}

// They are neither served nor short: nobody knows.
TEST(GasResults, TellWhoHangsWhereThereIsNoSolution) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  double cap_m3h = 0.0;
  const auto thin = [&](GasGrid& grid) {
    for (gas::GasNode& node : grid.network.nodes) node.service_pa = node.minimum_pa = 0.0;
    grid.network.pipes[2].inner_diameter_m = 0.03;
    if (cap_m3h > 0.0) grid.county.hourly_m3h = cap_m3h;
  };
  const io::ResultsReader file(run(folder, {}, WEEK, thin));
  const Numbers hours = file.numbers("household_gas_unsolved_hours", 1),
                of_node = file.numbers("gas_node_hours_unsolved", 1);
  EXPECT_GT(of_node[FAR_END], 0.0);
  EXPECT_LE(of_node[FAR_END], file.numbers("gas_hours_unsolved", 1)[0]);
  const double homes = file.numbers("gas_unsolved_homes", 1)[0];
  EXPECT_GT(homes, 100.0);
  EXPECT_EQ(homes, static_cast<double>(std::count_if(hours.begin(), hours.end(), [](double h) { return h > 0.0; })));
  for (const double h : hours) EXPECT_TRUE(h == 0.0 || h == of_node[NEAR_END] || h == of_node[FAR_END]) << h;
  EXPECT_EQ(sum(file.numbers("household_gas_unsolved_hours", size_t{0})), 0.0) << "coal";
  EXPECT_FALSE(file.has("gas_short_homes"));
  // With a cap homes run again; what the last round's want where there is still no solution stands beside.
  cap_m3h = 0.8 * file.numbers("gas_node_peak_m3h", 1)[FAR_END];
  const io::ResultsReader capped(run(folder, {}, WEEK, thin));
  EXPECT_GT(capped.numbers("gas_short_homes", 1)[0], 0.0);
  EXPECT_GT(capped.numbers("gas_short_unsolved_m3", 1)[0], 0.0);
  EXPECT_LT(capped.numbers("gas_short_unsolved_m3", 1)[0], capped.numbers("gas_unsolved_m3", 1)[0] + 1e-6);
}

TEST(GasResults, KeepSeriesAsAsked) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  std::vector<std::string> keys = WEEK;
  keys.emplace_back("outputs.gas_series=none");
  const io::ResultsReader file(run(folder, {}, keys));
  EXPECT_FALSE(file.has("gas_node_pressure_pa"));
  EXPECT_FALSE(file.has("gas_pipe_flow_m3h"));
  EXPECT_TRUE(file.has("gas_supply_m3h"));
  EXPECT_TRUE(file.has("gas_node_min_pressure_pa"));
}

TEST(GasResults, CountHoursAtTheCap) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const io::ResultsReader free(run(folder));
  const double peak = free.numbers("gas_supply_peak_hour_m3h", 1)[0];
  const io::ResultsReader file(run(folder, {}, WEEK, [&](GasGrid& grid) { grid.county.hourly_m3h = 0.8 * peak; }));
  EXPECT_GT(file.numbers("gas_hours_at_cap", 1)[0], 0.0);
  EXPECT_NEAR(file.numbers("gas_supply_peak_hour_m3h", 1)[0], 0.8 * peak, 1e-6 * peak);
  // Hours of the draw above the cap, by hand.
  const Numbers draw = free.numbers("county_gas_m3h", 1);
  double excess_m3 = 0.0;
  for (size_t k = 0; k < draw.size(); k += 4) {
    excess_m3 += std::max(0.0, std::accumulate(draw.begin() + static_cast<std::ptrdiff_t>(k),
                                               draw.begin() + static_cast<std::ptrdiff_t>(k + 4), 0.0) /
                                       4.0 -
                                   0.8 * peak);
  }
  EXPECT_NEAR(file.numbers("gas_capped_m3", 1)[0], excess_m3, 1e-5 * excess_m3);
  EXPECT_TRUE(file.has("gas_node_unserved_m3h"));
  EXPECT_FALSE(free.has("gas_node_unserved_m3h"));
  // What is wanted does not know the cap.
  EXPECT_NEAR(file.numbers("gas_wanted_peak_hour_m3h", 1)[0], peak, 1e-6 * peak);
  EXPECT_EQ(file.numbers("gas_wanted_peak_hour_time", 1), free.numbers("gas_supply_peak_hour_time", 1));
  EXPECT_GT(file.numbers("gas_hours_above_cap", 1)[0], 0.0);
  EXPECT_EQ(free.numbers("gas_hours_above_cap", 1)[0], 0.0);
  EXPECT_EQ(file.numbers("gas_hourly_cap_m3h", 1)[0], 0.8 * peak);
  EXPECT_EQ(free.numbers("gas_hourly_cap_m3h", 1)[0], -1.0);
  EXPECT_EQ(free.numbers("gas_supply_daily_cap_m3")[0], -1.0);
}

// Other users stand under the same caps; their day begins at midnight.
TEST(GasResults, HoldWhatAllWantAgainstTheCaps) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const io::ResultsReader file(run(folder, {}, WEEK, [&](GasGrid& grid) {
    grid.users = {gas_user("mill", INLET, "industry", 30.0)};
    std::fill_n(grid.users[0].hour_factor.begin(), 8, 0.0);
    grid.county.daily_m3 = 100.0;
  }));
  const double mill_m3 = 16.0 * 30.0;
  EXPECT_NEAR(file.numbers("gas_wanted_peak_day_m3", 1)[0], file.numbers("county_gas_peak_day_m3", 1)[0] + mill_m3,
              1e-4 * mill_m3);
  EXPECT_EQ(file.numbers("gas_wanted_peak_day_m3", size_t{0})[0], mill_m3);
  EXPECT_EQ(file.numbers("gas_wanted_peak_hour_m3h", size_t{0})[0], 30.0);
  EXPECT_EQ(file.numbers("gas_wanted_peak_hour_time", size_t{0})[0], 8.0 * 60.0);
  EXPECT_EQ(file.numbers("gas_days_above_cap", size_t{0})[0], 5.0);
}

TEST(GasResults, KnowTheSpeedThatDesignAllows) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_GAS);
  const io::ResultsReader file(run(folder));
  EXPECT_EQ(file.numbers("gas_pipe_velocity_limit_m_s"), (Numbers{20.0, 6.0, 6.0}));
  const io::ResultsReader unstated(run(folder, {}, WEEK, [](GasGrid& grid) {
    for (gas::GasNode& node : grid.network.nodes) node.tier = gas::PressureTier::unstated;
  }));
  EXPECT_EQ(unstated.numbers("gas_pipe_velocity_limit_m_s"), (Numbers{20.0, 6.0, 6.0}));
}

}  // namespace
}  // namespace hearthgrid::run
