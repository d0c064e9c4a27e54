#include "models/gas/network/network_faults.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {
namespace {

using testing::HasSubstr;

GasNetwork sound() {
  GasNetwork network;
  for (const char* name : {"a", "b", "c", "d"}) add_node(network, name);
  add_pipe(network, 0, 1, 100.0, 0.05);
  add_regulator(network, 1, 2, 2500.0);
  add_pipe(network, 2, 3, 100.0, 0.05);
  add_supply(network, 0, 1e5);
  return network;
}

std::string faults(const GasNetwork& network) {
  std::string all;
  for (const auto& fault : network_faults(network)) all += fault.origin + fault.text + "; " + fault.advice + "\n";
  return all;
}

TEST(GasNetworkFaults, NoneInASoundNetwork) {
  EXPECT_EQ(faults(sound()), "");
}

TEST(GasNetworkFaults, NameTheElementAndWhatIsWrong) {
  GasNetwork network = sound();
  network.pipes[0].length_m = 0.0;
  network.pipes[0].origin = "pipes.csv:2: ";
  network.pipes[1].inner_diameter_m = -1.0;
  EXPECT_THAT(faults(network), HasSubstr("pipes.csv:2: pipe 'p0': its length in m is 0; it must be above 0"));
  EXPECT_THAT(faults(network), HasSubstr("pipe 'p1': its inner diameter in m is -1"));
  network = sound();
  network.pipes[0].roughness_m = 0.03;
  network.regulators[0].set_pa = NAN;
  network.regulators[0].capacity_m3h = 0.0;
  network.supplies[0].pressure_pa = -5.0;
  network.fluid.temperature_k = 10.0;
  EXPECT_THAT(faults(network), HasSubstr("pipe 'p0': its roughness in m is 0.03"));
  EXPECT_THAT(faults(network), HasSubstr("regulator 'r0': its set pressure in Pa is nan"));
  EXPECT_THAT(faults(network), HasSubstr("regulator 'r0': its capacity is 0"));
  EXPECT_THAT(faults(network), HasSubstr("supply 's0': its pressure in Pa is -5"));
  EXPECT_THAT(faults(network), HasSubstr("gas 'natural gas': its temperature in K is 10"));
}

TEST(GasNetworkFaults, NodesThatAreNotThere) {
  GasNetwork network = sound();
  network.pipes[0].to = 17;
  network.pipes[1].to = 2;
  add_draw(network, -1, 1.0);
  EXPECT_THAT(faults(network), HasSubstr("pipe 'p0' ends at a node that is not there (17)"));
  EXPECT_THAT(faults(network), HasSubstr("pipe 'p1' begins and ends at node 'c'"));
  EXPECT_THAT(faults(network), HasSubstr("demand 'd0' stands at a node that is not there (-1)"));
}

TEST(GasNetworkFaults, DoubledNamesAndHolders) {
  GasNetwork network = sound();
  network.nodes[3].name = "a";
  network.pipes[1].name = "p0";
  network.valves.push_back({.name = "v", .from = 2, .to = 3});
  add_supply(network, 3, 3000.0);
  EXPECT_THAT(faults(network), HasSubstr("node 'a' stands there twice"));
  EXPECT_THAT(faults(network), HasSubstr("pipe 'p0' stands there twice"));
  EXPECT_THAT(faults(network), HasSubstr("supply 's1' and regulator 'r0' set the pressure of one node, 'c'"));
}

TEST(GasNetworkFaults, LoopsOfDevicesThatSetPressures) {
  GasNetwork network = sound();
  network.compressors.push_back({.name = "k", .from = 3, .to = 0, .ratio = 1.2});
  network.supplies[0].node = 1;
  EXPECT_THAT(faults(network), HasSubstr("compressor 'k'"));
  EXPECT_THAT(faults(network), HasSubstr("leads back to its inlet"));
  // A by-pass with an open valve is one as well.
  network = sound();
  network.valves.push_back({.name = "by-pass", .from = 0, .to = 3, .open = false});
  EXPECT_EQ(faults(network), "");
  network.valves[0].open = true;
  EXPECT_THAT(faults(network), HasSubstr("the outlet of regulator 'r0' leads back to its inlet"));
  // Two regulators between the same tiers are none.
  network = sound();
  add_regulator(network, 0, 3, 2400.0);
  EXPECT_EQ(faults(network), "");
}

TEST(GasNetworkFaults, AreThrownAllAtOnce) {
  GasNetwork network = sound();
  network.supplies[0].in_service = false;
  network.pipes[0].length_m = -3.0;
  try {
    const GasFlow flow(network);
    FAIL() << "not refused";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_THAT(error.problems()[1].message, HasSubstr("no supply in service"));
  }
}

TEST(UnreachedNodes, FollowDevicesInTheirDirectionOnly) {
  GasNetwork network = sound();
  EXPECT_TRUE(unreached_nodes(network).empty());
  network.supplies[0].node = 3;
  EXPECT_THAT(unreached_nodes(network), testing::ElementsAre(0, 1));
  network.regulators[0].in_service = false;
  EXPECT_THAT(unreached_nodes(network), testing::ElementsAre(0, 1));
  network.supplies[0].node = 0;
  EXPECT_THAT(unreached_nodes(network), testing::ElementsAre(2, 3));
}

TEST(PressureTiers, FollowTheCode) {
  EXPECT_EQ(tier_of(2500.0), PressureTier::low);
  EXPECT_EQ(tier_of(0.1e6), PressureTier::medium_b);
  EXPECT_EQ(tier_of(0.35e6), PressureTier::medium_a);
  EXPECT_EQ(tier_of(0.6e6), PressureTier::sub_high_b);
  EXPECT_EQ(tier_of(1.0e6), PressureTier::sub_high_a);
  EXPECT_EQ(tier_of(4.0e6), PressureTier::high);
  EXPECT_EQ(tier_name(PressureTier::medium_b), "medium_b");
}

}  // namespace
}  // namespace hearthgrid::gas
