// Works for a whole season: what has no solution as it stands is served with them, and no step breaks a limit.
#include "engine/run/gas_season_sizing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "engine/run/gas_pass.hpp"
#include "models/gas/network/gas_flow.hpp"
#include "models/gas/sizing/sizing_limits.hpp"
#include "tests/unit/run/gas_village.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t STEPS = 96;
enum OtherVillage : int { OTHER_BOX = 5, OTHER_END = 6 };

// gas_village() with a second one behind the same trunk.
GasGrid two_villages(double service_pa) {
  GasGrid grid = gas_village(service_pa);
  using enum gas::PressureTier;
  grid.network.nodes.push_back(gas_node("other box", low));
  grid.network.nodes.push_back(gas_node("other end", low, service_pa));
  grid.network.pipes.push_back(gas_pipe("other lane", OTHER_BOX, OTHER_END, 300.0, 32.6));
  gas::GasRegulator box = grid.network.regulators[0];
  box.name = "other box";
  box.to = OTHER_BOX;
  grid.network.regulators.push_back(box);
  return grid;
}

io::GasWorks works() {
  io::GasWorks out;
  for (const auto& [mm, cny] : {std::pair{51.4, 70.0}, {73.6, 110.0}, {102.2, 180.0}, {130.8, 260.0}}) {
    out.catalogue.pipes.push_back({fmt::format("PE {}", mm), 1e-3 * mm, 1e-5, cny, "test", "test"});
  }
  for (const double m3h : {50.0, 100.0, 200.0}) {
    out.catalogue.regulators.push_back(
        {fmt::format("box {}", m3h), gas::RegulatorKind::wall_mounted, m3h, 40.0 * m3h, "test", "test"});
  }
  return out;
}

// The far end peaks from 8 to 9, the other village from 19 to 20, when less is drawn together.
std::vector<float> two_peaks(float far_m3h, float other_m3h) {
  std::vector<float> draws(2 * STEPS, 4.0F);
  for (size_t k = 32; k < 36; ++k) draws[k] = far_m3h;
  for (size_t k = 76; k < 80; ++k) draws[STEPS + k] = other_m3h;
  return draws;
}

GasSeason solve(const GasGrid& grid, const std::vector<int>& nodes, const std::vector<float>& homes) {
  const GasFacts facts(grid, nodes, 15);
  return solve_gas(facts, homes, static_cast<int64_t>(homes.size() / nodes.size()), {});
}

TEST(SeasonSizing, ServesWhatHadNoSolution) {
  const std::vector<float> homes = two_peaks(90.0F, 70.0F);
  for (const double service_pa : {0.0, SERVICE_PA}) {  // no solution at all; served in part
    GasGrid grid = two_villages(service_pa);
    const GasSeason before = solve(grid, {FAR_END, OTHER_END}, homes);
    if (service_pa == 0.0) {
      ASSERT_EQ(before.figures.steps_unsolved, 8) << "both peaks";
    } else {
      ASSERT_EQ(before.figures.steps_unserved, 8);
    }
    const SeasonSizing sizing = size_season(GasFacts(grid, {FAR_END, OTHER_END}, 15), works(), homes, STEPS);
    EXPECT_EQ(sizing.status, gas::SizingStatus::found);
    EXPECT_EQ(sizing.steps_broken, 8);
    EXPECT_EQ(sizing.steps_left, 0);
    std::vector<int64_t> steps;
    for (const SeasonWork& work : sizing.works) steps.push_back(work.step / 4);
    EXPECT_THAT(steps, testing::Contains(8));
    EXPECT_THAT(steps, testing::Contains(19));
    grid.network = sizing.network;
    const GasSeason after = solve(grid, {FAR_END, OTHER_END}, homes);
    EXPECT_EQ(after.figures.steps_unsolved, 0);
    EXPECT_EQ(after.figures.steps_unserved, 0);
    EXPECT_NEAR(after.figures.served_m3, after.figures.wanted_m3, 1e-9 * after.figures.wanted_m3);
  }
}

// Every node peaks at another step: one to design for is too few, and so are four at times.
TEST(SeasonSizing, NoStepBreaksALimitWithTheWorks) {
  int enlarged = 0, many = 0, one_is_too_few = 0;
  for (uint32_t seed = 0; seed < 12; ++seed) {
    std::mt19937 random(seed);
    GasGrid grid = two_villages(SERVICE_PA);
    std::vector<int> nodes = {NEAR_END, FAR_END, OTHER_END};
    for (int n = 0; n < 5; ++n) {
      nodes.push_back(static_cast<int>(grid.network.nodes.size()));
      grid.network.nodes.push_back(gas_node(fmt::format("lane {}", n), gas::PressureTier::low, SERVICE_PA));
      const int from = n < 3 ? static_cast<int>(FAR_END) : static_cast<int>(OTHER_END);
      grid.network.pipes.push_back(gas_pipe(fmt::format("lane {}", n), from, nodes.back(), 120.0, 26.2));
    }
    std::vector<float> homes(nodes.size() * STEPS);
    for (float& m3h : homes) m3h = random() % 6 == 0 ? 4.0F + 0.01F * static_cast<float>(random() % 1200) : 1.0F;
    const GasFacts facts(grid, nodes, 15);
    const SeasonSizing sizing = size_season(facts, works(), homes, STEPS);
    ASSERT_EQ(sizing.status, gas::SizingStatus::found);
    EXPECT_EQ(sizing.parts_given_up, 0);
    gas::DesignDraws all(STEPS, std::vector<double>(grid.network.nodes.size(), 0.0));
    for (size_t k = 0; k < STEPS; ++k) {
      for (size_t row = 0; row < nodes.size(); ++row) {
        all[k][static_cast<size_t>(nodes[row])] = static_cast<double>(homes[row * STEPS + k]);
      }
    }
    EXPECT_TRUE(gas::broken_limits(sizing.network, all, {}).empty()) << seed;
    double cost = 0.0;
    for (const SeasonWork& work : sizing.works) {
      cost += work.work.cny;
      EXPECT_GT(work.work.driver.excess(), 0.0);
    }
    EXPECT_NEAR(sizing.cost_cny, cost, 1e-9);
    EXPECT_LE(sizing.lower_bound_cny, cost + 1e-9);
    // Designed for all steps at once it costs the same, and no less for any of them.
    const gas::GasSizing whole = gas::size_network(grid.network, all, works().catalogue, {});
    EXPECT_GE(sizing.cost_cny, whole.lower_bound_cny - 1e-6) << seed;
    if (whole.optimal) {
      EXPECT_NEAR(sizing.cost_cny, whole.cost_cny, 1e-6) << seed;
    }
    enlarged += static_cast<int>(sizing.works.size());
    const SeasonSizing one = size_season(facts, works(), homes, STEPS, {.most_steps = 1});
    EXPECT_LE(one.cost_cny, sizing.cost_cny + 1e-6);
    one_is_too_few += one.steps_left > 0 ? 1 : 0;
    many += sizing.design_steps > 4 ? 1 : 0;
  }
  EXPECT_GT(enlarged, 30);
  EXPECT_GT(many, 0);
  EXPECT_GT(one_is_too_few, 6);
}

TEST(SeasonSizing, SaysWhatItGaveUp) {
  const std::vector<float> homes = two_peaks(90.0F, 70.0F);
  GasGrid grid = two_villages(0.0);
  grid.network.pipes.push_back(gas_pipe("loop", FAR_END, OTHER_END, 400.0, 32.6));  // both villages are one part
  const GasFacts facts(grid, {FAR_END, OTHER_END}, 15);
  const SeasonSizing one = size_season(facts, works(), homes, STEPS, {.most_steps = 1});
  const SeasonSizing all = size_season(facts, works(), homes, STEPS);
  EXPECT_EQ(all.parts_given_up, 0);
  EXPECT_EQ(all.steps_left, 0);
  ASSERT_EQ(one.parts_given_up, 1);
  EXPECT_EQ(one.status, gas::SizingStatus::in_part);
  EXPECT_GT(one.steps_left, 0);
  EXPECT_FALSE(one.left.empty());
}

TEST(SeasonSizing, LeavesWhatNothingHelpsAndMendsTheRest) {
  GasGrid grid = two_villages(SERVICE_PA);
  grid.network.nodes[OTHER_END].service_pa = 2700.0;  // more than its regulator holds
  const std::vector<float> homes = two_peaks(90.0F, 40.0F);
  const SeasonSizing sizing = size_season(GasFacts(grid, {FAR_END, OTHER_END}, 15), works(), homes, STEPS);
  EXPECT_EQ(sizing.status, gas::SizingStatus::in_part);
  EXPECT_EQ(sizing.parts_given_up, 0);
  ASSERT_EQ(sizing.left.size(), 1U);
  EXPECT_EQ(sizing.left[0].fault.limit, gas::SizingLimit::pressure);
  EXPECT_EQ(sizing.left[0].fault.element, OTHER_END);
  EXPECT_EQ(sizing.left[0].step / 4, 19);
  EXPECT_EQ(sizing.steps_left, static_cast<int64_t>(STEPS));
  const auto pipe = [&](int element) {
    return std::any_of(sizing.works.begin(), sizing.works.end(),
                       [&](const SeasonWork& w) { return !w.work.is_regulator && w.work.element == element; });
  };
  EXPECT_TRUE(pipe(2)) << "the far lane";
  EXPECT_TRUE(pipe(3)) << "the other lane: speed and drop";
}

TEST(SeasonSizing, NothingIsNeededForNothing) {
  const GasGrid grid = two_villages(SERVICE_PA);
  const GasFacts facts(grid, {FAR_END, OTHER_END}, 15);
  for (const float m3h : {0.0F, 2.0F}) {
    const SeasonSizing sizing = size_season(facts, works(), std::vector<float>(2 * STEPS, m3h), STEPS);
    EXPECT_EQ(sizing.status, gas::SizingStatus::none_needed);
    EXPECT_TRUE(sizing.works.empty());
    EXPECT_EQ(sizing.steps_broken, 0);
    EXPECT_EQ(sizing.design_steps, 0);
  }
}

TEST(SeasonSizing, IsTheSameWhateverTheThreads) {
  const GasGrid grid = two_villages(SERVICE_PA);
  const std::vector<float> homes = two_peaks(90.0F, 70.0F);
  const GasFacts facts(grid, {FAR_END, OTHER_END}, 15);
  const SeasonSizing one = size_season(facts, works(), homes, STEPS, {.threads = 1});
  const SeasonSizing three = size_season(facts, works(), homes, STEPS, {.threads = 3});
  EXPECT_EQ(one.cost_cny, three.cost_cny);
  ASSERT_EQ(one.works.size(), three.works.size());
  for (size_t i = 0; i < one.works.size(); ++i) {
    EXPECT_EQ(one.works[i].work.element, three.works[i].work.element);
    EXPECT_EQ(one.works[i].work.driver.reached, three.works[i].work.driver.reached);
  }
}

}  // namespace
}  // namespace hearthgrid::run
