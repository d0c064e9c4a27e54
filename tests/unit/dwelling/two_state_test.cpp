// 5R1C figures: architecture-building-systems/RC_BuildingSimulator, tests/testRCmodel.py (MIT), an office of 34 m2.

#include "models/dwelling/two_state.hpp"

#include <gtest/gtest.h>

namespace hearthgrid::dwelling {
namespace {

constexpr double NONE = 1e9;
constexpr double FLOOR_M2 = 34.3;

FiveResistances office() {
  return {.windows_w_k = 14.85,
          .surface_w_k = 3.45 * 142.38,
          .inner_w_k = 9.1 * 2.5 * FLOOR_M2,
          .outer_w_k = 0.338,  // that code takes U A, not the standard's H_em
          .air_change_w_k = 1200.0 * 106.33 * 2.0 / 3600.0,
          .mass_area_m2 = 2.5 * FLOOR_M2,
          .total_area_m2 = 142.38,
          .mass_j_k = 165000.0 * FLOOR_M2,
          .air_j_k = 10000.0 * FLOOR_M2};
}

TEST(FiveResistances, FloatsLikeTheReference) {
  const ZoneResult free = step_5r1c(office(), 22.0, {10, 10, 2000}, 0.0, 0.0, 0.0, 3600.0);
  EXPECT_NEAR(free.mass_c, 22.66796, 1e-5);
  EXPECT_NEAR(free.mean_mass_c, 22.33398, 1e-5);
  EXPECT_NEAR(free.surface_c, 22.13756, 1e-5);
  EXPECT_NEAR(free.air_c, 20.61577, 1e-5);
}

TEST(FiveResistances, HeatsToTheSetPointLikeTheReference) {
  EXPECT_NEAR(step_5r1c(office(), 20.0, {10, 10, 2000}, 20.0, 0.0, 0.0, 3600.0).air_c, 19.059371, 1e-6);
  const ZoneResult heated = step_5r1c(office(), 20.0, {10, 10, 2000}, 20.0, 0.0, NONE, 3600.0);
  EXPECT_NEAR(heated.heat_w, 328.0941, 1e-4);
  EXPECT_NEAR(heated.mass_c, 20.9178, 1e-4);
  EXPECT_NEAR(heated.mean_mass_c, 20.4589, 1e-4);
  EXPECT_NEAR(heated.surface_c, 20.765, 5e-4);
  EXPECT_NEAR(heated.air_c, 20.0, 1e-10);
}

TEST(FiveResistances, KeepsToTheLimitsLikeTheReference) {
  const double limit = 12.0 * FLOOR_M2;
  const ZoneResult heated = step_5r1c(office(), 19.0, {5, 10, 2000}, 20.0, 0.0, limit, 3600.0);
  EXPECT_NEAR(heated.heat_w, 411.6, 1e-9);
  EXPECT_NEAR(heated.mean_mass_c, 19.39, 0.005);
  const ZoneResult cooled = step_5r1c(office(), 24.0, {25, 10, 4000}, 26.0, -limit, 0.0, 3600.0);
  EXPECT_NEAR(cooled.heat_w, -264.75, 0.005);
  EXPECT_NEAR(cooled.mean_mass_c, 25.15, 0.005);
  const ZoneResult limited = step_5r1c(office(), 25.0, {30, 10, 5000}, 26.0, -limit, 0.0, 3600.0);
  EXPECT_NEAR(limited.heat_w, -411.6, 1e-9);
  EXPECT_NEAR(limited.mean_mass_c, 26.49, 0.005);
}

TEST(FiveResistances, WorksWithoutAirChange) {
  FiveResistances tight = office();
  tight.air_change_w_k = 0.0;
  const ZoneResult free = step_5r1c(tight, 20.0, {20, 0, 0}, 0.0, 0.0, 0.0, 3600.0);
  EXPECT_NEAR(free.air_c, 20.0, 1e-12);
}

TEST(TwoStates, ApproachTheSteadyStateOfTheOneStateModel) {
  const ZoneDrivers drivers{-5, 200, 300};
  const TwoStateZone zone(office(), 900.0);
  Eigen::Vector2d state(15.0, 15.0);
  ZoneResult two;
  for (int k = 0; k < 96 * 60; ++k) two = zone.step(state, drivers, 20.0, 0.0, NONE);
  double mass = 15.0;
  ZoneResult one;
  for (int k = 0; k < 24 * 60; ++k) {
    one = step_5r1c(office(), mass, drivers, 20.0, 0.0, NONE, 3600.0);
    mass = one.mass_c;
  }
  EXPECT_NEAR(two.heat_w, one.heat_w, 1e-6 * one.heat_w);
  EXPECT_NEAR(two.mass_c, one.mass_c, 1e-8);
  EXPECT_NEAR(two.surface_c, one.surface_c, 1e-8);
  EXPECT_NEAR(two.air_c, 20.0, 1e-10);
}

TEST(TwoStates, AStepOfAnHourIsSixtyOfAMinute) {
  const TwoStateZone hour(office(), 3600.0);
  const TwoStateZone minute(office(), 60.0);
  Eigen::Vector2d once(12.0, 18.0);
  Eigen::Vector2d many = once;
  (void)hour.step(once, {-10, 100, 50}, 99.0, 1500.0, 1500.0);
  for (int k = 0; k < 60; ++k) (void)minute.step(many, {-10, 100, 50}, 99.0, 1500.0, 1500.0);
  EXPECT_LT((once - many).norm(), 1e-11);
}

}  // namespace
}  // namespace hearthgrid::dwelling
