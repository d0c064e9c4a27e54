#include "models/electricity/planning/limits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "models/electricity/planning/working_windows.hpp"
#include "models/electricity/transformer_season.hpp"
#include "tests/unit/electricity/planning/planning_fixture.hpp"

namespace hearthgrid::electricity {
namespace {

/// A flow that says what the loads say: home voltages 230 less kW, line current and unbalance by the total.
void told(const LvNetwork& network, std::span<const double> kw, std::span<const double> kvar, size_t steps,
          std::vector<AreaFlow>& flows) {
  const size_t homes = network.homes.size();
  for (size_t t = 0; t < steps; ++t) {
    AreaFlow& flow = flows[t];
    for (size_t h = 0; h < homes; ++h) {
      flow.kw += kw[t * homes + h];
      flow.kvar += kvar[t * homes + h];
      flow.home_low_v.push_back(230.0 - kw[t * homes + h]);
      flow.home_high_v.push_back(230.0 + kw[t * homes + h]);
    }
    flow.branch_a.assign(network.nodes.size(), flow.kw);
    flow.unbalance.assign(network.nodes.size(), flow.kw / 1000.0);
    flow.converged = flow.kw < 1000.0;
  }
}

/// Two homes (single- and three-phase) at the end of one line of 100 A; S13-100.
TestPlace told_place(std::vector<float> one, std::vector<float> other, double step_min = 15.0) {
  TestPlace place;
  LvNetwork network;
  network.nodes.resize(2);
  network.nodes[1].parent = 0;
  network.nodes[1].name = "pole";
  network.nodes[1].rating_a = 100.0;
  network.homes = {{1, 0, 0.0}, {1, 3, 0.0}};
  place.design = as_it_stands("place", type_of("S13", 100.0), network);
  place.rules.flow = told;
  place.kw = {std::move(one), std::move(other)};
  place.loads.step_min = step_min;
  place.bind();
  return place;
}

std::vector<Violation> season(const TestPlace& place) {
  return violations(place.design, season_extremes(place.design, place.loads, place.rules), place.rules.limits);
}

const Violation& of(const std::vector<Violation>& found, LimitKind kind) {
  return *std::ranges::find(found, kind, &Violation::kind);
}

TEST(Violations, SayKindAmountPlaceAndStep) {
  // Total 40, 62, 10 kW. Home 0 is low at 33 kW (197 V), home 1 (three-phase, 204.04 V) at 29 kW (201 V).
  const auto found = season(told_place({10.0F, 33.0F, 5.0F}, {30.0F, 29.0F, 5.0F}));
  const Violation& single = of(found, LimitKind::low_voltage);
  EXPECT_EQ(single.place, 1);
  EXPECT_DOUBLE_EQ(single.amount, 200.0);
  EXPECT_EQ(single.step, 0);
  const auto other = std::ranges::find_if(found, [](const Violation& v) { return v.limit == 198.0; });
  ASSERT_NE(other, found.end());
  EXPECT_EQ(other->place, 0);
  EXPECT_DOUBLE_EQ(other->amount, 197.0);
  EXPECT_EQ(other->step, 1);
  EXPECT_DOUBLE_EQ(of(found, LimitKind::unbalance).amount, 0.062);
  EXPECT_EQ(std::ranges::count(found, LimitKind::unbalance, &Violation::kind), 2);  // both nodes
  EXPECT_EQ(std::ranges::count(found, LimitKind::line_loading, &Violation::kind), 0);
  EXPECT_EQ(std::ranges::count(found, LimitKind::transformer_loading, &Violation::kind), 0);
  EXPECT_TRUE(std::ranges::is_sorted(found, std::ranges::greater{}, &Violation::excess));
}

TEST(Violations, ALimitIsKeptToTheDot) {
  TestPlace place = told_place({40.0F}, {40.0F});
  place.rules.limits = {};
  place.rules.limits.low_v = 190.0;
  place.rules.limits.three_phase_low_v = 190.0;
  place.rules.limits.high_v = 270.0;
  place.rules.limits.three_phase_high_v = 270.0;
  place.rules.limits.unbalance = 0.08;
  place.rules.limits.line_loading = 0.8;
  EXPECT_TRUE(season(place).empty());  // loading too: 80 kVA of 100
  place.rules.limits.loading = 0.79;
  EXPECT_EQ(season(place).size(), 1U);
  place.rules.limits.loading.reset();
  EXPECT_TRUE(season(place).empty());
}

TEST(Violations, TransformersAreLoadedByTheQuarter) {
  // 5-minute steps: 120, 60, 60 kW in the first quarter (mean 80), 81 kW in all of the second.
  TestPlace place =
      told_place({120.0F, 60.0F, 60.0F, 81.0F, 81.0F, 81.0F, 90.0F}, {0.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F}, 5.0);
  place.rules.limits = {0.8, {}, {}, {}, {}, {}, {}, {}};
  EXPECT_EQ(place.loads.windows(), 3);
  const auto found = season(place);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_DOUBLE_EQ(found[0].amount, 0.9);  // the last quarter holds one step
  EXPECT_EQ(found[0].step, 6);
  const std::vector<int64_t> windows = {0, 1, 2};
  EXPECT_EQ(first_broken(place.design, place.loads, place.rules, windows), 1U);
  EXPECT_FALSE(first_broken(place.design, place.loads, place.rules, std::span(windows).first(1)).has_value());
}

TEST(Violations, WarmUpCountsForTheHotSpotOnly) {
  TestPlace place = told_place({90.0F, 50.0F, 50.0F, 50.0F, 70.0F}, {0.0F, 0.0F, 0.0F, 0.0F, 0.0F}, 60.0);
  place.loads.warm_up_steps = 1;
  place.rules.limits = {0.8, 10.0, {}, {}, {}, {}, {}, {}};
  place.rules.ambient_c.assign(5, -5.0);
  const auto found = season(place);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, LimitKind::hot_spot);
  const std::vector<double> kw = {90.0, 50.0, 50.0, 50.0, 70.0};
  const auto expected =
      assess(std::span<const double>(kw), {}, place.rules.ambient_c, type_of("S13", 100.0), DISTRIBUTION_ONAN, 60.0, 1);
  EXPECT_DOUBLE_EQ(found[0].amount, expected.peak_hot_spot_c);
}

TEST(Violations, NoSolutionIsTheWorst) {
  const auto found = season(told_place({2000.0F, 50.0F}, {0.0F, 40.0F}));
  EXPECT_EQ(found.front().kind, LimitKind::no_solution);
  EXPECT_EQ(found.front().step, 0);
  for (const Violation& v : found) {
    EXPECT_TRUE(std::isfinite(v.amount));
    EXPECT_TRUE(std::isfinite(v.excess()));
  }
}

TEST(Violations, ASeasonFunctionStandsInForTheFlow) {
  TestPlace place = told_place({10.0F, 33.0F, 90.0F}, {0.0F, 0.0F, 0.0F});
  place.rules.ambient_c.assign(3, 0.0);
  place.rules.limits.hot_spot_c = 10.0;
  const auto expected = season(place);
  PlanRules steps = place.rules;
  place.rules.season = [&](const PlanArea& area, const PlaceLoads& loads) {
    AreaSeason all;
    const std::vector<int64_t> windows = {0, 1, 2};
    all.extremes = extremes({{area}}, loads, steps, windows)[0];
    all.kw = {10.0, 33.0, 90.0};
    all.kvar.assign(3, 0.0);
    return all;
  };
  place.rules.flow = nullptr;
  const auto found = season(place);
  ASSERT_EQ(found.size(), expected.size());
  for (size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].kind, expected[i].kind);
    EXPECT_EQ(found[i].amount, expected[i].amount);
    EXPECT_EQ(found[i].step, expected[i].step);
  }
}

TEST(Violations, ShapesAreChecked) {
  TestPlace place = told_place({10.0F, 33.0F}, {0.0F});
  EXPECT_THROW((void)season(place), std::invalid_argument);
  place = told_place({10.0F, 33.0F}, {0.0F, 1.0F});
  place.loads.warm_up_steps = 2;
  EXPECT_THROW((void)season(place), std::invalid_argument);
  place.loads.warm_up_steps = 0;
  place.design.areas[0].rows[1] = 2;
  EXPECT_THROW((void)season(place), std::invalid_argument);
}

TEST(WorkingWindows, KeepTheWindowThatRefutedInFront) {
  TestPlace place = told_place({1.0F, 90.0F, 1.0F, 90.0F}, {0.0F, 0.0F, 0.0F, 0.0F});
  WorkingWindows windows;
  for (const int64_t step : {0, 2, 3, 2}) windows.add_step(step, place.loads);
  EXPECT_EQ(windows.all(), (std::vector<int64_t>{0, 2, 3}));
  EXPECT_TRUE(windows.broken(place.design, place.loads, place.rules));
  EXPECT_EQ(windows.all(), (std::vector<int64_t>{3, 0, 2}));
}

}  // namespace
}  // namespace hearthgrid::electricity
