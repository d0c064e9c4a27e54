// Parts of a gas network that nothing joins: each has its own solutions, failures and caps; supplies that share one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "engine/run/gas_pass.hpp"
#include "tests/unit/run/gas_village_days.hpp"

namespace hearthgrid::run {
namespace {

using testing::HasSubstr;

// A gate of its own with a works on a pipe too thin for it: no solution there while the works draws.
GasGrid village_and_works(const GasUser& works) {
  GasGrid grid = gas_village();
  grid.network.nodes.push_back(gas_node("other gate", gas::PressureTier::medium_a));
  grid.network.nodes.push_back(gas_node("works", gas::PressureTier::medium_a));
  grid.network.pipes.push_back(gas_pipe("thin", 5, 6, 9000.0, 16.2));
  grid.network.supplies.push_back(gas_supply("other", 5, 200'000.0));
  grid.supply.resize(2);
  grid.users = {works};
  return grid;
}

TEST(GasAreas, APartWithoutASolutionLosesItsOwnFiguresAlone) {
  GasUser works = gas_user("works", 6, "industry", 50.0);
  for (size_t hour = 0; hour < 24; ++hour) works.hour_factor[hour] = hour < 7 ? 0.0 : 1.0;
  const GasGrid grid = village_and_works(works);
  const std::vector<float> homes = two_nodes(18.0, 2);
  const GasPassOptions keep{.pressures = true, .pipes = true};
  const GasSeason season = solve(grid, homes, keep, 2), alone = solve(gas_village(), homes, keep, 2);
  const GasFigures &f = season.figures, &own = alone.figures;
  EXPECT_EQ(f.steps_unsolved, 2 * 17 * 4);
  EXPECT_EQ(f.first_failed(), 28);
  EXPECT_NEAR(f.unsolved_m3, 2.0 * 17.0 * 50.0, 1e-9);
  EXPECT_NEAR(f.wanted_m3, f.served_m3 + f.unsolved_m3, 1e-9 * f.wanted_m3);
  EXPECT_NEAR(f.served_m3, own.served_m3, 1e-9 * own.served_m3);
  EXPECT_NEAR(f.supplied_m3, own.supplied_m3, 1e-9 * own.supplied_m3);
  EXPECT_EQ(f.lowest_node, FAR_END);
  EXPECT_EQ(f.lowest_pa.value, own.lowest_pa.value);
  EXPECT_EQ(f.nodes[FAR_END].steps_unsolved, 0);
  EXPECT_EQ(f.nodes[6].steps_unsolved, f.steps_unsolved);
  EXPECT_EQ(f.nodes[6].failures, f.steps_unsolved);
  EXPECT_EQ(f.pipes[2].velocity_m_s.value, own.pipes[2].velocity_m_s.value);
  EXPECT_EQ(f.regulators[0].peak_m3h.value, own.regulators[0].peak_m3h.value);
  EXPECT_EQ(f.supplies[0].peak_m3h.value, own.supplies[0].peak_m3h.value);
  EXPECT_EQ(f.supplies[1].peak_m3h.value, 0.0);
  EXPECT_EQ(f.areas[0].first_failed, -1);
  EXPECT_EQ(f.areas[1].steps_unsolved, f.steps_unsolved);
  for (size_t i = 0; i < size_t{2} * STEPS * 5; ++i) EXPECT_EQ(season.pressure_pa[i], alone.pressure_pa[i]) << i;
  const auto texts = gas_failure_texts(GasFacts(grid, {NEAR_END, FAR_END}, 15), f);
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_THAT(texts[0], testing::AllOf(HasSubstr("supply 'other'"), HasSubstr("34 h"), HasSubstr("'works'")));
  // Low pressure is all of the village's; the works share the tier of its trunk, which is known at night.
  const auto low = static_cast<size_t>(gas::PressureTier::low),
             medium = static_cast<size_t>(gas::PressureTier::medium_a);
  EXPECT_EQ(f.packs[low].least_m3, own.packs[low].least_m3);
  EXPECT_GT(f.packs[medium].least_m3, 0.0);
  EXPECT_DOUBLE_EQ(f.packs[medium].length_m, 12'000.0);
}

TEST(GasAreas, ACapOfOneAreaDoesNotReachTheOther) {
  GasGrid grid = village_and_works(gas_user("works", 6, "industry", 0.5));
  grid.supply[1].limits.hourly_m3h = 0.2;
  const GasSeason season = solve(grid, constant({6.0, 4.0}));
  EXPECT_EQ(season.figures.steps_unsolved, 0);
  EXPECT_NEAR(season.figures.capped_m3, 24.0 * 0.3, 1e-9);
  EXPECT_NEAR(season.figures.nodes[6].unserved_m3, 24.0 * 0.3, 1e-9);
}

// Three supplies with daily caps on one trunk: each that is lowered lifts the others.
TEST(GasAreas, DailyCapsOfSuppliesThatShareAnAreaHoldToRounding) {
  GasGrid grid = gas_village();
  for (const char* name : {"second", "third"}) {
    const auto node = static_cast<int>(grid.network.nodes.size());
    grid.network.nodes.push_back(gas_node(name, gas::PressureTier::medium_a));
    grid.network.pipes.push_back(gas_pipe(name, node, INLET, 500.0 * node, 63.0));
    grid.network.supplies.push_back(gas_supply(name, node, 200'000.0));
  }
  grid.supply.resize(3);
  for (const std::vector<double>& caps : {std::vector{60.0, 50.0, 40.0}, {30.0, 90.0, 45.0}, {100.0, 20.0, 0.0}}) {
    for (size_t s = 0; s < 3; ++s) grid.supply[s].limits.daily_m3 = caps[s];
    const std::vector<float> homes = two_nodes(18.0, 2);
    const GasSeason season = solve(grid, homes, {}, 2);
    EXPECT_EQ(season.figures.steps_unsolved, 0);
    double served = 0.0;
    for (size_t s = 0; s < 3; ++s) {
      for (size_t day = 0; day < 2; ++day) {
        const auto from = season.supply_m3h.begin() + static_cast<std::ptrdiff_t>((2 * s + day) * STEPS);
        const double m3 = std::accumulate(from, from + STEPS, 0.0) * 0.25;
        EXPECT_LE(m3, caps[s] * (1.0 + 1e-12) + 1e-6) << s << " on day " << day;
        served += m3;
      }
    }
    EXPECT_NEAR(served, season.figures.served_m3, 1e-6);
    EXPECT_GT(served, 0.9 * std::min(season.figures.wanted_m3, 2.0 * (caps[0] + caps[1] + caps[2])));
  }
}

// Six supplies beside each other: what one may not give lifts all others.
TEST(GasAreas, ManyDailyCapsHoldToRounding) {
  GasGrid grid = gas_village();
  for (int i = 0; i < 5; ++i) {
    const auto node = static_cast<int>(grid.network.nodes.size());
    const std::string name = "gate " + std::to_string(i);
    grid.network.nodes.push_back(gas_node(name, gas::PressureTier::medium_a));
    grid.network.pipes.push_back(gas_pipe(name, node, INLET, 50.0 + 700.0 * i, 63.0));
    grid.network.supplies.push_back(gas_supply(name, node, 200'000.0));
  }
  grid.supply.resize(6);
  const std::vector<float> homes = two_nodes(18.0, 1);
  for (size_t turn = 0; turn < 6; ++turn) {
    for (size_t s = 0; s < 6; ++s) grid.supply[s].limits.daily_m3 = 8.0 + 7.0 * static_cast<double>((s + turn) % 6);
    const GasSeason season = solve(grid, homes);
    EXPECT_EQ(season.figures.steps_unsolved, 0);
    for (size_t s = 0; s < 6; ++s) {
      const auto from = season.supply_m3h.begin() + static_cast<std::ptrdiff_t>(s * STEPS);
      const double m3 = std::accumulate(from, from + STEPS, 0.0) * 0.25, cap_m3 = *grid.supply[s].limits.daily_m3;
      EXPECT_LE(m3, cap_m3 * (1.0 + 1e-12)) << s << " in turn " << turn;
    }
    EXPECT_GT(season.figures.served_m3, 0.97 * std::min(season.figures.wanted_m3, 153.0));
  }
}

}  // namespace
}  // namespace hearthgrid::run
