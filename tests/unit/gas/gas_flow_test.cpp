#include "models/gas/network/gas_flow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "models/gas/properties.hpp"
#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {
namespace {

/// A supply, a pipe, a home.
GasNetwork one_home(double draw_m3h, double length_m = 200.0) {
  GasNetwork network;
  const int supply = add_node(network, "supply"), home = add_node(network, "home");
  add_pipe(network, supply, home, length_m, 0.0514);
  add_supply(network, supply, 2500.0);
  add_draw(network, home, draw_m3h);
  return network;
}

TEST(GasFlow, OnePipeByHand) {
  // 20 Nm3/h through 200 m of PE63: 320.31 Pa by the low-pressure form, which takes the density of 101.325 kPa (the
  // sheet's single-pipe table); at 103.7 kPa the same mass drops 101.325 / 103.7 of it.
  GasNetwork network = one_home(to_reference_m3(20.0));
  network.fluid = {.normal_density_kg_m3 = 0.7333, .viscosity_pa_s = 0.7333 * 1.4e-5, .temperature_k = 273.15};
  GasFlowOptions options;
  const GasFlowResult medium = solved(network, options);
  ASSERT_TRUE(medium.solved());
  const double drop = 2500.0 - medium.pressure_pa[1];
  EXPECT_NEAR(drop, 320.31 * 101325.0 / (101325.0 + 2500.0 - 0.5 * drop), 0.02);
  options.friction.law = FrictionLaw::gb50028_low;
  EXPECT_NEAR(2500.0 - solved(network, options).pressure_pa[1], 320.597, 0.01);
  EXPECT_NEAR(medium.pipe_m3h[0], to_reference_m3(20.0), 1e-12);
  EXPECT_NEAR(medium.supplies[0].flow_m3h, to_reference_m3(20.0), 1e-12);
}

TEST(GasFlow, WithoutDrawPressuresAreTheSupplys) {
  GasNetwork network = one_home(0.0);
  const int third = add_node(network, "third");
  add_pipe(network, 1, third, 100.0, 0.05);
  add_pipe(network, third, 0, 100.0, 0.05);
  const GasFlowResult result = solved(network);
  ASSERT_TRUE(result.solved());
  for (const double pressure : result.pressure_pa) EXPECT_NEAR(pressure, 2500.0, 1e-6);
  for (const double flow : result.pipe_m3h) EXPECT_NEAR(flow, 0.0, 1e-9);
}

TEST(GasFlow, GasLighterThanAirRises) {
  // At rest, 50 m up: (rho_air - rho_gas) g h above the supply's gauge pressure, by the mean densities.
  GasNetwork network = one_home(0.0);
  network.nodes[1].elevation_m = 50.0;
  network.fluid.temperature_k = 288.15;
  const double lift = solved(network).pressure_pa[1] - 2500.0;
  const double air = (ambient_pressure_pa(0.0) - ambient_pressure_pa(50.0)) / (9.81 * 50.0);
  EXPECT_NEAR(air, 1.222, 0.002);
  const double gas = network.fluid.density_kg_m3(0.5 * (ambient_pressure_pa(0.0) + ambient_pressure_pa(50.0)) + 2500.0);
  EXPECT_NEAR(lift, (air - gas) * 9.81 * 50.0, 1.0);
  EXPECT_GT(lift, 200.0);
}

TEST(GasFlow, EqualBranchesCarryEqualFlows) {
  GasNetwork network;
  const int supply = add_node(network, "supply"), end = add_node(network, "end");
  for (int branch = 0; branch < 3; ++branch) {
    const int middle = add_node(network, "m" + std::to_string(branch));
    add_pipe(network, supply, middle, 120.0, 0.06);
    add_pipe(network, end, middle, 80.0, 0.04);
    add_draw(network, middle, 2.0);
  }
  add_supply(network, supply, 3000.0);
  add_draw(network, end, 9.0);
  const GasFlowResult result = solved(network);
  ASSERT_TRUE(result.solved());
  for (size_t branch = 0; branch < 3; ++branch) {
    EXPECT_NEAR(result.pipe_m3h[2 * branch], 5.0, 1e-8);
    EXPECT_NEAR(result.pipe_m3h[2 * branch + 1], -3.0, 1e-8);
    EXPECT_NEAR(result.pressure_pa[2 + branch], result.pressure_pa[2], 1e-6);
  }
}

TEST(GasFlow, TwoSuppliesShareASymmetricMainAtItsMiddle) {
  GasNetwork network;
  for (int n = 0; n < 5; ++n) add_node(network, "n" + std::to_string(n));
  for (int n = 0; n < 4; ++n) add_pipe(network, n, n + 1, 300.0, 0.08);
  add_supply(network, 0, 1e5);
  add_supply(network, 4, 1e5);
  for (int n = 1; n < 4; ++n) add_draw(network, n, 40.0);
  const GasFlowResult result = solved(network);
  ASSERT_TRUE(result.solved());
  EXPECT_NEAR(result.supplies[0].flow_m3h, 60.0, 1e-7);
  EXPECT_NEAR(result.supplies[1].flow_m3h, 60.0, 1e-7);
  EXPECT_NEAR(result.pressure_pa[1], result.pressure_pa[3], 1e-5);
}

TEST(GasFlow, ASecondPipeBesideHalvesTheFlowAndQuartersARoughPipesDrop) {
  // With lambda constant (Weymouth) the drop of squares is as the square of the flow.
  GasNetwork network = one_home(30.0);
  network.supplies[0].pressure_pa = 2e5;
  GasFlowOptions options;
  options.friction.law = FrictionLaw::weymouth;
  const auto squares = [](const GasFlowResult& result) {
    const auto square = [](double gauge) { return (gauge + 101325.0) * (gauge + 101325.0); };
    return square(result.pressure_pa[0]) - square(result.pressure_pa[1]);
  };
  const GasFlowResult single = solved(network, options);
  add_pipe(network, 1, 0, 200.0, 0.0514);
  const GasFlowResult both = solved(network, options);
  EXPECT_NEAR(both.pipe_m3h[0], 15.0, 1e-8);
  EXPECT_NEAR(both.pipe_m3h[1], -15.0, 1e-8);
  EXPECT_NEAR(squares(both), 0.25 * squares(single), 1e-6 * squares(single));
}

TEST(GasFlow, AMeshWithItsChordsClosedIsItsSpanningTree) {
  GasNetwork network;
  for (int n = 0; n < 9; ++n) add_node(network, "n" + std::to_string(n));
  add_supply(network, 0, 5e4);
  for (int n = 1; n < 9; ++n) {
    add_pipe(network, (n - 1) / 2, n, 40.0 + 10.0 * n, 0.05);
    add_draw(network, n, 1.0 + 0.3 * n);
  }
  const GasFlowResult tree = solved(network);
  for (const auto& [from, to] : {std::pair{3, 4}, {5, 8}, {7, 2}}) {
    network.valves.push_back({.name = "v" + std::to_string(from),
                              .from = to,
                              .to = add_node(network, "c" + std::to_string(from)),
                              .open = false});
    add_pipe(network, from, network.valves.back().to, 30.0, 0.05);
  }
  const GasFlowResult closed = solved(network);
  for (auto& valve : network.valves) valve.open = true;
  const GasFlowResult open = solved(network);
  ASSERT_TRUE(tree.solved() && closed.solved() && open.solved());
  double moved = 0.0;
  for (size_t n = 0; n < 9; ++n) {
    EXPECT_NEAR(closed.pressure_pa[n], tree.pressure_pa[n], 1e-6);
    moved = std::max(moved, std::abs(open.pressure_pa[n] - tree.pressure_pa[n]));
  }
  for (size_t p = 0; p < 8; ++p) EXPECT_NEAR(closed.pipe_m3h[p], tree.pipe_m3h[p], 1e-9);
  EXPECT_GT(moved, 10.0);
  for (size_t v = 0; v < 3; ++v) {
    EXPECT_EQ(closed.valve_m3h[v], 0.0);
    EXPECT_NEAR(open.valve_m3h[v], -open.pipe_m3h[8 + v], 1e-9);
    EXPECT_NE(open.valve_m3h[v], 0.0);
  }
  EXPECT_LT(largest_gap_m3h(network, open), 1e-9 * open.supplies[0].flow_m3h);
}

TEST(GasFlow, OverloadedPipesAreNamedAndNeverSolved) {
  GasNetwork network = one_home(400.0);
  add_pipe(network, 1, add_node(network, "last home"), 50.0, 0.03);
  add_draw(network, 2, 5.0);
  GasFlow flow(network);
  GasFlowResult result;
  flow.solve(result);
  EXPECT_EQ(result.status, GasFlowStatus::negative_pressure);
  EXPECT_EQ(result.node, 2);
  EXPECT_THAT(failure_text(network, result),
              testing::HasSubstr("node 'last home' would stand below the pressure of the air"));
  for (const double pressure : result.pressure_pa) EXPECT_EQ(pressure, 0.0);
  // The next solve is none the worse for it.
  flow.solve(std::vector<double>{0.0, 4.0, 1.0}, result);
  EXPECT_TRUE(result.solved());
  EXPECT_GT(result.pressure_pa[2], 2400.0);
}

TEST(GasFlow, OverloadedMeshesAreNamedToo) {
  GasNetwork network = one_home(900.0);
  add_pipe(network, 0, 1, 300.0, 0.06);
  const GasFlowResult result = solved(network);
  EXPECT_EQ(result.status, GasFlowStatus::negative_pressure);
  EXPECT_EQ(result.node, 1);
}

TEST(GasFlow, NodesOutOfReachAreToldAndGetNothing) {
  GasNetwork network = one_home(3.0);
  const int lonely = add_node(network, "lonely"), neighbour = add_node(network, "neighbour");
  add_pipe(network, lonely, neighbour, 10.0, 0.03);
  add_draw(network, lonely, 2.0);
  GasFlow flow(network);
  EXPECT_THAT(flow.unreached(), testing::ElementsAre(lonely, neighbour));
  GasFlowResult result;
  flow.solve(result);
  EXPECT_TRUE(result.solved());
  EXPECT_EQ(result.served_m3h[2], 0.0);
  EXPECT_EQ(result.pressure_pa[2], 0.0);
  EXPECT_NEAR(result.supplies[0].flow_m3h, 3.0, 1e-12);
}

TEST(GasFlow, InjectionIsNegativeDraw) {
  GasNetwork network = one_home(30.0);
  add_draw(network, 1, -30.0);
  EXPECT_NEAR(solved(network).pressure_pa[1], 2500.0, 1e-9);
  network.demands[1].draw_m3h = -40.0;
  // A supply that may not take gas back cannot hold its node then.
  EXPECT_EQ(solved(network).supplies[0].flow_m3h, 0.0) << "and nothing holds the pressure";
  network.supplies[0].takes_back = true;
  const GasFlowResult back = solved(network);
  ASSERT_TRUE(back.solved());
  EXPECT_NEAR(back.supplies[0].flow_m3h, -10.0, 1e-9);
  EXPECT_GT(back.pressure_pa[1], 2500.0);
}

TEST(GasFlow, VelocityAndContentOfAPipe) {
  GasNetwork network = one_home(to_reference_m3(1500.0), 2000.0);
  network.fluid = {.normal_density_kg_m3 = 0.7333, .viscosity_pa_s = 0.7333 * 1.4e-5, .temperature_k = 273.15};
  network.pipes[0].inner_diameter_m = 0.1308;
  network.supplies[0].pressure_pa = 2e5;
  GasFlow flow(network);
  GasFlowResult result;
  flow.solve(result);
  ASSERT_TRUE(result.solved());
  // The sheet's table: 301.325 kPa abs to 272.18 by the exact coefficient, 11.55 m/s at the end.
  EXPECT_NEAR(result.pressure_pa[1] + 101325.0, 272183.0, 30.0);
  const auto velocity = flow.velocity(result, 0);
  EXPECT_NEAR(velocity.to_m_s, 11.546, 0.005);
  EXPECT_NEAR(velocity.from_m_s, 11.546 * 272.18 / 301.325, 0.005);
  EXPECT_GT(velocity.mean_m_s, velocity.from_m_s);
  EXPECT_LT(velocity.mean_m_s, velocity.to_m_s);
  // pi / 4 0.1308^2 x 2000 m = 26.874 m3 at a mean of 287.0 kPa and 0 degC.
  EXPECT_NEAR(flow.line_pack_m3(result, 0), to_reference_m3(26.874 * 287.0 / 101.325), 0.05);
  EXPECT_NEAR(flow.friction(result, 0).reynolds, 289709.7, 1.0);
  EXPECT_NEAR(flow.friction(result, 0).lambda, 0.01529927, 1e-7);
}

TEST(GasFlow, WantsOneDrawForEachNode) {
  GasFlow flow(one_home(1.0));
  GasFlowResult result;
  EXPECT_THROW(flow.solve(std::vector<double>{1.0}, result), std::invalid_argument);
  EXPECT_THROW(flow.set_supply_capacity(0, 0.0), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::gas
