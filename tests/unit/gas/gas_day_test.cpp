#include "models/gas/network/gas_day.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <new>
#include <numeric>
#include <stdexcept>

#include "tests/unit/gas/network_samples.hpp"

// Every allocation of the program is counted.
// NOLINTBEGIN(cppcoreguidelines-no-malloc,cppcoreguidelines-avoid-non-const-global-variables)
namespace {
size_t allocations = 0;
}  // namespace

[[gnu::noinline]] void* operator new(size_t size) {
  ++allocations;
  void* memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
[[gnu::noinline]] void* operator new(size_t size, const std::nothrow_t& /*tag*/) noexcept {  // of std::stable_sort
  ++allocations;
  return std::malloc(size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, size_t /*size*/) noexcept {
  std::free(memory);
}
// NOLINTEND(cppcoreguidelines-no-malloc,cppcoreguidelines-avoid-non-const-global-variables)

namespace hearthgrid::gas {
namespace {

/// A ring of villages behind regulators; the last homes are short when all draw twice.
GasNetwork villages() {
  GasNetwork network;
  for (int n = 0; n < 4; ++n) add_node(network, "ring " + std::to_string(n));
  for (int n = 0; n < 4; ++n) add_pipe(network, n, (n + 1) % 4, 800.0, 0.09);
  add_supply(network, 0, 1e5);
  for (int v = 1; v < 4; ++v) {
    int last = add_node(network, "box " + std::to_string(v));
    add_regulator(network, v, last, 2800.0);
    for (int h = 0; h < 6; ++h) {
      const int home = add_node(network, "home " + std::to_string(v) + "-" + std::to_string(h));
      add_pipe(network, last, home, 40.0, 0.0408);
      add_draw(network, home, 2.5);
      last = home;
    }
    add_pipe(network, last, last - 3, 70.0, 0.0326);
  }
  for (auto& node : network.nodes) {
    node.minimum_pa = 800.0;
    node.service_pa = 1600.0;
  }
  return network;
}

std::vector<double> day_of(const GasNetwork& network, int steps, double scale) {
  const std::vector<double> own = node_draw_m3h(network);
  std::vector<double> day;
  for (int k = 0; k < steps; ++k) {
    for (const double draw : own) day.push_back(draw * scale * (0.6 + 0.4 * std::sin(0.3 * k)));
  }
  return day;
}

TEST(GasDay, IsItsStepsOneByOne) {
  const GasNetwork network = villages();
  GasDay day(network);
  GasDayResult out;
  const std::vector<double> draws = day_of(network, 24, 0.8);
  day.solve(draws, out);
  ASSERT_EQ(out.steps, 24);
  GasFlow flow(network);
  GasFlowResult step;
  const size_t nodes = network.nodes.size();
  for (size_t k = 0; k < 24; ++k) {
    flow.solve(std::span(draws).subspan(k * nodes, nodes), step);
    EXPECT_FALSE(out.outcome[k].driven);
    EXPECT_EQ(out.outcome[k].unserved_m3h, 0.0);
    for (size_t n = 0; n < nodes; ++n) EXPECT_EQ(out.pressure_pa[k * nodes + n], step.pressure_pa[n]);
    EXPECT_EQ(out.supply_m3h[k], step.supplies[0].flow_m3h);
    EXPECT_EQ(out.outcome[k].lowest_pa, out.pressure_pa[k * nodes + static_cast<size_t>(out.outcome[k].lowest_node)]);
  }
}

TEST(GasDay, DoesNotDependOnDaysBefore) {
  const GasNetwork network = villages();
  GasDay one(network), other(network);
  GasDayResult first, again, unused;
  const std::vector<double> draws = day_of(network, 10, 1.5);
  one.solve(draws, first);
  other.solve(day_of(network, 17, 2.6), unused);
  other.solve(draws, again);
  EXPECT_EQ(first.pressure_pa, again.pressure_pa);
  EXPECT_EQ(first.served_m3h, again.served_m3h);
  EXPECT_EQ(first.pipe_m3h, again.pipe_m3h);
}

TEST(GasDay, TellsWhoGoesShort) {
  const GasNetwork network = villages();
  GasDay day(network);
  GasDayResult out;
  const std::vector<double> draws = day_of(network, 12, 3.0);
  day.solve(draws, out);
  int driven = 0;
  for (size_t k = 0; k < 12; ++k) {
    const size_t nodes = network.nodes.size();
    double gap = 0.0;
    for (size_t n = 0; n < nodes; ++n) gap += draws[k * nodes + n] - out.served_m3h[k * nodes + n];
    EXPECT_EQ(out.outcome[k].status, GasFlowStatus::solved);
    EXPECT_NEAR(out.outcome[k].unserved_m3h, gap, 1e-9);
    EXPECT_EQ(out.outcome[k].driven, gap > 1e-9);
    if (out.outcome[k].driven) {
      EXPECT_LT(out.outcome[k].lowest_pa, 1600.0);
    }
    driven += out.outcome[k].driven ? 1 : 0;
  }
  EXPECT_GT(driven, 2);
  EXPECT_LT(driven, 12);
}

TEST(GasDay, ACapOfTheDayIsKept) {
  const GasNetwork network = villages();
  GasDay day(network);
  day.set_supply_capacity(0, 12.0);
  GasDayResult out;
  day.solve(day_of(network, 6, 1.0), out);
  for (size_t k = 0; k < 6; ++k) {
    EXPECT_EQ(out.outcome[k].status, GasFlowStatus::solved);
    EXPECT_LE(out.supply_m3h[k], 12.0 * (1.0 + 1e-9));
  }
  EXPECT_EQ(out.supply_state[0], DeviceState::saturated);
  EXPECT_GT(out.outcome[0].unserved_m3h, 1.0);
}

TEST(GasDay, FailuresAreNamedWhereNothingIsDriven) {
  GasNetwork network = villages();
  for (auto& node : network.nodes) node.service_pa = 0.0;
  GasDay day(network);
  GasDayResult out;
  day.solve(day_of(network, 2, 20.0), out);
  EXPECT_EQ(out.outcome[1].status, GasFlowStatus::negative_pressure);
  EXPECT_NE(out.outcome[1].node, NO_NODE);
  EXPECT_NEAR(out.outcome[0].unserved_m3h, 20.0 * 0.6 * 45.0, 1e-6);
}

/// The villages, and beside them a part of its own that has no solution: a thin pipe to a large draw.
GasNetwork villages_and_another_part(bool in_service = true) {
  GasNetwork network = villages();
  const int gate = add_node(network, "gate"), works = add_node(network, "works");
  add_pipe(network, gate, works, 9000.0, 0.0162);
  add_supply(network, gate, 1e5);
  network.supplies.back().in_service = in_service;
  add_draw(network, works, 50.0);
  return network;
}

TEST(GasDay, APartWithoutASolutionLeavesTheOthersTheirs) {
  const GasNetwork network = villages(), both = villages_and_another_part();
  GasDay alone(network), day(both);
  GasDayResult one, out;
  alone.solve(day_of(network, 5, 0.8), one);
  day.solve(day_of(both, 5, 0.8), out);
  ASSERT_EQ(out.areas, 2);
  const size_t nodes = network.nodes.size(), all = both.nodes.size();
  for (int k = 0; k < 5; ++k) {
    EXPECT_TRUE(out.at(k, 0).solved());
    EXPECT_EQ(out.at(k, 1).status, GasFlowStatus::negative_pressure);
    EXPECT_EQ(out.at(k, 1).node, static_cast<int>(all) - 1);
    EXPECT_EQ(out.at(k, 0).lowest_node, one.at(k, 0).lowest_node);
    const auto row = static_cast<size_t>(k);
    for (size_t n = 0; n < nodes; ++n) EXPECT_EQ(out.pressure_pa[row * all + n], one.pressure_pa[row * nodes + n]);
    EXPECT_EQ(out.pressure_pa[row * all + nodes], 0.0);
    EXPECT_EQ(out.supply_m3h[2 * row], one.supply_m3h[row]);
    EXPECT_EQ(out.supply_m3h[2 * row + 1], 0.0);
  }
}

TEST(GasDay, PartsThatNoSupplyReachesAreOfNoArea) {
  const GasNetwork both = villages_and_another_part(false);
  const NetworkAreas areas = network_areas(both);
  EXPECT_EQ(areas.count, 1);
  EXPECT_EQ(areas.of_node.back(), -1);
  EXPECT_EQ(areas.of_node.front(), 0);
  EXPECT_EQ(areas.of_supply, (std::vector<int>{0, -1}));
}

TEST(GasDay, ARegulatorJoinsAreasIfGasComesToIt) {
  GasNetwork both = villages_and_another_part();
  const auto gate = static_cast<int>(both.nodes.size()) - 2;
  add_regulator(both, 0, gate, 5e4);
  EXPECT_EQ(network_areas(both).count, 1);
  both.regulators.back().in_service = false;
  EXPECT_EQ(network_areas(both).count, 2);
  // A node above both that nothing feeds joins nothing.
  const int dry = add_node(both, "dry");
  add_regulator(both, dry, 0, 5e4);
  add_regulator(both, dry, gate, 5e4);
  const NetworkAreas areas = network_areas(both);
  EXPECT_EQ(areas.count, 2);
  EXPECT_EQ(areas.of_node[static_cast<size_t>(dry)], -1);
}

TEST(GasDay, DoesNotAllocateOnceItHasItsSize) {
  const GasNetwork network = villages_and_another_part();
  GasDay day(network);
  GasDayResult out;
  const std::vector<double> draws = day_of(network, 8, 0.01);
  day.solve(draws, out);
  const size_t before = allocations;
  day.solve(draws, out);
  EXPECT_EQ(allocations - before, 0U);
}

TEST(GasDay, WantsWholeSteps) {
  GasDay day(villages());
  GasDayResult out;
  EXPECT_THROW(day.solve(std::vector<double>(5), out), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::gas
