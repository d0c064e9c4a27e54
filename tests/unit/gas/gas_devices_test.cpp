// Regulators, supplies with caps and compressors: each state by hand, and tiers together.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/unit/gas/network_samples.hpp"
#include "tests/unit/gas/random_tiers.hpp"

namespace hearthgrid::gas {
namespace {

/// Supply 0 at 0.2 MPa - main - inlet 1 | regulator to 2.5 kPa | outlet 2 - pipe - home 3.
GasNetwork village(double draw_m3h) {
  GasNetwork network;
  for (const char* name : {"source", "inlet", "outlet", "home"}) add_node(network, name);
  add_pipe(network, 0, 1, 1000.0, 0.09);
  add_pipe(network, 2, 3, 50.0, 0.0514);
  add_supply(network, 0, 2e5);
  add_regulator(network, 1, 2, 2500.0);
  add_draw(network, 3, draw_m3h);
  return network;
}

TEST(Regulator, HoldsItsOutletWhateverTheInlet) {
  for (const double draw : {0.0, 5.0, 25.0}) {
    const GasNetwork network = village(draw);
    const GasFlowResult result = solved(network);
    ASSERT_TRUE(result.solved());
    EXPECT_EQ(result.regulators[0].state, DeviceState::hold);
    EXPECT_NEAR(result.pressure_pa[2], 2500.0, 1e-6);
    EXPECT_NEAR(result.regulators[0].flow_m3h, draw, 1e-9);
    EXPECT_NEAR(result.pipe_m3h[0], draw, 1e-9);
    EXPECT_LE(largest_gap_m3h(network, result), 1e-9 * draw + 1e-12);
  }
}

TEST(Regulator, OpensWhereTheInletIsTooLow) {
  GasNetwork network = village(10.0);
  network.supplies[0].pressure_pa = 4000.0;
  network.regulators[0].minimum_difference_pa = 1800.0;
  const GasFlowResult result = solved(network);
  ASSERT_TRUE(result.solved());
  EXPECT_EQ(result.regulators[0].state, DeviceState::open);
  EXPECT_LT(result.pressure_pa[2], 2500.0);
  EXPECT_NEAR(result.pressure_pa[1] - result.pressure_pa[2], 1800.0, 1e-3);
  EXPECT_NEAR(result.regulators[0].flow_m3h, 10.0, 1e-9);
}

TEST(Supply, AtItsLimitIsNamedWhereAnotherOneIsTooFar) {
  GasNetwork network;
  add_node(network, "far");
  add_node(network, "near");
  add_pipe(network, 0, 1, 5000.0, 0.03);
  add_supply(network, 0, 2e5);
  add_supply(network, 1, 1e5, 10.0);
  add_draw(network, 1, 60.0);
  const GasFlowResult capped = solved(network);
  ASSERT_EQ(capped.status, GasFlowStatus::negative_pressure);
  EXPECT_EQ(capped.device_kind, DeviceKind::supply);
  EXPECT_EQ(capped.device, 1);
  EXPECT_THAT(failure_text(network, capped), testing::StartsWith("supply 's1' gives what it can"));
  network.supplies[1].in_service = false;
  const GasFlowResult pipes = solved(network);
  ASSERT_EQ(pipes.status, GasFlowStatus::negative_pressure);
  EXPECT_EQ(pipes.device, -1);
  EXPECT_THAT(failure_text(network, pipes), testing::StartsWith("the pipes cannot carry the demand"));
}

TEST(Regulator, SaturatesAndTheOtherTakesOver) {
  // A second regulator at the home's end; the first may give 6 m3/h of the 10 only.
  GasNetwork network = village(10.0);
  add_regulator(network, 0, 3, 2300.0);
  const GasFlowResult shared = solved(network);
  ASSERT_TRUE(shared.solved());
  EXPECT_EQ(shared.regulators[0].state, DeviceState::hold);
  network.regulators[0].capacity_m3h = 6.0;
  const GasFlowResult capped = solved(network);
  ASSERT_TRUE(capped.solved());
  EXPECT_EQ(capped.regulators[0].state, DeviceState::saturated);
  EXPECT_NEAR(capped.regulators[0].flow_m3h, 6.0, 1e-12);
  EXPECT_NEAR(capped.regulators[1].flow_m3h, 4.0, 1e-8);
  EXPECT_LT(capped.pressure_pa[2], 2500.0);
  EXPECT_GT(capped.pressure_pa[2], 2300.0);
  EXPECT_LT(largest_gap_m3h(network, capped), 1e-8);
}

TEST(Regulator, ClosesAgainstAHigherOutlet) {
  GasNetwork network = village(2.0);
  add_supply(network, 3, 3000.0);
  const GasFlowResult result = solved(network);
  ASSERT_TRUE(result.solved());
  EXPECT_EQ(result.regulators[0].state, DeviceState::closed);
  EXPECT_EQ(result.regulators[0].flow_m3h, 0.0);
  EXPECT_NEAR(result.supplies[1].flow_m3h, 2.0, 1e-9);
  EXPECT_NEAR(result.pressure_pa[2], 3000.0, 1e-6);
}

TEST(Regulator, ThatIsTooSmallAloneIsNamed) {
  GasNetwork network = village(10.0);
  network.regulators[0].capacity_m3h = 6.0;
  const GasFlowResult result = solved(network);
  EXPECT_EQ(result.status, GasFlowStatus::supply_short);
  EXPECT_NEAR(result.missing_m3h, 4.0, 1e-8);
  EXPECT_EQ(result.device_kind, DeviceKind::regulator);
  EXPECT_THAT(failure_text(network, result), testing::HasSubstr("regulator 'r0' gives what it can"));
  EXPECT_THAT(failure_text(network, result), testing::HasSubstr("lack 4 m3/h"));
}

TEST(Regulator, TiersBelowOneAnotherAreSolvedTogether) {
  // Medium A feeds medium B feeds two villages, the second by two boxes on a loop.
  GasNetwork network;
  for (int n = 0; n < 9; ++n) add_node(network, "n" + std::to_string(n));
  add_supply(network, 0, 3.5e5);
  add_pipe(network, 0, 1, 3000.0, 0.16);
  add_regulator(network, 1, 2, 1.5e5);
  add_pipe(network, 2, 3, 800.0, 0.09);
  add_pipe(network, 3, 4, 500.0, 0.09);
  add_pipe(network, 4, 2, 900.0, 0.06);
  add_regulator(network, 3, 5, 2800.0);
  add_regulator(network, 4, 7, 2700.0);
  add_pipe(network, 5, 6, 60.0, 0.06);
  add_pipe(network, 6, 7, 60.0, 0.06);
  add_pipe(network, 7, 8, 60.0, 0.06);
  add_pipe(network, 8, 5, 60.0, 0.06);
  add_draw(network, 6, 20.0);
  add_draw(network, 8, 15.0);
  add_draw(network, 4, 50.0);
  const GasFlowResult result = solved(network);
  ASSERT_TRUE(result.solved());
  EXPECT_NEAR(result.regulators[0].flow_m3h, 85.0, 1e-8);
  EXPECT_NEAR(result.regulators[1].flow_m3h + result.regulators[2].flow_m3h, 35.0, 1e-8);
  EXPECT_GT(result.regulators[1].flow_m3h, result.regulators[2].flow_m3h);
  EXPECT_LT(largest_gap_m3h(network, result), 1e-9 * 85.0);
}

TEST(Supply, CapBindsWhereAnotherGivesTheRest) {
  GasNetwork network;
  for (int n = 0; n < 3; ++n) add_node(network, "n" + std::to_string(n));
  add_pipe(network, 0, 1, 500.0, 0.06);
  add_pipe(network, 2, 1, 500.0, 0.06);
  add_supply(network, 0, 1e5, 20.0);
  add_supply(network, 2, 8e4);
  add_draw(network, 1, 50.0);
  GasFlow flow(network);
  GasFlowResult result;
  flow.solve(result);
  ASSERT_TRUE(result.solved());
  EXPECT_EQ(result.supplies[0].state, DeviceState::saturated);
  EXPECT_NEAR(result.supplies[0].flow_m3h, 20.0, 1e-9);
  EXPECT_NEAR(result.supplies[1].flow_m3h, 30.0, 1e-8);
  EXPECT_LT(result.pressure_pa[0], 1e5);
  flow.set_supply_capacity(0, 1000.0);
  flow.solve(result);
  ASSERT_TRUE(result.solved());
  EXPECT_EQ(result.supplies[0].state, DeviceState::hold);
  EXPECT_GT(result.supplies[0].flow_m3h, 20.0);
  flow.set_supply_capacity(0, 10.0);
  network.supplies[1].capacity_m3h = 30.0;
  flow = GasFlow(network);
  flow.set_supply_capacity(0, 10.0);
  flow.solve(result);
  EXPECT_EQ(result.status, GasFlowStatus::supply_short);
  EXPECT_NEAR(result.missing_m3h, 10.0, 1e-8);
}

TEST(Supply, LowerOneClosesWhileTheHigherSuffices) {
  GasNetwork network;
  for (int n = 0; n < 2; ++n) add_node(network, "n" + std::to_string(n));
  add_pipe(network, 0, 1, 100.0, 0.1);
  add_supply(network, 0, 1e5);
  add_supply(network, 1, 9e4);
  add_draw(network, 1, 10.0);
  const GasFlowResult result = solved(network);
  ASSERT_TRUE(result.solved());
  EXPECT_EQ(result.supplies[1].state, DeviceState::closed);
  EXPECT_NEAR(result.supplies[0].flow_m3h, 10.0, 1e-9);
}

TEST(Compressor, RaisesByItsRatioOrToItsPressure) {
  GasNetwork network;
  for (int n = 0; n < 4; ++n) add_node(network, "n" + std::to_string(n));
  add_pipe(network, 0, 1, 20000.0, 0.2);
  add_pipe(network, 2, 3, 20000.0, 0.2);
  add_supply(network, 0, 1e6);
  network.compressors.push_back({.name = "c", .from = 1, .to = 2, .ratio = 1.3});
  add_draw(network, 3, 3000.0);
  const GasFlowResult ratio = solved(network);
  ASSERT_TRUE(ratio.solved());
  EXPECT_NEAR((ratio.pressure_pa[2] + 101325.0) / (ratio.pressure_pa[1] + 101325.0), 1.3, 1e-6);
  EXPECT_EQ(ratio.compressors[0].state, DeviceState::open);
  EXPECT_NEAR(ratio.compressors[0].flow_m3h, 3000.0, 1e-6);
  network.compressors[0] = {.name = "c", .from = 1, .to = 2, .outlet_pa = 1.1e6};
  const GasFlowResult held = solved(network);
  ASSERT_TRUE(held.solved());
  EXPECT_NEAR(held.pressure_pa[2], 1.1e6, 1e-6);
  EXPECT_EQ(held.compressors[0].state, DeviceState::hold);
  network.compressors[0].outlet_pa = 5e5;
  const GasFlowResult passed = solved(network);
  ASSERT_TRUE(passed.solved());
  EXPECT_EQ(passed.compressors[0].state, DeviceState::open);
  EXPECT_NEAR(passed.pressure_pa[2], passed.pressure_pa[1], 0.1);
}

TEST(Compressor, OfFixedRatioInAMeshOfTwoSupplies) {
  // The outlet's part has a supply of its own: flows depend on the ratio.
  GasNetwork network;
  for (int n = 0; n < 4; ++n) add_node(network, "n" + std::to_string(n));
  add_pipe(network, 0, 1, 5000.0, 0.15);
  add_pipe(network, 2, 3, 5000.0, 0.15);
  add_supply(network, 0, 5e5);
  add_supply(network, 3, 7.45e5);
  network.compressors.push_back({.name = "c", .from = 1, .to = 2, .ratio = 1.4});
  add_draw(network, 2, 1500.0);
  const GasFlowResult result = solved(network);
  ASSERT_TRUE(result.solved());
  EXPECT_NEAR((result.pressure_pa[2] + 101325.0) / (result.pressure_pa[1] + 101325.0), 1.4, 1e-6);
  EXPECT_GT(result.compressors[0].flow_m3h, 100.0);
  EXPECT_LT(result.compressors[0].flow_m3h, 1400.0);
  EXPECT_LT(largest_gap_m3h(network, result), 1e-9 * 1500.0);
}

/// Whatever the states found, each device's own condition holds.
RC_GTEST_PROP(RandomDevices, ObeyTheirStates, ()) {
  const GasNetwork network = random_tiers();
  const GasFlowResult result = solved(network);
  RC_ASSERT(result.status != GasFlowStatus::not_converged);
  RC_ASSERT(result.status != GasFlowStatus::unsettled);
  RC_PRE(result.solved());
  const double supply = result.supplies[0].flow_m3h;
  RC_ASSERT(largest_gap_m3h(network, result) <= 1e-8 * supply + 1e-12);
  RC_ASSERT(regulators_obey(network, result));
}

}  // namespace
}  // namespace hearthgrid::gas
