// Networks cut into parts that are sized by themselves: against the flow of the whole, and the cost of the whole.
#include "models/gas/sizing/sizing_parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "models/gas/sizing/gas_sizing.hpp"
#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {
namespace {

using testing::ElementsAre;

// What each part draws at the nodes it has, stubs what stands behind them; parts come before those that they feed.
std::vector<std::vector<double>> draws_of(const std::vector<SizingPart>& parts, const std::vector<double>& whole) {
  std::vector<std::vector<double>> out(parts.size());
  std::vector<double> total(parts.size(), 0.0);
  for (size_t p = parts.size(); p-- > 0;) {
    for (size_t n = 0; n < parts[p].node.size(); ++n) {
      const int behind = parts[p].feeds[n];
      EXPECT_TRUE(behind < 0 || behind > static_cast<int>(p));
      out[p].push_back(behind < 0 ? whole[static_cast<size_t>(parts[p].node[n])] : total[static_cast<size_t>(behind)]);
      total[p] += out[p].back();
    }
  }
  return out;
}

/// Trees of three tiers behind two supplies, some regulators in a row.
GasNetwork tiers(std::mt19937& random) {
  const auto share = [&] { return static_cast<double>(random() % 1000) / 1000.0; };
  GasNetwork network;
  for (int s = 0; s < 2; ++s) {
    const int gate = add_node(network, "gate " + std::to_string(s));
    add_supply(network, gate, 2e5);
    int end = gate;
    for (int b = 0; b < 3; ++b) {
      const int inlet = add_node(network, "inlet " + std::to_string(10 * s + b), 20.0 * share());
      add_pipe(network, end, inlet, 300.0 + 500.0 * share(), 0.03 + 0.02 * share());
      const int outlet = add_node(network, "outlet " + std::to_string(10 * s + b));
      add_regulator(network, inlet, outlet, b == 2 ? 20'000.0 : 2800.0, 15.0 + 20.0 * share(), 1000.0);
      int last = outlet;
      for (int n = 0; n < 2; ++n) {
        const int next = add_node(network, "home " + std::to_string(100 * s + 10 * b + n), 20.0 * share());
        add_pipe(network, last, next, 50.0 + 150.0 * share(), 0.025 + 0.02 * share());
        last = next;
      }
      end = inlet;
      if (b == 2) {
        const int low = add_node(network, "low " + std::to_string(s));
        add_regulator(network, last, low, 2500.0, UNLIMITED, 500.0);
        add_pipe(network, low, add_node(network, "last " + std::to_string(s)), 80.0, 0.03);
      }
    }
  }
  return network;
}

std::vector<double> some_draws(const GasNetwork& network, std::mt19937& random) {
  std::vector<double> draw;
  for (size_t n = 0; n < network.nodes.size(); ++n) draw.push_back(std::max(0, static_cast<int>(random() % 12) - 4));
  return draw;
}

TEST(SizingParts, HavePressuresAndFlowsOfTheWhole) {
  for (uint32_t seed = 0; seed < 30; ++seed) {
    std::mt19937 random(seed);
    GasNetwork network = tiers(random);
    for (GasPipe& pipe : network.pipes) pipe.inner_diameter_m *= 3.0;  // so that regulators hold
    for (GasRegulator& regulator : network.regulators) regulator.capacity_m3h = UNLIMITED;
    const std::vector<double> draw = some_draws(network, random);
    GasFlow whole(network);
    GasFlowResult all;
    whole.solve(draw, all);
    ASSERT_TRUE(all.solved());
    const auto parts = sizing_parts(network);
    ASSERT_EQ(parts.size(), 10U);
    const auto draws = draws_of(parts, draw);
    size_t pipes = 0, regulators = 0;
    for (size_t p = 0; p < parts.size(); ++p) {
      GasFlow flow(parts[p].network);
      GasFlowResult own;
      flow.solve(draws[p], own);
      ASSERT_TRUE(own.solved());
      for (size_t n = 0; n < parts[p].node.size(); ++n) {
        EXPECT_NEAR(own.pressure_pa[n], all.pressure_pa[static_cast<size_t>(parts[p].node[n])], 1e-4) << seed;
      }
      for (size_t i = 0; i < parts[p].pipe.size(); ++i) {
        EXPECT_NEAR(own.pipe_m3h[i], all.pipe_m3h[static_cast<size_t>(parts[p].pipe[i])], 1e-7);
      }
      for (size_t i = 0; i < parts[p].regulator.size(); ++i) {
        EXPECT_NEAR(own.regulators[i].flow_m3h, all.regulators[static_cast<size_t>(parts[p].regulator[i])].flow_m3h,
                    1e-7);
      }
      pipes += parts[p].pipe.size();
      regulators += parts[p].regulator.size();
    }
    EXPECT_EQ(pipes, network.pipes.size());
    EXPECT_EQ(regulators, network.regulators.size());
  }
}

TEST(SizingParts, CostTogetherWhatTheWholeCosts) {
  SizingCatalogue catalogue;
  for (const auto& [mm, cny] : {std::pair{32.6, 40.0}, {51.4, 70.0}, {73.6, 110.0}, {102.2, 180.0}}) {
    catalogue.pipes.push_back({"PE", 1e-3 * mm, 1e-5, cny, "test", "test"});
  }
  for (const double m3h : {20.0, 50.0, 100.0}) {
    catalogue.regulators.push_back({"box", RegulatorKind::district, m3h, 40.0 * m3h, "test", "test"});
  }
  int enlarged = 0, hopeless = 0;
  for (uint32_t seed = 0; seed < 30; ++seed) {
    std::mt19937 random(seed);
    const GasNetwork network = tiers(random);
    std::vector<double> draw = some_draws(network, random);
    for (double& m3h : draw) m3h *= 2.5;
    const GasSizing whole = size_network(network, {draw}, catalogue, {});
    const auto parts = sizing_parts(network);
    const auto draws = draws_of(parts, draw);
    double cost = 0.0;
    size_t works = 0, left = 0;
    for (size_t p = 0; p < parts.size(); ++p) {
      const GasSizing own = size_network(parts[p].network, {draws[p]}, catalogue, {});
      cost += own.cost_cny;
      works += own.enlarged.size();
      left += own.left.size();
    }
    if (!whole.left.empty()) {
      // What has no solution in one part hides in the whole what other parts need.
      EXPECT_GE(cost, whole.cost_cny - 1e-6) << seed;
      EXPECT_GE(left, 1U) << seed;
      ++hopeless;
      continue;
    }
    EXPECT_NEAR(cost, whole.cost_cny, 1e-6) << seed;
    EXPECT_EQ(works, whole.enlarged.size()) << seed;
    EXPECT_EQ(left, 0U) << seed;
    enlarged += static_cast<int>(works);
  }
  EXPECT_GT(enlarged, 60);
  EXPECT_LT(hopeless, 10);
}

TEST(SizingParts, StayTogetherWhereTwoFeedOne) {
  GasNetwork network;
  for (const char* name : {"gate", "inlet", "a", "b", "c", "alone"}) add_node(network, name);
  add_pipe(network, 0, 1, 500.0, 0.09);
  add_regulator(network, 1, 2, 2800.0);
  add_regulator(network, 0, 3, 2800.0);
  add_pipe(network, 2, 3, 100.0, 0.06);
  add_regulator(network, 1, 4, 2800.0);
  add_supply(network, 0, 2e5);
  const auto parts = sizing_parts(network);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_THAT(parts[0].node, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(parts[0].feeds, ElementsAre(-1, -1, -1, -1, 1));
  EXPECT_THAT(parts[0].regulator, ElementsAre(0, 1, 2));
  EXPECT_THAT(parts[1].node, ElementsAre(4));
  EXPECT_THAT(parts[1].supply, ElementsAre(-1));
}

// One regulator feeds a part alone, but what that feeds comes back to the first over another way.
TEST(SizingParts, StayTogetherWhereWaysMeetAgain) {
  GasNetwork network;
  for (const char* name : {"gate", "middle", "low"}) add_node(network, name);
  add_regulator(network, 0, 1, 20'000.0);
  add_regulator(network, 1, 2, 2800.0);
  add_node(network, "other");
  add_regulator(network, 0, 3, 2700.0);
  add_pipe(network, 2, 3, 100.0, 0.06);
  add_supply(network, 0, 2e5);
  const auto parts = sizing_parts(network);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].node.size(), 4U);
}

}  // namespace
}  // namespace hearthgrid::gas
