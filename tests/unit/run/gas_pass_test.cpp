// Days of a gas network: against single solves, caps by hand, balance, what is short and what has no solution.
#include "engine/run/gas_pass.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/run/gas_profile.hpp"
#include "models/gas/network/gas_flow.hpp"
#include "tests/unit/run/gas_village_days.hpp"

namespace hearthgrid::run {
namespace {

using testing::Each;
using testing::HasSubstr;

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(GasPass, HasThePressuresOfSingleSolves) {
  const GasGrid grid = gas_village();
  const std::vector<float> homes = two_nodes(18.0, 2);
  const GasSeason season = solve(grid, homes, {.pressures = true, .pipes = true}, 2);
  ASSERT_EQ(season.figures.steps_unsolved, 0);
  gas::GasFlow flow(grid.network);
  gas::GasFlowResult single;
  constexpr size_t ALL = size_t{2} * STEPS;
  double lowest_pa = 1e9;
  for (size_t k = 0; k < ALL; ++k) {
    std::vector<double> draw(5);
    draw[NEAR_END] = static_cast<double>(homes[k]);
    draw[FAR_END] = static_cast<double>(homes[ALL + k]);
    flow.solve(draw, single);
    ASSERT_TRUE(single.solved());
    for (size_t n = 0; n < 5; ++n) {
      EXPECT_NEAR(season.pressure_pa[n * ALL + k], single.pressure_pa[n], 1e-7 * single.pressure_pa[n] + 1e-4);
    }
    EXPECT_NEAR(season.pipe_m3h[2 * ALL + k], draw[FAR_END], 1e-6);
    if (draw[FAR_END] > 0.0) lowest_pa = std::min(lowest_pa, single.pressure_pa[FAR_END]);
  }
  EXPECT_NEAR(season.figures.lowest_pa.value, lowest_pa, 1e-6 * lowest_pa);
  EXPECT_EQ(season.figures.lowest_node, FAR_END);
  EXPECT_NEAR(season.worst.pressure_pa[FAR_END], lowest_pa, 1e-6 * lowest_pa);
}

TEST(GasPass, SuppliesGiveWhatIsServed) {
  const GasSeason season = solve(gas_village(), two_nodes(18.0, 3), {}, 3);
  const GasFigures& f = season.figures;
  EXPECT_GT(f.wanted_m3, 100.0);
  EXPECT_NEAR(f.supplied_m3, f.served_m3, 1e-9 * f.served_m3);
  EXPECT_NEAR(f.wanted_m3, f.served_m3, 1e-12 * f.wanted_m3);
  EXPECT_NEAR(sum(season.supply_m3h) * 0.25, f.supplied_m3, 1e-9 * f.supplied_m3);
  EXPECT_EQ(f.steps_unserved, 0);
}

TEST(GasPass, NightsWithoutDrawAreNormal) {
  const GasSeason season = solve(gas_village(), constant({0.0, 0.0}), {.pressures = true});
  EXPECT_EQ(season.figures.steps_unsolved, 0);
  EXPECT_EQ(season.figures.lowest_node, gas::NO_NODE);
  EXPECT_TRUE(season.worst.pressure_pa.empty());
  for (int k = 0; k < STEPS; ++k) EXPECT_NEAR(season.pressure_pa[FAR_END * STEPS + k], BOX_PA, 1e-3);
}

TEST(GasPass, VelocityIsFlowOverAreaAtThePressureThere) {
  const GasSeason season = solve(gas_village(), constant({6.0, 4.0}), {.pressures = true});
  const double bore_m = 0.0408, pa = 101325.0 + static_cast<double>(season.pressure_pa[FAR_END * STEPS]);
  // m3 at 20 degC and 101.325 kPa, in the ground at 5 degC.
  const double by_hand = 4.0 / 3600.0 * (101325.0 / pa) * (278.15 / 293.15) / (M_PI / 4.0 * bore_m * bore_m);
  EXPECT_NEAR(season.figures.pipes[2].velocity_m_s.value, by_hand, 1e-6 * by_hand);
  EXPECT_NEAR(season.figures.pipes[0].peak_m3h.value, 10.0, 1e-9);
}

TEST(GasPass, ACapLeavesDemandMinusCapUnserved) {
  GasGrid grid = gas_village();
  grid.county.hourly_m3h = 7.0;
  const GasSeason season = solve(grid, constant({6.0, 4.0}), {.unserved = true});
  EXPECT_NEAR(season.figures.capped_m3, 24.0 * 3.0, 1e-9);
  EXPECT_NEAR(season.figures.short_m3, 0.0, 1e-9);
  EXPECT_NEAR(season.figures.nodes[NEAR_END].unserved_m3, 24.0 * 1.8, 1e-9);  // alike for all of a class
  EXPECT_EQ(season.figures.nodes[FAR_END].steps_unserved, STEPS);
  for (const double m3h : season.supply_m3h) EXPECT_NEAR(m3h, 7.0, 1e-9);
  EXPECT_NEAR(season.unserved_m3h[FAR_END * STEPS + 3], 1.2, 1e-6);
}

TEST(GasPass, TheFirstInTheOrderGoesShortFirst) {
  GasGrid grid = gas_village();
  grid.supply[0].limits.hourly_m3h = 11.0;
  grid.users = {gas_user("works", INLET, "industry", 3.0)};
  const GasSeason season = solve(grid, constant({6.0, 4.0}));
  EXPECT_NEAR(season.figures.nodes[INLET].unserved_m3, 24.0 * 2.0, 1e-9);
  EXPECT_EQ(season.figures.nodes[FAR_END].unserved_m3, 0.0);
}

// Draws that go up and down within the hour against what a supply can give at a moment.
TEST(GasPass, TheOrderHoldsAtEveryStepOfACapacity) {
  GasGrid grid = gas_village();
  grid.network.supplies[0].capacity_m3h = 12.0;
  grid.users = {gas_user("works", INLET, "industry", 4.0)};
  std::vector<float> homes = constant({6.0, 4.0});
  for (size_t k = 0; k < homes.size(); ++k) homes[k] *= 0.7F + 0.25F * static_cast<float>(k % 4);
  const GasSeason season = solve(grid, homes, {.unserved = true});
  EXPECT_EQ(season.figures.steps_unsolved, 0);
  int works = 0, all = 0;
  for (size_t k = 0; k < STEPS; ++k) {
    const auto of_works = static_cast<double>(season.unserved_m3h[INLET * STEPS + k]);
    const auto of_homes = static_cast<double>(season.unserved_m3h[FAR_END * STEPS + k]);
    works += of_works > 1e-3 ? 1 : 0;
    if (of_homes < 1e-3) continue;
    ++all;
    EXPECT_NEAR(of_works, 4.0, 1e-3) << k;
  }
  EXPECT_EQ(works, 3 * STEPS / 4);  // 7.0, 9.5, 12.0 and 14.5 m3/h of the homes
  EXPECT_EQ(all, STEPS / 4);
  for (const double m3h : season.supply_m3h) EXPECT_LE(m3h, 12.0 * (1.0 + 1e-9));
}

// One supply has a cap by the hour, the other one by the day: together they have both.
TEST(GasPass, CapsOfDifferentKindsAddUp) {
  GasGrid grid = gas_village();
  grid.network.nodes.push_back(gas_node("second", gas::PressureTier::medium_a));
  grid.network.pipes.push_back(gas_pipe("second", 5, INLET, 3000.0, 90.0));
  grid.network.supplies.push_back(gas_supply("second", 5, 200'000.0));
  grid.network.supplies[1].capacity_m3h = 6.0;
  grid.supply.resize(2);
  grid.supply[0].limits.hourly_m3h = 5.0;
  grid.supply[1].limits.daily_m3 = 60.0;
  const GasSeason season = solve(grid, constant({6.0, 4.0}));
  EXPECT_EQ(season.figures.steps_unsolved, 0);
  const auto& given = season.supply_m3h;
  EXPECT_NEAR(std::accumulate(given.begin(), given.end(), 0.0) * 0.25, 24.0 * 5.0 + 60.0, 1.0);
}

TEST(GasPass, ADailyCapHolds) {
  GasGrid grid = gas_village();
  grid.supply[0].limits.daily_m3 = 100.0;
  const GasSeason season = solve(grid, two_nodes(18.0, 3), {}, 3);
  for (int day = 0; day < 3; ++day) {
    const auto from = season.supply_m3h.begin() + static_cast<std::ptrdiff_t>(day) * STEPS;
    EXPECT_NEAR(std::accumulate(from, from + STEPS, 0.0) * 0.25, 100.0, 1e-6);
  }
  EXPECT_NEAR(season.figures.capped_m3, season.figures.wanted_m3 - 300.0, 1e-6);
}

TEST(GasPass, AnotherSupplyTakesOverWhatADailyCapDoesNotAllow) {
  GasGrid grid = gas_village();
  grid.network.nodes.push_back(gas_node("second", gas::PressureTier::medium_a));
  grid.network.pipes.push_back(gas_pipe("second", 5, INLET, 3000.0, 90.0));
  grid.network.supplies.push_back(gas_supply("second", 5, 200'000.0));
  grid.supply.resize(2);
  grid.supply[0].limits.daily_m3 = 50.0;
  const GasSeason season = solve(grid, two_nodes(18.0, 1));
  const double first = std::accumulate(season.supply_m3h.begin(), season.supply_m3h.begin() + STEPS, 0.0) * 0.25;
  EXPECT_LE(first, 50.0 * (1.0 + 1e-6));
  EXPECT_GT(first, 45.0);
  EXPECT_NEAR(season.figures.served_m3, season.figures.wanted_m3, 1e-9 * season.figures.wanted_m3);
}

TEST(GasPass, ThinPipesLeaveTheLastShortAndTheBalanceCloses) {
  const GasSeason season = solve(gas_village(), two_nodes(55.0, 1), {.shares = true});
  const GasFigures& f = season.figures;
  ASSERT_EQ(f.steps_unsolved, 0);
  EXPECT_GT(f.short_m3, 1.0);
  EXPECT_GT(f.nodes[FAR_END].steps_below_service, 0);
  EXPECT_NEAR(f.wanted_m3, f.served_m3 + f.short_m3, 1e-9 * f.wanted_m3);
  EXPECT_NEAR(f.supplied_m3, f.served_m3, 1e-9 * f.served_m3);
  EXPECT_NEAR(f.nodes[NEAR_END].unserved_m3 + f.nodes[FAR_END].unserved_m3, f.short_m3, 1e-9 * f.wanted_m3);
  const auto far = std::span<const float>(season.homes.share).subspan(FAR_END * STEPS, STEPS);
  EXPECT_LT(*std::min_element(far.begin(), far.end()), 0.999F);
  EXPECT_THAT(std::vector<float>(far.begin(), far.begin() + 20), Each(1.0F)) << "at night there is enough";
}

TEST(GasPass, StepsWithoutASolutionAreNamedAndCountForNothing) {
  const GasGrid grid = gas_village(0.0);  // whatever the pressure: no way out
  const GasSeason season = solve(grid, two_nodes(200.0, 1), {.pressures = true});
  const GasFigures& f = season.figures;
  EXPECT_GT(f.steps_unsolved, 10);
  EXPECT_LT(f.steps_unsolved, STEPS - 20);
  EXPECT_NEAR(f.wanted_m3, f.served_m3 + f.unsolved_m3, 1e-9 * f.wanted_m3);
  EXPECT_THAT(gas_failure_text(grid.network, f.areas[0].first_failure),
              testing::AnyOf(HasSubstr("'far'"), HasSubstr("box")));
  EXPECT_EQ(f.nodes[FAR_END].failures + f.nodes[NEAR_END].failures + f.nodes[BOX].failures, f.steps_unsolved);
  EXPECT_EQ(season.pressure_pa[FAR_END * STEPS + static_cast<size_t>(f.first_failed())], 0.0F);
  EXPECT_GT(f.lowest_pa.value, 0.0);
}

TEST(GasPass, QuietDaysAreAsIfSolvedOneByOne) {
  GasUser works = gas_user("works", INLET, "industry", 5.0);
  works.hour_factor[9] = 2.0;
  GasGrid grid = gas_village();
  grid.users = {works};
  grid.supply[0].limits.hourly_m3h = 8.0;
  std::vector<float> homes = two_nodes(6.0, 5);
  for (size_t row = 0; row < 2; ++row) {
    for (const size_t day : {0U, 2U, 3U})
      std::fill_n(homes.begin() + static_cast<ptrdiff_t>((row * 5 + day) * STEPS), STEPS, 0.0F);
  }
  const GasPassOptions keep{.pressures = true, .pipes = true, .unserved = true, .shares = true};
  const GasSeason season = solve(grid, homes, keep, 5);
  GasFigures together(GasFacts(grid, {NEAR_END, FAR_END}, 15));
  for (size_t day = 0; day < 5; ++day) {
    std::vector<float> one_day;
    for (size_t row = 0; row < 2; ++row) {
      const auto from = homes.begin() + static_cast<ptrdiff_t>((row * 5 + day) * STEPS);
      one_day.insert(one_day.end(), from, from + STEPS);
    }
    GasSeason alone = solve(grid, one_day, keep);
    const auto same = [&](const auto& all, const auto& one) {
      for (size_t i = 0; i < one.size(); ++i) ASSERT_EQ(all[(i / STEPS * 5 + day) * STEPS + i % STEPS], one[i]) << i;
    };
    same(season.pressure_pa, alone.pressure_pa);
    same(season.pipe_m3h, alone.pipe_m3h);
    same(season.supply_m3h, alone.supply_m3h);
    same(season.unserved_m3h, alone.unserved_m3h);
    same(season.homes.share, alone.homes.share);
    alone.figures.move(static_cast<int64_t>(day) * STEPS);
    together.add(alone.figures);
  }
  EXPECT_GT(together.capped_m3, 1.0);
  EXPECT_EQ(season.figures.served_m3, together.served_m3);
  EXPECT_EQ(season.figures.steps_unserved, together.steps_unserved);
  EXPECT_EQ(season.figures.lowest_pa.step, together.lowest_pa.step);
  EXPECT_EQ(season.figures.nodes[INLET].peak_m3h.step, together.nodes[INLET].peak_m3h.step);
  EXPECT_EQ(season.figures.pipes[0].velocity_m_s.step, together.pipes[0].velocity_m_s.step);
}

TEST(GasPass, NodesThatNoSupplyReachesGetNothing) {
  GasGrid grid = gas_village();
  grid.network.pipes[2].in_service = false;
  const GasSeason season = solve(grid, constant({6.0, 4.0}));
  EXPECT_NEAR(season.figures.unreached_m3, 96.0, 1e-9);
  EXPECT_NEAR(season.figures.nodes[FAR_END].unserved_m3, 96.0, 1e-9);
  EXPECT_EQ(season.figures.nodes[FAR_END].lowest_pa.step, -1);
  EXPECT_EQ(season.figures.steps_unsolved, 0);
  EXPECT_EQ(season.figures.lowest_node, NEAR_END);
}

TEST(GasPass, HasTheSameBitsWhateverTheThreads) {
  GasGrid grid = gas_village();
  grid.supply[0].limits.daily_m3 = 150.0;
  const std::vector<float> homes = two_nodes(30.0, 7);
  const GasSeason one = solve(grid, homes, {.threads = 1, .pressures = true}, 7);
  const GasSeason three = solve(grid, homes, {.threads = 3, .pressures = true}, 7);
  EXPECT_EQ(one.pressure_pa, three.pressure_pa);
  EXPECT_EQ(one.supply_m3h, three.supply_m3h);
  EXPECT_EQ(one.figures.served_m3, three.figures.served_m3);
  EXPECT_EQ(one.figures.lowest_pa.step, three.figures.lowest_pa.step);
}

TEST(GasPass, UsersDrawByTheHourOfTheDay) {
  GasGrid grid = gas_village();
  GasUser works = gas_user("works", INLET, "industry", 5.0);
  for (size_t hour = 0; hour < 24; ++hour) works.hour_factor[hour] = hour == 9 ? 2.0 : 0.0;
  grid.users = {works};
  const GasSeason season = solve(grid, constant({0.0, 0.0}));
  for (size_t k = 0; k < STEPS; ++k) EXPECT_NEAR(season.supply_m3h[k], k / 4 == 9 ? 10.0 : 0.0, 1e-9);
}

TEST(GasProfile, GoesFromTheSupplyToTheNode) {
  const GasGrid grid = gas_village();
  const GasSeason season = solve(grid, constant({6.0, 4.0}));
  const auto points = gas_profile(grid.network, season.worst, FAR_END);
  ASSERT_EQ(points.size(), 5U);
  const std::vector<int> nodes = {GATE, INLET, BOX, NEAR_END, FAR_END};
  const std::vector<double> distances = {0.0, 3000.0, 3000.0, 3150.0, 3350.0};
  const std::vector<std::string> via = {"", "trunk", "box", "street", "lane"};
  for (size_t i = 0; i < points.size(); ++i) {
    EXPECT_EQ(points[i].node, nodes[i]);
    EXPECT_DOUBLE_EQ(points[i].distance_m, distances[i]);
    EXPECT_EQ(points[i].via, via[i]);
    if (i == 0) continue;
    EXPECT_LT(points[i].pressure_pa, points[i - 1].pressure_pa);
  }
}

TEST(GasProfile, PassesOpenValves) {
  GasGrid grid = gas_village();
  grid.network.nodes.push_back(gas_node("behind", gas::PressureTier::low));
  grid.network.valves.push_back({.name = "valve", .from = NEAR_END, .to = 5});
  grid.network.pipes[2].from = 5;
  const GasSeason season = solve(grid, constant({6.0, 4.0}));
  const auto points = gas_profile(grid.network, season.worst, FAR_END);
  ASSERT_EQ(points.size(), 6U);
  EXPECT_EQ(points[4].via, "valve");
  EXPECT_EQ(points[0].node, GATE);
}

}  // namespace
}  // namespace hearthgrid::run
