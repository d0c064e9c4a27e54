// The solver of low_voltage/ against the tests' own sweep, as plans use it.

#include "models/electricity/planning/lv_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/run/kernel/household_kernel.hpp"
#include "models/electricity/planning/reinforcement.hpp"
#include "tests/unit/electricity/planning/planning_fixture.hpp"

namespace hearthgrid::electricity {
namespace {

const LvKernels& kernels() {
  return run::kernel().low_voltage;
}

TEST(LvFlowFunction, AgreesWithTheSweep) {
  for (uint32_t seed = 0; seed < 12; ++seed) {
    TestPlace place = small_place(seed, 20, 2.0, 100.0, 24);
    if (seed % 3 == 0) place.design.areas[0].network.homes[2].phase = 3;
    if (seed % 4 == 0) place.design.areas[0].network.nodes[3].boost = 1.05;
    const LvNetwork& network = place.design.areas[0].network;
    std::vector<double> kw, kvar;
    for (size_t t = 0; t < 24; ++t) {
      for (size_t h = 0; h < 20; ++h) {
        kw.push_back(static_cast<double>(place.kw[h][t]));
        kvar.push_back(static_cast<double>(place.kvar[h][t]));
      }
    }
    std::vector<AreaFlow> one(24), other(24);
    sweep_all(network, kw, kvar, 24, one);
    lv_flow_function(kernels())(network, kw, kvar, 24, other);
    for (size_t t = 0; t < 24; ++t) {
      ASSERT_TRUE(one[t].converged && other[t].converged);
      EXPECT_NEAR(one[t].kw, other[t].kw, 1e-5);
      EXPECT_NEAR(one[t].kvar, other[t].kvar, 1e-5);
      for (size_t h = 0; h < 20; ++h) {
        EXPECT_NEAR(one[t].home_low_v[h], other[t].home_low_v[h], 1e-4);
        EXPECT_NEAR(one[t].home_high_v[h], other[t].home_high_v[h], 1e-4);
      }
      for (size_t n = 1; n < network.nodes.size(); ++n) EXPECT_NEAR(one[t].branch_a[n], other[t].branch_a[n], 1e-3);
      EXPECT_NEAR(*std::ranges::max_element(one[t].unbalance), *std::ranges::max_element(other[t].unbalance), 1e-7);
    }
  }
}

TEST(LvSeasonFunction, ReachesWhatSolvingEachWindowReaches) {
  for (uint32_t seed = 0; seed < 6; ++seed) {
    TestPlace place = small_place(seed, 20, 1.5, 100.0, 480);
    place.loads.warm_up_steps = 96;
    place.rules.flow = lv_flow_function(kernels());
    const auto by_step = season_extremes(place.design, place.loads, place.rules)[0];
    place.rules.season = lv_season_function(kernels());
    const auto screened = season_extremes(place.design, place.loads, place.rules)[0];
    for (const LimitKind kind :
         {LimitKind::transformer_loading, LimitKind::low_voltage, LimitKind::high_voltage, LimitKind::line_loading}) {
      for (size_t p = kind == LimitKind::line_loading ? 1 : 0; p < by_step.of(kind).size(); ++p) {
        const double tolerance = kind == LimitKind::line_loading ? 1e-3 * by_step.of(kind)[p].value : 1e-9;
        EXPECT_NEAR(by_step.of(kind)[p].value, screened.of(kind)[p].value, tolerance) << limit_name(kind);
        if (kind == LimitKind::line_loading) continue;
        EXPECT_EQ(by_step.of(kind)[p].step, screened.of(kind)[p].step);
      }
    }
    for (const LimitKind kind : {LimitKind::unbalance, LimitKind::line_loading}) {
      const std::vector<AreaExtremes> a = {by_step}, b = {screened};
      EXPECT_NEAR(worst_of(a, kind).value, worst_of(b, kind).value, 1e-9);
      EXPECT_EQ(worst_of(a, kind).step, worst_of(b, kind).step);
    }
  }
}

TEST(LvSeasonFunction, GivesTheSameRemedies) {
  int found = 0;
  for (uint32_t seed = 0; seed < 5; ++seed) {
    TestPlace place = small_place(seed, 30, 2.0, 100.0, 96);
    const Remedy slow = cheapest_remedy(place.design, place.loads, place.rules, small_catalogue(), {});
    place.rules.flow = lv_flow_function(kernels());
    place.rules.season = lv_season_function(kernels());
    const Remedy quick = cheapest_remedy(place.design, place.loads, place.rules, small_catalogue(), {});
    EXPECT_EQ(quick.status == RemedyStatus::none_needed, slow.status == RemedyStatus::none_needed) << seed;
    if (quick.status != RemedyStatus::found) continue;
    ++found;
    // Checked by the sweep; which measures come into play may differ, as unbalance has another place.
    PlanRules swept;
    swept.flow = sweep_all;
    EXPECT_TRUE(season_violations(quick.design, place.loads, swept).empty()) << seed;
    EXPECT_LT(quick.cost_cny, 1.3 * slow.cost_cny) << seed;
  }
  EXPECT_GE(found, 3);
}

}  // namespace
}  // namespace hearthgrid::electricity
