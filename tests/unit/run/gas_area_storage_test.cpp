// Storages by area of a network: one area's surplus is no help to another, and who draws where nobody delivers has
// none.
#include "engine/run/gas_area_storage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/run/gas_village.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t STEPS = 2 * 96;
constexpr gas::LngTerms LNG{.gas_m3_per_tonne = 1400.0, .liquid_kg_m3 = 440.0, .truck_tonnes = 20.0, .tank_fill = 0.9};
enum Second : int { SECOND = 5, SECOND_END = 6 };

// gas_village() beside a second network, whose gate is not joined with the first.
GasGrid two_networks() {
  GasGrid grid = gas_village();
  grid.network.nodes.push_back(gas_node("second", gas::PressureTier::low));
  grid.network.nodes.push_back(gas_node("second end", gas::PressureTier::low, SERVICE_PA));
  grid.network.pipes.push_back(gas_pipe("second lane", SECOND, SECOND_END, 50.0, 90.0));
  grid.network.supplies.push_back(gas_supply("lng", SECOND, 2500.0));
  grid.supply.resize(2);
  return grid;
}

// 10 m3/h at the far end; at the second one 8, from 6 to 12 o'clock 14.
std::vector<float> draws() {
  std::vector<float> out(2 * STEPS, 10.0F);
  for (size_t k = 0; k < STEPS; ++k) out[STEPS + k] = k % 96 >= 24 && k % 96 < 48 ? 14.0F : 8.0F;
  return out;
}

std::vector<AreaStorage> storages(const GasGrid& grid) {
  return storages_of(GasFacts(grid, {FAR_END, SECOND_END}, 15), LNG, draws(), STEPS);
}

// By hand: 2 m3/h are lacking for six hours of each day, and come back in the afternoon.
TEST(AreaStorages, ASurplusDoesNotHideAnothersGap) {
  GasGrid grid = two_networks();
  grid.supply[0].limits.hourly_m3h = 500.0;
  grid.supply[1].limits.hourly_m3h = 12.0;
  const auto areas = storages(grid);
  ASSERT_EQ(areas.size(), 2U);
  EXPECT_EQ(areas[0].need.volume_m3, 0.0);
  EXPECT_NEAR(areas[0].wanted_m3, 480.0, 1e-9);
  EXPECT_NEAR(areas[1].need.volume_m3, 12.0, 1e-9);
  EXPECT_NEAR(areas[1].need.send_out_m3h, 2.0, 1e-9);
  EXPECT_NEAR(areas[1].lng.tonnes, 24.0 / 1400.0, 1e-12);
  EXPECT_EQ(areas[1].lng.truck_loads, 1);
  const AreaStorage all = together(areas);
  EXPECT_NEAR(all.need.volume_m3, 12.0, 1e-9);
  EXPECT_NEAR(all.need.season.sent_out_m3, 24.0, 1e-9);
  EXPECT_EQ(all.need.season.days_used, 2);
  EXPECT_NEAR(all.wanted_m3, 480.0 + 48.0 * 8.0 + 12.0 * 6.0, 1e-9);
}

TEST(AreaStorages, OneSupplyWithoutACapLeavesTheOthersTheirs) {
  GasGrid grid = two_networks();
  grid.supply[1].limits.daily_m3 = 216.0;  // of 228
  const auto areas = storages(grid);
  EXPECT_EQ(areas[0].need.volume_m3, 0.0);
  EXPECT_FALSE(areas[0].limits.daily_m3);
  EXPECT_NEAR(areas[1].need.season.sent_out_m3, 24.0, 1e-9);
  EXPECT_NEAR(areas[1].need.send_out_m3h, 12.0 / 24.0, 1e-9);
  // A second one into the same area without any cap: nothing is lacking.
  grid.network.supplies.push_back(gas_supply("more", SECOND_END, 2500.0));
  grid.supply.emplace_back();
  EXPECT_EQ(storages(grid)[1].need.volume_m3, 0.0);
}

TEST(AreaStorages, CapsOfOtherKindsAndCapacitiesCount) {
  GasGrid grid = two_networks();
  grid.network.supplies[1].capacity_m3h = 7.0;
  grid.network.supplies.push_back(gas_supply("more", SECOND_END, 2500.0));
  grid.supply.emplace_back();
  grid.supply[2].limits.hourly_m3h = 5.0;
  EXPECT_EQ(storage_limits(GasFacts(grid, {FAR_END, SECOND_END}, 15), 1).hourly_m3h, 12.0);
  EXPECT_NEAR(storages(grid)[1].need.volume_m3, 12.0, 1e-9);
  grid.network.supplies[1].capacity_m3h = gas::UNLIMITED;
  grid.supply[1].limits.daily_m3 = 100.0;
  const gas::SupplyLimits mixed = storage_limits(GasFacts(grid, {FAR_END, SECOND_END}, 15), 1);
  EXPECT_EQ(mixed.daily_m3, 220.0);
  EXPECT_EQ(mixed.hourly_m3h, 105.0);
  EXPECT_NEAR(storages(grid)[1].need.season.sent_out_m3, 2.0 * 8.0, 1e-9);
}

TEST(AreaStorages, WhatNoSupplyReachesAsksForNone) {
  GasGrid grid = two_networks();
  grid.county.hourly_m3h = 11.0;
  EXPECT_GT(storages(grid)[1].need.volume_m3, 12.0);
  grid.network.supplies[1].in_service = false;
  const auto areas = storages(grid);
  ASSERT_EQ(areas.size(), 1U);
  EXPECT_EQ(areas[0].need.volume_m3, 0.0);
  EXPECT_NEAR(areas[0].wanted_m3, 480.0, 1e-9);
}

TEST(AreaStorages, HaveTheNamesOfTheirSupplies) {
  GasGrid grid = two_networks();
  const auto name = [&](size_t area) { return area_name(GasFacts(grid, {FAR_END, SECOND_END}, 15), area); };
  EXPECT_EQ(name(0), "gate");
  EXPECT_EQ(name(1), "lng");
  for (const char* more : {"b", "c", "d", "e"}) {
    grid.network.nodes.push_back(gas_node(more, gas::PressureTier::low));
    const auto node = static_cast<int>(grid.network.nodes.size()) - 1;
    grid.network.pipes.push_back(gas_pipe(more, node, SECOND, 10.0, 90.0));
    grid.network.supplies.push_back(gas_supply(more, node, 2500.0));
  }
  grid.supply.resize(6);
  EXPECT_EQ(name(1), "lng + b + c + 2 more");
}

}  // namespace
}  // namespace hearthgrid::run
