#include "models/heater/rating_points.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "models/heater/map_faults.hpp"
#include "models/heater/performance_map.hpp"

namespace hearthgrid::heater {
namespace {

constexpr Compressor ALL[] = {Compressor::fixed_speed, Compressor::inverter, Compressor::vapour_injection};

double heat_at(const PerformanceMap& map, double outdoor, double water) {
  return value_at(interpolate(fit_map(map), outdoor).heat_w, water);
}

double cop_at(const PerformanceMap& map, double outdoor, double water) {
  return 1.0 / value_at(interpolate(fit_map(map), outdoor).input_per_heat, water);
}

TEST(RatingPoints, CarnotShareIsTheRegressionAndKeymarksMedianAtTheColdHotCorner) {
  // 0.45340 + 0.000539 x 12 - 0.000566 x 41 - 0.05145 at -12/41: 0.3852, the default machine's 0.385.
  EXPECT_NEAR(carnot_share(-12.0, 41.0), 0.3852, 1e-4);
  EXPECT_NEAR(carnot_share(-22.0, 55.0), 0.34, 1e-12);
  EXPECT_NEAR(carnot_share(-30.0, 60.0), 0.34, 1e-12);
  // Medians of Keymark's cold points at full load: 0.388 at -7/52, 0.397 at -15/32, 0.364 at -22/35; sd 0.039.
  EXPECT_NEAR(carnot_share(-7.0, 52.0), 0.388, 0.039);
  EXPECT_NEAR(carnot_share(-15.0, 32.0), 0.397, 0.039);
  EXPECT_NEAR(carnot_share(-22.0, 35.0), 0.364, 0.039);
}

TEST(RatingPoints, OnePointIsMetAndScalesTheWholeForm) {
  for (const Compressor compressor : ALL) {
    const PerformanceMap map = map_from_rating({{-12}, {41}, {6500}, {2826}, "a plate", "unverified"}, compressor);
    EXPECT_NEAR(heat_at(map, -12, 41), 6500, 0.01 * 6500);
    EXPECT_NEAR(cop_at(map, -12, 41), 2.30, 0.01 * 2.30);
    // Form at 7/35: 0.3783 x 308.15 / 28 = 4.164; at -12/41: 0.3852 x 314.15 / 53 = 2.283.
    EXPECT_NEAR(cop_at(map, 7, 35), 4.164 * 2.30 / 2.283, 0.01 * 4.19);
    EXPECT_EQ(map.status, "unverified");
  }
}

TEST(RatingPoints, TwoPointsAreBothMet) {
  const RatingPoints points{{-12, 7}, {41, 45}, {6500, 8500}, {2826, 2400}, "plates", "measured"};
  for (const Compressor compressor : ALL) {
    const PerformanceMap map = map_from_rating(points, compressor);
    for (size_t k = 0; k < 2; ++k) {
      const double cop = points.heat_w[k] / points.input_w[k];
      EXPECT_NEAR(heat_at(map, points.outdoor_temp_c[k], points.water_temp_c[k]), points.heat_w[k],
                  0.002 * points.heat_w[k]);
      EXPECT_NEAR(cop_at(map, points.outdoor_temp_c[k], points.water_temp_c[k]), cop, 0.002 * cop);
    }
    EXPECT_EQ(map.status, "assumed");
  }
}

TEST(RatingPoints, ColdRatiosArePublishedOnes) {
  const auto ratio = [](Compressor c, double water) { return heat_shape(c, -22, water) / heat_shape(c, -15, water); };
  EXPECT_NEAR(ratio(Compressor::inverter, 35), 0.80, 1e-9);  // Keymark medians
  EXPECT_NEAR(ratio(Compressor::inverter, 55), 0.76, 1e-9);
  // GridLAB-D at -7.6 and 5 degrees Fahrenheit: 0.27977 / 0.38889
  EXPECT_NEAR(ratio(Compressor::fixed_speed, 35), 0.27977 / 0.38889, 1e-4);
  for (const Compressor c : ALL) {
    EXPECT_GE(ratio(c, 35), 0.70);  // Keymark p10 to p90
    EXPECT_LE(ratio(c, 35), 0.92);
    EXPECT_GE(ratio(c, 55), 0.51);
    EXPECT_LE(ratio(c, 55), 0.85);
  }
}

TEST(RatingPoints, VapourInjectionIsFlattestAndFixedSpeedSteepest) {
  const auto fall = [](Compressor c) { return heat_shape(c, -15, 41) / heat_shape(c, 7, 41); };
  EXPECT_GT(fall(Compressor::vapour_injection), fall(Compressor::inverter));
  EXPECT_GT(fall(Compressor::inverter), fall(Compressor::fixed_speed));
  EXPECT_NEAR(heat_shape(Compressor::vapour_injection, -12, 41) / heat_shape(Compressor::vapour_injection, 7, 41),
              6.5 / 8.5, 0.01);  // plates
}

TEST(RatingPoints, FrostIsInThePointsIfOneStandsWhereTestsFrost) {
  EXPECT_FALSE(has_frosting_point({{-12, 7}, {41, 45}, {1, 1}, {1, 1}, "", ""}));
  EXPECT_TRUE(has_frosting_point({{-7, 2}, {35, 35}, {1, 1}, {1, 1}, "", ""}));
}

RC_GTEST_PROP(RatingPoints, AnyPlausiblePointGivesAPossibleTable, ()) {
  const double outdoor = *rc::gen::inRange(-25, 8);
  const double water = *rc::gen::inRange(35, 56);
  const double heat = *rc::gen::inRange(2000, 20000);
  const double share = *rc::gen::inRange(28, 46) / 100.0;
  const double cop = share * (water + 273.15) / (water - outdoor);
  const Compressor compressor = *rc::gen::elementOf(std::vector<Compressor>(std::begin(ALL), std::end(ALL)));
  const PerformanceMap map = map_from_rating({{outdoor}, {water}, {heat}, {heat / cop}, "", "assumed"}, compressor);
  RC_ASSERT(axis_faults(map, CurveTemperature::leaving_water).empty());
  RC_ASSERT(cell_faults(map).empty());
}

}  // namespace
}  // namespace hearthgrid::heater
