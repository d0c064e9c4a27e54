// The village's air against hand calculations, published coefficients and properties.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "models/emission/village_air.hpp"

namespace hearthgrid::emission {
namespace {

// EPA-454/R-99-005, table 6-7.
TEST(VillageAir, StabilityIsTheTablesCells) {
  EXPECT_EQ(stability_of(1.5, 950.0, false), Stability::a);
  EXPECT_EQ(stability_of(1.5, 500.0, false), Stability::b);
  EXPECT_EQ(stability_of(2.5, 500.0, true), Stability::c);
  EXPECT_EQ(stability_of(4.0, 700.0, false), Stability::b);
  EXPECT_EQ(stability_of(5.5, 700.0, false), Stability::c);
  EXPECT_EQ(stability_of(7.0, 950.0, false), Stability::c);
  EXPECT_EQ(stability_of(7.0, 700.0, false), Stability::d);
  EXPECT_EQ(stability_of(1.0, 100.0, false), Stability::d);
  EXPECT_EQ(stability_of(1.5, 0.0, false), Stability::f);
  EXPECT_EQ(stability_of(1.5, 0.0, true), Stability::e);
  EXPECT_EQ(stability_of(2.2, 0.0, false), Stability::e);
  EXPECT_EQ(stability_of(2.2, 0.0, true), Stability::d);
  EXPECT_EQ(stability_of(2.6, 0.0, false), Stability::d);
}

// f at 40 degrees is 2 x 7.292e-5 x sin 40 = 9.374e-5 /s: 0.019 x 3 / f = 608 m; 0.70 sqrt(1 / f) = 72.3 m.
TEST(VillageAir, MixingHeightsByHand) {
  EXPECT_NEAR(mixing_height_m(Stability::d, 3.0, 40.0), 608.0, 1.0);
  EXPECT_NEAR(mixing_height_m(Stability::f, 1.0, 40.0), 72.3, 0.1);
  EXPECT_NEAR(mixing_height_m(Stability::e, 1.0, -40.0), 171.4, 0.3);
  EXPECT_TRUE(std::isfinite(mixing_height_m(Stability::a, 2.0, 0.0)));
}

// 500 m square, neutral, 2 m/s, sources at the ground: sqrt(2/pi) 250^0.2 / (0.22 x 0.2) / 2 = 27.35 s/m.
TEST(VillageAir, AreaSourceByHand) {
  const AreaSource village{250000.0, 0.0};
  const AirHour neutral{Stability::d, 2.0, 400.0};
  EXPECT_NEAR(concentration_per_flux(village, neutral), 0.79788 * std::pow(250.0, 0.2) / 0.044 / 2.0, 1e-3);
  // 1 kg/h over 25 ha is 1.111 ug/(m2 s).
  EXPECT_NEAR(ground_level_ug_m3(village, neutral, 1.0), 1.1111 * 27.35, 0.05);
  // Chimneys of 4.3 m: sigma_z begins with 2 m, at x0 = (2 / 0.22)^(1 / 0.8) = 15.79 m.
  const double x0 = std::pow(2.0 / 0.22, 1.25);
  const double expected = 0.79788 * (std::pow(250.0 + x0, 0.2) - std::pow(x0, 0.2)) / 0.044 / 2.0;
  EXPECT_NEAR(concentration_per_flux({250000.0, 4.3}, neutral), expected, 1e-3);
}

// Gifford and Hanna's A = C u / q of dust in cities of the United States is some 225 over all weather; our neutral and
// stable values for a city of 20 km bracket it.
TEST(VillageAir, ACitysCoefficientLiesAroundGiffordAndHannas) {
  const AreaSource city{4e8, 0.0};
  EXPECT_LT(concentration_per_flux(city, {Stability::d, 1.0, 1e6}), 225.0);
  EXPECT_GT(concentration_per_flux(city, {Stability::f, 1.0, 1e6}), 225.0);
}

// 2 km square below a lid of 10 m: x / h = 1000 / 10, over 1 m/s.
TEST(VillageAir, ALowLidMakesABox) {
  EXPECT_NEAR(concentration_per_flux({4e6, 0.0}, {Stability::a, 1.0, 10.0}), 100.0, 1e-9);
}

RC_GTEST_PROP(VillageAir, IsLinearInSmokeAndFallsWithWindAndRoom, ()) {
  const auto stability = static_cast<Stability>(*rc::gen::inRange(0, STABILITIES));
  const double wind = 1.0 + 0.1 * *rc::gen::inRange(0, 100), area = 1e4 * *rc::gen::inRange(1, 500);
  const double height = 0.5 * *rc::gen::inRange(0, 20), kg = 0.01 * *rc::gen::inRange(1, 1000);
  const AirHour air{stability, wind, 300.0};
  const double c = ground_level_ug_m3({area, height}, air, kg);
  RC_ASSERT(c > 0.0 && std::isfinite(c));
  RC_ASSERT(std::abs(ground_level_ug_m3({area, height}, air, 2.0 * kg) - 2.0 * c) < 1e-9 * c);
  RC_ASSERT(ground_level_ug_m3({area, height}, {stability, 2.0 * wind, 300.0}, kg) < c);
  RC_ASSERT(ground_level_ug_m3({4.0 * area, height}, air, kg) < c);
  RC_ASSERT(ground_level_ug_m3({area, height + 1.0}, air, kg) <= c);
}

TEST(VillageAir, CalmsCountAsLightWind) {
  EXPECT_EQ(air_hour(0.0, 0.0, false, 39.0).wind_m_s, CALM_M_S);
  EXPECT_EQ(air_hour(0.0, 0.0, false, 39.0).stability, Stability::f);
}

// A day of 100 in 12 hours and 40 in 12, mean 70; a day of 90.
TEST(VillageAir, SeasonAgainstALimit) {
  std::vector<double> ug_m3(24, 40.0);
  std::fill(ug_m3.begin(), ug_m3.begin() + 12, 100.0);
  ug_m3.insert(ug_m3.end(), 24, 90.0);
  const AirSeason season = assess_air(ug_m3, 75.0);
  EXPECT_NEAR(season.mean_ug_m3, 80.0, 1e-9);
  EXPECT_NEAR(season.worst_day_ug_m3, 90.0, 1e-9);
  EXPECT_EQ(season.worst_day, 1);
  EXPECT_EQ(season.hours_above, 36);
  EXPECT_EQ(season.days_above, 1);
}

}  // namespace
}  // namespace hearthgrid::emission
