#include "models/electricity/planning/rebalancing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "models/electricity/planning/measure.hpp"
#include "models/electricity/planning/reinforcement.hpp"
#include "tests/unit/electricity/planning/planning_fixture.hpp"

namespace hearthgrid::electricity {
namespace {

std::array<double, 3> phase_kw(const TestPlace& place, const std::vector<int8_t>& phases, int64_t step) {
  std::array<double, 3> kw{};
  for (size_t h = 0; h < phases.size(); ++h) kw[phases[h]] += place.kw[h][step];
  return kw;
}

TEST(Rebalancing, EqualHomesAreSharedOutEvenly) {
  TestPlace place = small_place(3, 12, 2.0, 100.0, 1);
  for (size_t h = 0; h < 12; ++h) {
    place.kw[h] = {2.0F};
    place.design.areas[0].network.homes[h].phase = 0;
    place.design.areas[0].network.homes[h].node = 1;
  }
  place.bind();
  const std::vector<int64_t> steps = {0};
  for (const auto from : {Rebalance::from_present, Rebalance::afresh}) {
    const auto phases = balanced_phases(place.design, place.loads, steps, from);
    for (int8_t p = 0; p < 3; ++p) EXPECT_EQ(std::ranges::count(phases, p), 4);
  }
}

TEST(Rebalancing, BalancedHomesStay) {
  TestPlace place = small_place(3, 6, 2.0, 100.0, 1);
  for (size_t h = 0; h < 6; ++h) {
    place.kw[h] = {2.0F};
    place.design.areas[0].network.homes[h] = {1, static_cast<int8_t>(h % 3), 0.0};
  }
  place.bind();
  const std::vector<int64_t> steps = {0};
  const auto present = present_phases(place.design, 6);
  EXPECT_EQ(balanced_phases(place.design, place.loads, steps, Rebalance::from_present), present);
}

TEST(Rebalancing, ThreePhaseHomesStay) {
  TestPlace place = small_place(5, 9, 2.0, 100.0, 4);
  place.design.areas[0].network.homes[4].phase = 3;
  const std::vector<int64_t> steps = {0, 3};
  const auto phases = balanced_phases(place.design, place.loads, steps, Rebalance::afresh);
  for (size_t h = 0; h < 9; ++h) EXPECT_EQ(phases[h] == 3, h == 4);
}

TEST(Rebalancing, LessensUnbalanceAndLiftsTheLowestHome) {
  int better = 0;
  for (uint32_t seed = 0; seed < 20; ++seed) {
    TestPlace place = small_place(seed, 20, 2.0, 100.0, 6);
    Draw draw(seed + 100);
    for (auto& home : place.design.areas[0].network.homes) home.phase = static_cast<int8_t>(draw.below(5) / 2);
    const std::vector<int64_t> steps = {0, 2, 5};
    for (const auto from : {Rebalance::from_present, Rebalance::afresh}) {
      const auto phases = balanced_phases(place.design, place.loads, steps, from);
      const Measure measure{"", "", 0.0, 0.0, PhaseRebalancing{phases}};
      const Design after = apply(place.design, measure);
      const auto was = extremes(place.design, place.loads, place.rules, steps);
      const auto now = extremes(after, place.loads, place.rules, steps);
      EXPECT_LT(worst_of(now, LimitKind::unbalance).value, worst_of(was, LimitKind::unbalance).value) << seed;
      better += worst_of(now, LimitKind::low_voltage).value > worst_of(was, LimitKind::low_voltage).value ? 1 : 0;
      for (const int64_t t : steps) {
        const auto kw = phase_kw(place, phases, t);
        const double mean = (kw[0] + kw[1] + kw[2]) / 3.0;
        EXPECT_LT(*std::ranges::max_element(kw), 1.25 * mean) << seed;
      }
    }
  }
  EXPECT_GE(better, 38);
}

TEST(Rebalancing, FromPresentMovesFewerHomesThanAfresh) {
  int from_present = 0, afresh = 0;
  for (uint32_t seed = 0; seed < 10; ++seed) {
    const TestPlace place = small_place(seed, 20, 2.0, 100.0, 6);
    const std::vector<int64_t> steps = {1, 4};
    const auto present = present_phases(place.design, 20);
    const auto moved = [&](Rebalance from) {
      const auto phases = balanced_phases(place.design, place.loads, steps, from);
      int count = 0;
      for (size_t h = 0; h < 20; ++h) count += phases[h] != present[h] ? 1 : 0;
      return count;
    };
    from_present += moved(Rebalance::from_present);
    afresh += moved(Rebalance::afresh);
  }
  EXPECT_LT(from_present, afresh);
}

}  // namespace
}  // namespace hearthgrid::electricity
