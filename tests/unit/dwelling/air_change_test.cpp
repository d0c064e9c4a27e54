#include "models/dwelling/air_change.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace hearthgrid::dwelling {
namespace {

TEST(AirChange, IsOneAtTheNominalWeatherAndFollowsTheSquareRootLaw) {
  const Dwelling home;
  const std::vector<double> f = air_change_factor(home, {-4.0, 16.0, -64.0, 16.0}, {2.5, 0.0, 0.0, 5.0});
  EXPECT_DOUBLE_EQ(f[0], 1.0);
  EXPECT_EQ(f[1], 0.0);
  // 0.000145 20 + 0.000104 6.25 = 0.00355: four times the difference alone, then four times the wind's part alone.
  EXPECT_NEAR(f[2], std::sqrt(0.0116 / 0.00355), 1e-12);
  EXPECT_NEAR(f[3], std::sqrt(0.0026 / 0.00355), 1e-12);
}

TEST(AirChange, OfATallerOrMoreExposedHomeFollowsTheWeatherMore) {
  for (int storeys = 1; storeys < 3; ++storeys) {
    EXPECT_GT(leakage_coefficients(storeys + 1, 4).stack, leakage_coefficients(storeys, 4).stack);
    EXPECT_GT(leakage_coefficients(storeys + 1, 4).wind, leakage_coefficients(storeys, 4).wind);
  }
  for (int shelter = 1; shelter < 5; ++shelter) {
    EXPECT_GT(leakage_coefficients(1, shelter).wind, leakage_coefficients(1, shelter + 1).wind);
  }
}

TEST(AirChange, CanBeConstant) {
  Dwelling home;
  home.constant_air_change = true;
  EXPECT_EQ(air_change_factor(home, {-30.0, 10.0}, {0.0, 12.0}), (std::vector<double>{1.0, 1.0}));
}

// By hand: 200 m3 at 10 ach50: 0.55556 m3/s at 50 Pa, 0.10758 at 4 Pa, A_L = 0.10758 sqrt(1.2/8) = 0.041665 m2 =
// 416.65 cm2; Q = 416.65 sqrt(0.00355) = 24.825 L/s = 89.37 m3/h.
TEST(AirChange, FollowsFromABlowerDoorTest) {
  Dwelling home;
  home.volume_m3 = 200.0;
  EXPECT_NEAR(nominal_air_change_per_h(home, 10.0), 89.37 / 200.0, 2e-4);
}

}  // namespace
}  // namespace hearthgrid::dwelling
