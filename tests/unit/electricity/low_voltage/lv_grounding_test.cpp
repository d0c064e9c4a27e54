// Neutrals that are grounded on their way: where layouts ground them, what networks make of it, and the flow against
// the general one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "models/electricity/low_voltage/layout_network.hpp"
#include "tests/unit/electricity/low_voltage/earthed_flow.hpp"
#include "tests/unit/electricity/low_voltage/random_lv.hpp"

namespace hearthgrid::electricity {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

LvRule every(int poles) {
  LvRule rule;
  rule.grounding_ohm = 10.0;
  rule.poles_between_groundings = poles;
  return rule;
}

std::vector<std::string> grounded(const LvLayout& layout) {
  std::vector<std::string> names;
  for (const LvLayout::Node& node : layout.nodes) {
    if (node.grounding_ohm == 10.0) names.push_back(node.name);
  }
  return names;
}

// Twelve homes, two to a pole: poles 1, 2, 3 with a lateral of two behind the third, then pole 4.
TEST(Groundings, StandAtEverySoManyPolesAndAtTheLastOfEachLine) {
  EXPECT_THAT(grounded(layout_by_counts(every(2), 12)), ElementsAre("1-2", "1-3-1", "1-3-2", "1-4"));
  EXPECT_THAT(grounded(layout_by_counts(every(0), 12)), ElementsAre("1-3-2", "1-4"));
  const std::vector<LvPlace> along{{40, 0}, {80, 0}, {120, 0}, {40, 30}};
  EXPECT_THAT(grounded(layout_by_positions(every(0), {0, 0}, along)), ElementsAre("2", "4"));
  EXPECT_FALSE(layout_by_counts({}, 12).grounded_on_the_way());
}

TEST(Groundings, OfRowsAreAtTheEndOfTheirLinesOnce) {
  std::vector<LvFault> faults;
  std::vector<LvLineRow> rows{{"busbar", "a", 40.0, 0, 1, 10.0}, {"b", "a", 40.0}, {"b", "c", 50.0, 0, 1, 4.0}};
  const LvLayout layout = layout_of_rows(rows, faults);
  EXPECT_TRUE(faults.empty());
  ASSERT_EQ(layout.nodes.size(), 4U);
  EXPECT_EQ(layout.nodes[1].grounding_ohm, 10.0);
  EXPECT_EQ(layout.nodes[2].grounding_ohm, NOT_GROUNDED);
  EXPECT_EQ(layout.nodes[3].grounding_ohm, 4.0);
  rows = {{"a", "busbar", 40.0, 0, 1, 10.0}, {"a", "b", 40.0, 0, 1, 4.0}, {"c", "b", 40.0, 0, 1, 4.0}};
  (void)layout_of_rows(rows, faults);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_THAT(faults[0].message, HasSubstr("a grounding at 'busbar'"));
  EXPECT_THAT(faults[1].message, HasSubstr("'b' is grounded by two lines"));
  EXPECT_EQ(faults[1].row, 2);
}

LvSupply supply_of(double transformer_grounding_ohm = 4.0) {
  LvSupply supply;
  supply.transformer = type_of("S13", 100.0);
  supply.transformer_grounding_ohm = transformer_grounding_ohm;
  return supply;
}

// 40 m of JKLYJ-50. Carson at 50 Hz, 100 ohm m, 0.4 m: 0.0493 + j 0.487 ohm/km.
TEST(Groundings, MakeLinesFourWiresAgainstEarth) {
  LvLayout layout = layout_by_counts(every(0), 2);
  layout.nodes[1].circuits = 2;
  const LvNetwork network = network_of(layout, standard_conductors(), supply_of());
  EXPECT_EQ(network.nodes[0].grounding_ohm, 4.0);
  EXPECT_EQ(network.nodes[1].grounding_ohm, 10.0);
  ASSERT_TRUE(network.nodes[1].neutral.has_value());
  const Complex shared = network.nodes[1].neutral->mutual_ohm[0];
  EXPECT_NEAR(shared.real(), 0.04 * 0.04935, 1e-7);
  EXPECT_NEAR(shared.imag(), 0.04 * 0.4871, 1e-5);
  const auto& z = network.nodes[1].branch.phase_ohm;
  EXPECT_NEAR(std::abs(z[0][0] - z[0][1] - 0.02 * Complex(0.641, 0.328)), 0.0, 1e-12) << "two circuits";
  EXPECT_NEAR(std::abs(z[0][1] - shared), 0.0, 1e-15);
  EXPECT_NEAR(std::abs(network.nodes[1].neutral->self_ohm - shared - 0.02 * Complex(0.641, 0.328)), 0.0, 1e-12);
}

// Homes at random on two phases of three lines with laterals.
LvLayout two_phases(int first, std::mt19937& random) {
  LvRule rule = every(3);
  rule.homes_per_line = 8;
  LvLayout layout = layout_by_counts(rule, 21);
  for (LvLayout::Node& node : layout.nodes) node.length_m *= between(random, 0.5, 1.5);
  for (LvLayout::Node& node : layout.nodes) {
    if (node.grounding_ohm != NOT_GROUNDED) node.grounding_ohm = between(random, 0.2, 3.0);
  }
  for (LvLayout::Home& home : layout.homes) home.phase = random() % 3 == 0 ? (first + 2) % 3 : first;
  return layout;
}

double home_v(const LvResults& results, const LvNetwork& network, size_t home) {
  return results.home_pu[home] * network.rated_v;
}

TEST(Groundings, GiveTheVoltagesOfTheGeneralFlow) {
  std::mt19937 random(11);
  for (int k = 0; k < 9; ++k) {
    const int first = k % 3;
    const LvLayout layout = two_phases(first, random);
    const LvNetwork network = network_of(layout, standard_conductors(), supply_of(between(random, 0.1, 1.0)));
    const LvSeasonLoads loads(random, 21, 1, 2.5);
    const LvResults results = solve(LvPlan(network), loads.all());
    ASSERT_EQ(results.converged[0], 1);
    std::vector<Complex> kva;
    for (int h = 0; h < 21; ++h) kva.emplace_back(loads.kw[h], loads.kvar[h]);
    const std::vector<double> expected = EarthedFlow(network, first).home_v(kva);
    // The earth takes part: without it the voltages are others.
    LvLayout alone = layout;
    for (LvLayout::Node& node : alone.nodes) node.grounding_ohm = NOT_GROUNDED;
    const LvNetwork loop = network_of(alone, standard_conductors(), supply_of());
    const LvResults without = solve(LvPlan(loop), loads.all());
    double most = 0.0;
    for (size_t h = 0; h < expected.size(); ++h) {
      EXPECT_NEAR(home_v(results, network, h), expected[h], 5e-5) << "network " << k << ", home " << h;
      most = std::max(most, std::abs(home_v(without, loop, h) - expected[h]));
    }
    EXPECT_GT(most, 0.05);
  }
}

// At the ends: groundings that lead nothing leave the loop of phase and neutral, whatever the earth's impedance.
TEST(Groundings, ThatLeadNothingLeaveTheLoop) {
  std::mt19937 random(5);
  LvLayout layout = two_phases(0, random);
  for (size_t h = 0; h < layout.homes.size(); ++h) layout.homes[h].phase = static_cast<int>(h % 4);
  for (LvLayout::Node& node : layout.nodes) {
    if (node.grounding_ohm != NOT_GROUNDED) node.grounding_ohm = 1e9;
  }
  const LvSeasonLoads loads(random, 21, 3, 2.0);
  const LvNetwork network = network_of(layout, standard_conductors(), supply_of());
  ASSERT_TRUE(network.nodes[1].neutral.has_value());
  for (LvLayout::Node& node : layout.nodes) node.grounding_ohm = NOT_GROUNDED;
  const LvNetwork loop = network_of(layout, standard_conductors(), supply_of());
  ASSERT_FALSE(loop.nodes[1].neutral.has_value());
  const LvResults one = solve(LvPlan(network), loads.all()), other = solve(LvPlan(loop), loads.all());
  for (size_t i = 0; i < one.home_pu.size(); ++i) EXPECT_NEAR(one.home_pu[i], other.home_pu[i], 1e-8);
}

// The better the groundings, the more of the return current is the earth's, and the less is lost.
TEST(Groundings, TakeTheReturnCurrentOffTheNeutral) {
  std::mt19937 random(7);
  LvLayout layout = two_phases(0, random);
  const LvSeasonLoads loads(random, 21, 1, 2.0);
  double before = 1e9;
  for (const double ohm : {1e6, 30.0, 4.0, 0.5}) {
    for (size_t n = 1; n < layout.nodes.size(); ++n) layout.nodes[n].grounding_ohm = ohm;
    const LvNetwork network = network_of(layout, standard_conductors(), supply_of(ohm));
    const double loss = solve(LvPlan(network), loads.all()).total[LV_LOSS_KW][0];
    EXPECT_LT(loss, before);
    before = loss;
  }
}

}  // namespace
}  // namespace hearthgrid::electricity
