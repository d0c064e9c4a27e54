#include "models/electricity/low_voltage/layout.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "models/electricity/low_voltage/layout_network.hpp"

namespace hearthgrid::electricity {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

std::array<int, 3> homes_by_phase(const LvLayout& layout) {
  std::array<int, 3> homes{};
  for (const LvLayout::Home& home : layout.homes) ++homes.at(home.phase);
  return homes;
}

TEST(LayoutByCounts, HangsAllHomesOnPolesOfATreeAndSharesThePhasesOut) {
  for (const int homes : {1, 2, 7, 50, 113}) {
    const LvLayout layout = layout_by_counts({}, homes);
    EXPECT_THAT(layout.homes, SizeIs(homes));
    for (size_t n = 1; n < layout.nodes.size(); ++n) {
      EXPECT_GE(layout.nodes[n].parent, 0);
      EXPECT_LT(layout.nodes[n].parent, static_cast<int>(n));
      EXPECT_EQ(layout.nodes[n].length_m, 40.0);
    }
    for (const LvLayout::Home& home : layout.homes) EXPECT_GT(home.node, 0) << "a home at the busbar";
    const auto [least, most] = std::ranges::minmax(homes_by_phase(layout));
    EXPECT_LE(most - least, (homes + 24) / 25) << "in turn along each line";
  }
}

// Six homes, two to a pole, a lateral of one pole after every second pole of the trunk: poles 1, 2, lateral 2-1.
TEST(LayoutByCounts, FollowsItsRule) {
  LvRule rule;
  rule.poles_between_laterals = 2;
  rule.lateral_poles = 1;
  const LvLayout layout = layout_by_counts(rule, 6);
  ASSERT_THAT(layout.nodes, SizeIs(4));
  EXPECT_EQ(layout.nodes[1].name, "1-1");
  EXPECT_EQ(layout.nodes[2].parent, 1);
  EXPECT_EQ(layout.nodes[3].name, "1-2-1");
  EXPECT_EQ(layout.nodes[3].parent, 2);
  EXPECT_EQ(layout.radius_m(), 120.0);
}

TEST(LayoutByCounts, TakesTheConductorThatCarriesTheHomesBehind) {
  LvRule rule;
  rule.poles_between_laterals = 0;
  rule.kva_per_home = 20.0;
  const LvLayout layout = layout_by_counts(rule, 6);
  ASSERT_THAT(layout.nodes, SizeIs(4));
  // 120 kVA at 380 V are 182.3 A: 70 mm2 (230 A); 80 kVA are 121.5 A and 40 kVA 60.8 A: the least of trunks, 50 mm2.
  const std::array expected{"JKLYJ-70", "JKLYJ-50", "JKLYJ-50"};
  for (int n = 1; n <= 3; ++n) EXPECT_EQ(standard_conductors()[layout.nodes[n].conductor].name, expected.at(n - 1));
  rule.trunk = conductor_index(standard_conductors(), "JKLYJ-120");
  for (const LvLayout::Node& node : layout_by_counts(rule, 6).nodes) {
    if (node.parent < 0) continue;
    EXPECT_EQ(standard_conductors()[node.conductor].name, "JKLYJ-120");
  }
}

// Kruskal's algorithm over all pairs of places.
double shortest_tree_m(const std::vector<LvPlace>& places) {
  struct Edge {
    double metres;
    size_t a, b;
  };
  std::vector<Edge> edges;
  for (size_t a = 0; a < places.size(); ++a) {
    for (size_t b = 0; b < a; ++b) {
      edges.push_back({std::hypot(places[a].east_m - places[b].east_m, places[a].north_m - places[b].north_m), a, b});
    }
  }
  std::ranges::sort(edges, {}, &Edge::metres);
  std::vector<size_t> tree(places.size());
  std::iota(tree.begin(), tree.end(), size_t{0});
  double metres = 0.0;
  for (const Edge& edge : edges) {
    if (tree[edge.a] == tree[edge.b]) continue;
    metres += edge.metres;
    const size_t from = tree[edge.a], to = tree[edge.b];
    std::ranges::replace(tree, from, to);
  }
  return metres;
}

TEST(LayoutByPositions, IsTheShortestTreeOfTransformerAndHomes) {
  std::vector<LvPlace> homes;
  for (int i = 0; i < 40; ++i) homes.push_back({std::fmod(i * 61.803, 300.0), std::fmod(i * i * 23.607, 200.0)});
  homes.push_back(homes[3]);  // two homes on one spot share a pole
  const LvPlace transformer{150.0, 100.0};
  const LvLayout layout = layout_by_positions({}, transformer, homes);
  ASSERT_THAT(layout.homes, SizeIs(41));
  EXPECT_THAT(layout.nodes, SizeIs(41)) << "40 poles and the busbar";
  EXPECT_EQ(layout.homes[3].node, layout.homes[40].node);
  double metres = 0.0;
  for (const LvLayout::Node& node : layout.nodes) metres += node.length_m;
  std::vector<LvPlace> places(homes.begin(), homes.end() - 1);
  places.push_back(transformer);
  EXPECT_NEAR(metres, shortest_tree_m(places), 1e-9 * metres);
}

TEST(LayoutOfRows, WalksLinesFromTheBusbarWhicheverWayTheyAreGiven) {
  std::vector<LvFault> faults;
  const std::vector<LvLineRow> rows{{"b", "a", 30.0, 2, 1}, {"busbar", "a", 50.0, 4, 2}, {"a", "c", 20.0, 2, 1}};
  const LvLayout layout = layout_of_rows(rows, faults);
  EXPECT_TRUE(faults.empty());
  ASSERT_THAT(layout.nodes, SizeIs(4));
  EXPECT_EQ(layout.nodes[1].name, "a");
  EXPECT_EQ(layout.nodes[1].circuits, 2);
  EXPECT_EQ(layout.nodes[2].name, "b");
  EXPECT_EQ(layout.nodes[2].line, 0);
  EXPECT_EQ(layout.radius_m(), 80.0);
}

TEST(LayoutOfRows, NamesLoopsIslandsAndLinesOfNoLength) {
  std::vector<LvFault> faults;
  const std::vector<LvLineRow> rows{{"busbar", "a", 50.0, 0, 1}, {"a", "b", 10.0, 0, 1}, {"b", "busbar", 10.0, 0, 1},
                                    {"x", "y", 10.0, 0, 1},      {"a", "a", 10.0, 0, 1}, {"a", "d", 0.0, 0, 1}};
  (void)layout_of_rows(rows, faults);
  ASSERT_THAT(faults, SizeIs(4));
  const auto fault_of = [&](int row) {
    for (const LvFault& fault : faults) {
      if (fault.row == row) return fault.message;
    }
    return std::string();
  };
  EXPECT_TRUE(fault_of(1).find("loop") != std::string::npos || fault_of(2).find("loop") != std::string::npos);
  EXPECT_THAT(fault_of(3), HasSubstr("no line joins 'x' and 'y'"));
  EXPECT_THAT(fault_of(4), HasSubstr("to itself"));
  EXPECT_THAT(fault_of(5), HasSubstr("no length"));
}

// S13-100: r 1.58 %, x 3.675 % of 1.6 ohm (reference sheet, 1.7): 25.28 and 58.80 milliohm.
TEST(NetworkOfLayout, HasTheTransformersImpedanceAndTheLoopOfPhaseAndNeutral) {
  LvLayout layout = layout_by_counts({}, 2);
  LvSupply supply;
  supply.transformer = type_of("S13", 100.0);
  const int drop = conductor_index(standard_conductors(), "BV-10");
  layout.homes[0].drop_conductor = drop;
  layout.homes[1].phase = 3;
  layout.homes[1].drop_conductor = drop;
  const LvNetwork network = network_of(layout, standard_conductors(), supply);
  const auto& root = network.nodes[0].branch.phase_ohm;
  EXPECT_NEAR(root[0][0].real(), 0.02528, 1e-5);
  EXPECT_NEAR(root[1][1].imag(), 0.05880, 1e-5);
  EXPECT_NEAR(std::abs(root[0][1]), 0.0, 1e-12) << "Dyn11: phases do not see each other";
  EXPECT_NEAR(network.nodes[0].rating_a, 144.34, 0.01);
  EXPECT_NEAR(network.no_load_v, 230.94, 0.01);
  // 40 m of JKLYJ-50: 0.641 and 0.328 ohm/km, the neutral as much again.
  const auto& line = network.nodes[1].branch.phase_ohm;
  EXPECT_NEAR(line[0][0].real(), 2 * 0.02564, 1e-6);
  EXPECT_NEAR(line[0][2].imag(), 0.01312, 1e-6);
  EXPECT_NEAR(network.homes[0].drop_ohm.real(), 2 * 1.83 * 0.015, 1e-9);
  EXPECT_NEAR(network.homes[1].drop_ohm.real(), 1.83 * 0.015, 1e-9);

  supply.group = VectorGroup::yyn0;
  supply.tap_percent = 5.0;
  const LvNetwork star = network_of(layout, standard_conductors(), supply);
  const auto& z = star.nodes[0].branch.phase_ohm;
  const auto zero = z[0][0] + 2.0 * z[0][1];  // of equal currents in all phases
  EXPECT_NEAR(zero.imag(), 0.5 * 1.6 * 1.05 * 1.05, 1e-9);
  EXPECT_NEAR(std::abs(z[0][0] - z[0][1]), 0.04 * 1.6 * 1.05 * 1.05, 1e-3);
  EXPECT_NEAR(star.no_load_v, 1.05 * 230.94, 0.01);
}

// A transformer is the same branch whether it stands before a layout or before lines of one's own.
TEST(NetworkOfLayout, HasTheTransformerThatBranchesHave) {
  LvLayout busbar;
  busbar.nodes.emplace_back();
  for (const VectorGroup group : {VectorGroup::dyn11, VectorGroup::yyn0}) {
    LvSupply supply;
    supply.group = group;
    supply.transformer = type_of("S13", 200.0, group);
    LvTransformer plate;
    plate.rated_kva = 200.0;
    plate.load_loss_kw = supply.transformer.load_loss_w / 1000.0;
    plate.vector_group = group;
    LvNetwork other;
    lv_set_transformer(plate, other);
    const LvNetwork network = network_of(busbar, {}, supply);
    EXPECT_NEAR(network.no_load_v, other.no_load_v, 1e-10);
    for (int p = 0; p < 3; ++p) {
      for (int q = 0; q < 3; ++q) {
        EXPECT_NEAR(std::abs(network.nodes[0].branch.phase_ohm[p][q] - other.nodes[0].branch.phase_ohm[p][q]), 0.0,
                    1e-14);
      }
    }
  }
}

TEST(Conductors, WarmUpAndAreFoundByName) {
  const LvConductor& c = standard_conductors()[conductor_index(standard_conductors(), "JKLYJ-70")];
  EXPECT_EQ(c.r_ohm_per_km(20.0), 0.443);
  EXPECT_NEAR(c.r_ohm_per_km(70.0), 0.443 * 1.2015, 1e-9);
  EXPECT_EQ(conductor_index(standard_conductors(), "JKLYJ-71"), -1);
  EXPECT_EQ(standard_conductors()[conductor_for(5000.0, "JKLYJ-50")].name, "JKLYJ-240");
}

}  // namespace
}  // namespace hearthgrid::electricity
