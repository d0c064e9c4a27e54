#include "models/gas/network/line_pack.hpp"

#include <gtest/gtest.h>

#include "models/gas/properties.hpp"
#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {
namespace {

GasNetwork two_tiers() {
  GasNetwork network;
  for (const char* name : {"station", "village", "box", "home"}) add_node(network, name);
  add_pipe(network, 0, 1, 2000.0, 0.1);
  add_pipe(network, 2, 3, 100.0, 0.05);
  add_regulator(network, 1, 2, 2500.0);
  add_supply(network, 0, 3e5);
  network.nodes[2].tier = network.nodes[3].tier = PressureTier::low;
  return network;
}

TEST(LinePack, SwingOfATierIsFullestLessEmptiest) {
  const GasNetwork network = two_tiers();
  GasFlow flow(network);
  GasFlowResult result;
  LinePack pack(network);
  std::vector<double> medium, low;
  for (const double draw : {0.0, 40.0, 15.0}) {
    flow.solve(std::vector<double>{0.0, 0.0, 0.0, draw}, result);
    ASSERT_TRUE(result.solved());
    pack.add(result.pressure_pa, draw);
    medium.push_back(flow.line_pack_m3(result, 0));
    low.push_back(flow.line_pack_m3(result, 1));
  }
  const auto tiers = pack.tiers();
  ASSERT_EQ(tiers.size(), 2U);
  EXPECT_EQ(tiers[0].tier, PressureTier::low);
  EXPECT_EQ(tiers[1].tier, PressureTier::medium_a);  // unstated: 0.3 MPa
  EXPECT_NEAR(tiers[1].most_m3, medium[0], 1e-9);
  EXPECT_NEAR(tiers[1].least_m3, medium[1], 1e-9);
  EXPECT_NEAR(tiers[0].swing_m3(), low[0] - low[1], 1e-12);
  EXPECT_NEAR(tiers[1].minutes_of_peak, 60.0 * (medium[0] - medium[1]) / 40.0, 1e-9);
  EXPECT_DOUBLE_EQ(tiers[1].length_m, 2000.0);
  // At rest: the volume at 401.325 kPa and 5 degC.
  const double volume = 0.25 * std::numbers::pi * 0.01 * 2000.0;
  EXPECT_NEAR(medium[0], volume * 401.325 / 101.325 * 293.15 / 278.15, 1e-6 * medium[0]);
}

TEST(LinePack, NothingWithoutASolvedStepOrBeyondTheReachOfSupplies) {
  GasNetwork network = two_tiers();
  EXPECT_TRUE(LinePack(network).tiers().empty());
  add_node(network, "island");
  add_node(network, "island end");
  add_pipe(network, 4, 5, 5000.0, 0.2);
  LinePack pack(network);
  pack.add(solved(network).pressure_pa, 0.0);
  double length = 0.0;
  for (const TierPack& tier : pack.tiers()) {
    length += tier.length_m;
    EXPECT_EQ(tier.swing_m3(), 0.0);
    EXPECT_EQ(tier.minutes_of_peak, 0.0);
  }
  EXPECT_DOUBLE_EQ(length, 2100.0);
}

}  // namespace
}  // namespace hearthgrid::gas
