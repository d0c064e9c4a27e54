#include "models/electricity/planning/measure.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>
#include <stdexcept>

#include "tests/unit/electricity/planning/planning_fixture.hpp"

namespace hearthgrid::electricity {
namespace {

const NewLine THICK = {"thick", {0.1, 0.3}, {0.2, 0.3}, 500.0};

/// busbar - a (100 m) - b (50 m) - c (30 m), and d (20 m) beside b at a.
TestPlace four_poles() {
  TestPlace place;
  LvNetwork network;
  network.nodes.resize(5);
  const int parents[] = {-1, 0, 1, 2, 1};
  const double lengths[] = {0.0, 100.0, 50.0, 30.0, 20.0};
  for (int n = 0; n < 5; ++n) {
    LvNode& node = network.nodes[n];
    node.name = std::string(1, "-abcd"[n]);
    node.parent = parents[n];
    node.length_m = lengths[n];
    node.branch = four_wire_branch(0.0006 * lengths[n], 0.0006 * lengths[n]);
    node.rating_a = 180.0;
  }
  for (int n = 1; n < 5; ++n) network.homes.push_back({n, static_cast<int8_t>(n == 4 ? 3 : n - 1), 0.01});
  place.design = as_it_stands("place", type_of("S13", 100.0), network);
  place.rules.flow = sweep_all;
  for (int h = 0; h < 4; ++h) place.kw.push_back({static_cast<float>(h + 1)});
  place.bind();
  return place;
}

Measure of(MeasureAction action) {
  return {"", "", 0.0, 0.0, std::move(action)};
}

TEST(Transformer, BranchIsThatOfTheNameplate) {
  // S13-400 in the sheet: R 4.52 mOhm, X 15.35 mOhm at 400 V; S13-100: 25.28 and 58.80.
  const LvImpedance z = dyn11_branch(type_of("S13", 400.0), 400.0 / std::sqrt(3.0));
  EXPECT_NEAR(z.phase_ohm[0][0].real(), 4.52e-3, 5e-6);
  EXPECT_NEAR(z.phase_ohm[0][0].imag(), 15.35e-3, 5e-6);
  EXPECT_EQ(std::abs(z.phase_ohm[0][1]), 0.0);
  EXPECT_NEAR(dyn11_branch(type_of("S13", 100.0), 400.0 / std::sqrt(3.0)).phase_ohm[2][2].imag(), 58.80e-3, 1e-5);
}

TEST(LineGroups, TrunkIsTheWayToTheFarthestNode) {
  const auto groups = line_groups(four_poles().design.areas[0].network);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].nodes, (std::vector<int>{1, 2, 3}));
  EXPECT_DOUBLE_EQ(groups[0].length_m, 180.0);
  EXPECT_TRUE(groups[0].trunk);
  EXPECT_EQ(groups[1].nodes, (std::vector<int>{4}));
}

TEST(LineGroups, HoldEachBranchOnce) {
  for (uint32_t seed = 0; seed < 30; ++seed) {
    const TestPlace place = small_place(seed, 5, 1.0, 100.0, 1);
    std::multiset<int> seen;
    for (const LineGroup& group : line_groups(place.design.areas[0].network)) {
      seen.insert(group.nodes.begin(), group.nodes.end());
    }
    const size_t branches = place.design.areas[0].network.nodes.size() - 1;
    EXPECT_EQ(seen.size(), branches);
    EXPECT_EQ(std::set<int>(seen.begin(), seen.end()).size(), branches);
  }
}

TEST(LargerConductor, RestringsWhatIsNamed) {
  const TestPlace place = four_poles();
  const Design after = apply(place.design, of(LargerConductor{{2, 3}, THICK}));
  const auto& nodes = after.areas[0].network.nodes;
  EXPECT_EQ(nodes[1].branch.phase_ohm, place.design.areas[0].network.nodes[1].branch.phase_ohm);
  EXPECT_NEAR(nodes[2].branch.phase_ohm[0][0].real(), 0.05 * (0.1 + 0.2), 1e-15);
  EXPECT_NEAR(nodes[2].branch.phase_ohm[0][1].real(), 0.05 * 0.2, 1e-15);
  EXPECT_EQ(nodes[3].rating_a, 500.0);
  EXPECT_THROW((void)apply(place.design, of(LargerConductor{{9}, THICK})), std::invalid_argument);
}

TEST(LargerConductor, KeepsTheMutualImpedanceBesideANeutralOfItsOwn) {
  TestPlace place = four_poles();
  LvNode& node = place.design.areas[0].network.nodes[2];
  node.branch = four_wire_branch({0.03, 0.01}, {0.0, 0.02});
  node.neutral = LvNeutral{{{{0.0, 0.02}, {0.0, 0.02}, {0.0, 0.02}}}, {0.03, 0.03}};
  const Design after = apply(place.design, of(LargerConductor{{2}, THICK}));
  const LvNode& strung = after.areas[0].network.nodes[2];
  EXPECT_NEAR(strung.branch.phase_ohm[1][1].real(), 0.005, 1e-15);
  EXPECT_NEAR(strung.branch.phase_ohm[1][1].imag(), 0.02 + 0.015, 1e-15);
  EXPECT_NEAR(strung.branch.phase_ohm[0][1].imag(), 0.02, 1e-15);
  EXPECT_NEAR(strung.neutral->self_ohm.real(), 0.01, 1e-15);
}

TEST(FeederSplit, HangsTheNodeOnTheTransformerByALineOfTheSameWay) {
  const TestPlace place = four_poles();
  const Design after = apply(place.design, of(FeederSplit{2, THICK}));
  const LvNode& node = after.areas[0].network.nodes[2];
  EXPECT_EQ(node.parent, 0);
  EXPECT_DOUBLE_EQ(node.length_m, 150.0);
  EXPECT_NEAR(node.branch.phase_ohm[2][2].real(), 0.15 * 0.3, 1e-15);
  EXPECT_EQ(after.areas[0].network.nodes[3].parent, 2);
}

TEST(SecondTransformer, TakesTheSubtreeAndItsHomes) {
  const TestPlace place = four_poles();
  const TransformerType& type = type_of("S13", 50.0);
  const Design after = apply(place.design, of(SecondTransformer{2, type, dyn11_branch(type, 230.94)}));
  ASSERT_EQ(after.areas.size(), 2U);
  EXPECT_EQ(after.areas[0].node_ids, (std::vector<int>{0, 1, 4}));
  EXPECT_EQ(after.areas[0].rows, (std::vector<int>{0, 3}));
  EXPECT_EQ(after.areas[0].network.nodes[2].parent, 1);
  EXPECT_EQ(after.areas[1].node_ids, (std::vector<int>{2, 3}));
  EXPECT_EQ(after.areas[1].rows, (std::vector<int>{1, 2}));
  EXPECT_EQ(after.areas[1].network.nodes[0].parent, -1);
  EXPECT_EQ(after.areas[1].network.nodes[1].parent, 0);
  EXPECT_EQ(after.areas[1].network.homes[1].node, 1);
  EXPECT_EQ(after.areas[1].transformer.rated_kva, 50.0);
  EXPECT_EQ(after.areas[1].network.nodes[0].branch.phase_ohm, dyn11_branch(type, 230.94).phase_ohm);
}

TEST(Sets, DoNotDependOnTheirOrder) {
  const TestPlace place = four_poles();
  const TransformerType& type = type_of("S13", 50.0);
  const std::vector<Measure> measures = {of(TapChange{0.025}),
                                         of(LineRegulator{3, 1.05}),
                                         of(SecondTransformer{2, type, dyn11_branch(type, 230.94)}),
                                         of(LargerConductor{{1, 2, 3}, THICK}),
                                         of(PhaseRebalancing{{1, 2, 0, 0}}),
                                         of(LargerTransformer{type_of("S13", 200.0), {}})};
  std::vector<const Measure*> set;
  for (const Measure& m : measures) set.push_back(&m);
  const Design one = apply_all(place.design, set);
  std::reverse(set.begin(), set.end());
  const Design other = apply_all(place.design, set);
  ASSERT_EQ(one.areas.size(), 2U);
  for (size_t a = 0; a < 2; ++a) {
    EXPECT_EQ(one.areas[a].network.no_load_v, other.areas[a].network.no_load_v);
    EXPECT_EQ(one.areas[a].transformer.rated_kva, other.areas[a].transformer.rated_kva);
    for (size_t n = 0; n < one.areas[a].network.nodes.size(); ++n) {
      EXPECT_EQ(one.areas[a].network.nodes[n].branch.phase_ohm, other.areas[a].network.nodes[n].branch.phase_ohm);
      EXPECT_EQ(one.areas[a].network.nodes[n].boost, other.areas[a].network.nodes[n].boost);
    }
    for (size_t h = 0; h < one.areas[a].rows.size(); ++h) {
      EXPECT_EQ(one.areas[a].network.homes[h].phase, other.areas[a].network.homes[h].phase);
    }
  }
  EXPECT_NEAR(one.areas[0].network.no_load_v, 230.94 * 1.025, 1e-9);
  EXPECT_EQ(one.areas[1].network.no_load_v, 230.94);  // the new transformer keeps its own tap
  EXPECT_EQ(one.areas[1].network.nodes[1].boost, 1.05);
  EXPECT_EQ(one.areas[0].network.homes[1].phase, 3);  // three-phase homes stay
}

TEST(TapChange, LiftsEveryHomeByItsShareWithoutLoad) {
  TestPlace place = four_poles();
  for (auto& row : place.kw) row = {0.0F};
  place.bind();
  const std::vector<int64_t> windows = {0};
  const Design after = apply(place.design, of(TapChange{-0.05}));
  const auto reached = extremes(after, place.loads, place.rules, windows);
  for (const Extreme& e : reached[0].of(LimitKind::low_voltage)) EXPECT_NEAR(e.value, 230.94 * 0.95, 1e-9);
}

}  // namespace
}  // namespace hearthgrid::electricity
