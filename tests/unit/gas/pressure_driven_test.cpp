// Demand that falls with the pressure: unserved gas by node, caps, and that nothing is lost.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/gas/network_samples.hpp"
#include "tests/unit/gas/random_tiers.hpp"

namespace hearthgrid::gas {
namespace {

GasFlowOptions driven() {
  return {.friction = {}, .pressure_driven = true};
}

void drive(GasNetwork& network, double minimum_pa, double service_pa) {
  for (auto& node : network.nodes) {
    node.minimum_pa = minimum_pa;
    node.service_pa = service_pa;
  }
}

/// The law, a second time: share of a draw at a gauge pressure.
double share_at(double pressure_pa, double minimum_pa, double service_pa) {
  const double y2 = (pressure_pa - minimum_pa) / (service_pa - minimum_pa);
  if (y2 <= 0.0) return 0.0;
  return std::min(1.0, -0.0005 + std::sqrt(0.0005 * 0.0005 + 1.001 * y2));
}

constexpr double MINIMUM_PA = 300.0, SERVICE_PA = 1300.0;  ///< of the networks that `conforms` judges

/// Whether every draw is served by the law, within `slack_m3h`, nothing is lost and the first supply keeps its
/// capacity.
bool conforms(const GasNetwork& network, const GasFlowResult& result, double slack_m3h) {
  const std::vector<double> wanted = node_draw_m3h(network);
  double served = 0.0;
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    served += result.served_m3h[n];
    const double by_law = wanted[n] * share_at(result.pressure_pa[n], MINIMUM_PA, SERVICE_PA);
    if (!(std::abs(result.served_m3h[n] - by_law) < slack_m3h)) return false;
  }
  return largest_gap_m3h(network, result) <= 1e-8 * served + 1e-10 &&
         result.supplies[0].flow_m3h <= network.supplies[0].capacity_m3h * (1.0 + 1e-8);
}

GasNetwork row(int homes, double draw_m3h) {
  GasNetwork network;
  add_node(network, "source");
  add_supply(network, 0, 2500.0);
  for (int h = 1; h <= homes; ++h) {
    add_pipe(network, h - 1, add_node(network, "home " + std::to_string(h)), 60.0, 0.04);
    add_draw(network, h, draw_m3h);
  }
  drive(network, 500.0, 1500.0);
  return network;
}

TEST(PressureDriven, ChangesNothingWherePressureSuffices) {
  const GasNetwork network = row(5, 1.0);
  const GasFlowResult plain = solved(network), result = solved(network, driven());
  ASSERT_TRUE(result.solved());
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    EXPECT_NEAR(result.pressure_pa[n], plain.pressure_pa[n], 1e-6);
    EXPECT_DOUBLE_EQ(result.served_m3h[n], n == 0 ? 0.0 : 1.0);
  }
}

TEST(PressureDriven, ServesTheFarHomesLess) {
  const GasNetwork network = row(8, 6.0);
  EXPECT_EQ(solved(network).status, GasFlowStatus::negative_pressure);
  const GasFlowResult result = solved(network, driven());
  ASSERT_TRUE(result.solved());
  for (size_t n = 1; n < network.nodes.size(); ++n) {
    EXPECT_NEAR(result.served_m3h[n], 6.0 * share_at(result.pressure_pa[n], 500.0, 1500.0), 1e-6);
    if (n > 1) {
      EXPECT_LE(result.served_m3h[n], result.served_m3h[n - 1] + 1e-9);
    }
  }
  EXPECT_LT(result.served_m3h.back(), 5.0);
  EXPECT_GT(result.served_m3h.back(), 0.5);
  EXPECT_LT(largest_gap_m3h(network, result), 1e-9 * result.supplies[0].flow_m3h);
}

TEST(PressureDriven, ACapIsSharedOutByPressure) {
  GasNetwork network = row(6, 2.0);
  network.supplies[0].capacity_m3h = 7.0;
  const GasFlowResult result = solved(network, driven());
  ASSERT_TRUE(result.solved());
  EXPECT_EQ(result.supplies[0].state, DeviceState::saturated);
  EXPECT_NEAR(result.supplies[0].flow_m3h, 7.0, 1e-9);
  double served = 0.0;
  for (const double each : result.served_m3h) served += each;
  EXPECT_NEAR(served, 7.0, 1e-8);
  EXPECT_LT(result.pressure_pa[0], 2500.0);
}

// The last home draws whatever its pressure is: that falls because the supply gives no more, not for want of pipes.
TEST(PressureDriven, NamesTheSupplyAtItsLimitWherePressureFallsBelowTheAirs) {
  GasNetwork network = row(3, 10.0);
  network.nodes[3].service_pa = network.nodes[3].minimum_pa = 0.0;
  network.pipes[2].inner_diameter_m = 0.025;
  const GasFlowResult enough = solved(network, driven());
  ASSERT_TRUE(enough.solved());
  network.supplies[0].capacity_m3h = 10.5;
  const GasFlowResult result = solved(network, driven());
  EXPECT_EQ(result.status, GasFlowStatus::negative_pressure);
  EXPECT_EQ(result.node, 3);
  EXPECT_EQ(failure_text(network, result),
            "supply 's0' gives what it can, and what else comes is not enough: node 'home 3' would stand below the "
            "pressure of the air");
}

TEST(PressureDriven, ARegulatorThatIsTooSmallStarvesItsVillageOnly) {
  GasNetwork network = row(3, 2.0);
  network.supplies[0].pressure_pa = 1e5;
  const int outlet = add_node(network, "outlet"), home = add_node(network, "village");
  add_regulator(network, 2, outlet, 2500.0, 3.0);
  add_pipe(network, outlet, home, 40.0, 0.05);
  add_draw(network, home, 5.0);
  drive(network, 500.0, 1500.0);
  const GasFlowResult result = solved(network, driven());
  ASSERT_TRUE(result.solved());
  EXPECT_EQ(result.regulators[0].state, DeviceState::saturated);
  EXPECT_NEAR(result.served_m3h[static_cast<size_t>(home)], 3.0, 1e-8);
  for (size_t n = 1; n <= 3; ++n) EXPECT_DOUBLE_EQ(result.served_m3h[n], 2.0);
  EXPECT_LT(largest_gap_m3h(network, result), 1e-8);
}

RC_GTEST_PROP(PressureDriven, ObeysItsLawInAnyMesh, ()) {
  const auto share = [] { return *rc::gen::inRange(0, 1000) / 1000.0; };
  const int nodes = *rc::gen::inRange(2, 20), chords = *rc::gen::inRange(0, 6);
  GasNetwork network;
  for (int n = 0; n < nodes; ++n) add_node(network, "n" + std::to_string(n));
  for (int n = 1; n < nodes; ++n)
    add_pipe(network, *rc::gen::inRange(0, n), n, 10.0 + 90.0 * share(), 0.025 + 0.04 * share());
  for (int c = 0; c < chords; ++c) {
    const int from = *rc::gen::inRange(0, nodes - 1);
    add_pipe(network, from, *rc::gen::inRange(from + 1, nodes), 10.0 + 90.0 * share(), 0.025 + 0.04 * share());
  }
  add_supply(network, 0, 2500.0, share() < 0.3 ? 20.0 * share() + 0.5 : UNLIMITED);
  for (int n = 1; n < nodes; ++n) add_draw(network, n, 6.0 * share());
  drive(network, MINIMUM_PA, SERVICE_PA);
  const GasFlowResult result = solved(network, driven());
  RC_ASSERT(result.solved());
  RC_ASSERT(conforms(network, result, 1e-6));
}

/// Whether a solve after another, of a third of the draws, and a reset has the same bits.
bool same_after_another_day(const GasNetwork& network, const GasFlowResult& fresh) {
  std::vector<double> draw = node_draw_m3h(network), less = draw;
  for (double& each : less) each /= 3.0;
  GasFlow flow(network, driven());
  GasFlowResult later;
  flow.solve(less, later);
  flow.reset();
  flow.solve(draw, later);
  return later.status == fresh.status && later.pressure_pa == fresh.pressure_pa &&
         later.served_m3h == fresh.served_m3h && later.rounds == fresh.rounds;
}

/// The states that the regulators are tried in at first have gas go round through two that are open, without a flow to
/// converge to.
TEST(PressureDriven, LeavesStatesThatHaveNoFlow) {
  GasNetwork network;
  for (int n = 0; n < 10; ++n) add_node(network, "n" + std::to_string(n));
  add_pipe(network, 0, 1, 1220.0, 0.0724);
  add_pipe(network, 1, 2, 760.0, 0.0981);
  add_pipe(network, 2, 3, 1216.0, 0.0985);
  add_pipe(network, 4, 5, 33.12, 0.05215);
  add_pipe(network, 5, 6, 35.12, 0.0561);
  add_pipe(network, 4, 7, 89.84, 0.0651);
  add_pipe(network, 7, 8, 32.0, 0.07645);
  add_pipe(network, 8, 9, 33.6, 0.0469);
  add_pipe(network, 4, 9, 60.0, 0.05);
  add_supply(network, 0, 63642.4, 18.8);
  add_regulator(network, 0, 4, 2854.0, 14.3, 258.0);
  add_regulator(network, 0, 5, 2053.0, 32.42, 1886.0);
  add_regulator(network, 2, 6, 2868.0, 7.49, 1138.0);
  const std::vector<double> draws = {2.77438, 5.64825, 24.4547, 3.01022, 2.47107, 9.19663};
  for (int n = 4; n < 10; ++n) add_draw(network, n, draws[static_cast<size_t>(n) - 4]);
  drive(network, MINIMUM_PA, SERVICE_PA);
  const GasFlowResult result = solved(network, driven());
  ASSERT_TRUE(result.solved());
  EXPECT_TRUE(conforms(network, result, 1e-6));
  EXPECT_TRUE(regulators_obey(network, result));
  EXPECT_NEAR(result.supplies[0].flow_m3h, 18.8, 1e-6);
}

/// Random tiers, overloaded, with or without a cap.
GasNetwork overloaded_tiers() {
  GasNetwork network = random_tiers();
  const double load = *rc::gen::inRange(1, 80) / 10.0;
  for (auto& demand : network.demands) demand.draw_m3h *= load;
  if (*rc::gen::arbitrary<bool>()) network.supplies[0].capacity_m3h = *rc::gen::inRange(1, 400) / 10.0;
  drive(network, MINIMUM_PA, SERVICE_PA);
  return network;
}

/// There is an answer: capped, overloaded, behind regulators of any state. Those of several regulators that feed one
/// mesh are not found in 18 of 100 000 networks; the result says so.
RC_GTEST_PROP(PressureDriven, AnswersCapsAndOverloads, ()) {
  const GasNetwork network = overloaded_tiers();
  const GasFlowResult result = solved(network, driven());
  RC_ASSERT(same_after_another_day(network, result));
  RC_PRE(result.status != GasFlowStatus::unsettled && result.status != GasFlowStatus::not_converged);
  RC_ASSERT(result.solved());
  RC_ASSERT(conforms(network, result, 1e-5));
  RC_ASSERT(regulators_obey(network, result));
}

TEST(PressureDriven, FindsTheStatesOfNearlyAllNetworks) {
  constexpr int NETWORKS = 2000, SIZE = 100;
  const auto networks = rc::gen::exec(overloaded_tiers);
  int unsolved = 0;
  for (int k = 0; k < NETWORKS; ++k) {
    const GasNetwork network = networks(rc::Random(static_cast<uint64_t>(k)), SIZE).value();
    unsolved += solved(network, driven()).solved() ? 0 : 1;
  }
  EXPECT_LE(unsolved, 2);
}

}  // namespace
}  // namespace hearthgrid::gas
