#include "models/gas/burner_pressure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;

TEST(BurnerPressure, IsOneAndAHalfOfTheRatedOne) {
  EXPECT_DOUBLE_EQ(burner_limit_pa(0.0), 3000.0 * BURNER_SLACK);
  EXPECT_DOUBLE_EQ(burner_limit_pa(2000.0), 3000.0 * BURNER_SLACK);
  EXPECT_DOUBLE_EQ(burner_limit_pa(1900.0), 3000.0 * BURNER_SLACK);
  EXPECT_DOUBLE_EQ(burner_limit_pa(2800.0), 4200.0 * BURNER_SLACK);
}

// Regulators are listed against the flow, so that one pass would not do.
TEST(BurnerPressure, HighestPressuresGoThroughDevicesInARow) {
  GasNetwork network;
  for (const char* name : {"gate", "middle", "low", "home", "apart", "shut"}) add_node(network, name);
  add_regulator(network, 1, 2, 2800.0);
  add_regulator(network, 0, 1, 50'000.0);
  add_pipe(network, 2, 3, 100.0, 0.05);
  add_regulator(network, 1, 5, 2500.0);
  network.regulators.back().in_service = false;
  add_supply(network, 0, 2e5);
  EXPECT_THAT(highest_pressures(network), ElementsAre(2e5, 5e4, 2800.0, 2800.0, 0.0, 0.0));
  network.regulators[0].set_pa = 80'000.0;  // above its inlet
  network.regulators[0].minimum_difference_pa = 1000.0;
  EXPECT_THAT(highest_pressures(network), ElementsAre(2e5, 5e4, 49e3, 49e3, 0.0, 0.0));
  network.valves.push_back({.name = "by-pass", .from = 0, .to = 3});
  EXPECT_DOUBLE_EQ(highest_pressures(network)[2], 2e5);
  network.valves.back().open = false;
  EXPECT_DOUBLE_EQ(highest_pressures(network)[2], 49e3);
}

TEST(BurnerPressure, HighestPressuresOfCompressors) {
  GasNetwork network;
  for (const char* name : {"gate", "lifted", "set"}) add_node(network, name);
  network.compressors.push_back({.name = "k", .from = 0, .to = 1, .ratio = 2.0});
  network.compressors.push_back({.name = "l", .from = 1, .to = 2, .outlet_pa = 4e5});
  add_supply(network, 0, 1e5);
  EXPECT_THAT(highest_pressures(network), ElementsAre(1e5, DoubleEq(2e5 + 101325.0), 4e5));
}

}  // namespace
}  // namespace hearthgrid::gas
