#include "models/heater/performance_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/heater/library.hpp"

namespace hearthgrid::heater {
namespace {

const PerformanceMap& default_map() {
  return testing::technology("ashp_water").map.value();
}

TEST(PerformanceMap, FitKeepsWithinOnePercentOfTheTableUpTo55Degrees) {
  const PerformanceMap& map = default_map();
  const auto nodes = fit_map(map);
  double worst_heat = 0.0;
  double worst_ratio = 0.0;
  for (size_t column = 0; column < map.outdoor_temp_c.size(); ++column) {
    const MapNode node = interpolate(nodes, map.outdoor_temp_c[column]);
    for (size_t row = 0; row < 3; ++row) {
      const double water = map.water_temp_c[row];
      const size_t cell = row * map.outdoor_temp_c.size() + column;
      const double heat = value_at(node.heat_w, water) / map.heat_w[cell];
      const double ratio = value_at(node.input_per_heat, water) * map.heat_w[cell] / map.input_w[cell];
      worst_heat = std::max(worst_heat, std::abs(heat - 1.0));
      worst_ratio = std::max(worst_ratio, std::abs(ratio - 1.0));
    }
  }
  RecordProperty("worst_heat", std::to_string(worst_heat));
  RecordProperty("worst_ratio", std::to_string(worst_ratio));
  EXPECT_LT(worst_heat, 0.01);
  EXPECT_LT(worst_ratio, 0.01);
}

struct Point {
  double outdoor_c, water_c, heat_kw, input_kw, cop;
};

// Bilinear results in the reference sheet of the published table (Vitocal 251-A08).
class MapPoint : public ::testing::TestWithParam<Point> {};

TEST_P(MapPoint, IsThatOfTheBilinearTable) {
  const Point p = GetParam();
  const MapNode node = interpolate(fit_map(default_map()), p.outdoor_c);
  const double heat_kw = value_at(node.heat_w, p.water_c) / 1000.0;
  const double ratio = value_at(node.input_per_heat, p.water_c);
  EXPECT_NEAR(heat_kw / p.heat_kw, 1.0, 0.02);
  EXPECT_NEAR(heat_kw * ratio / p.input_kw, 1.0, 0.025);
  EXPECT_NEAR(1.0 / ratio / p.cop, 1.0, 0.02);
}

INSTANTIATE_TEST_SUITE_P(Sheet, MapPoint,
                         ::testing::Values(Point{-12, 41, 5.51, 2.41, 2.28}, Point{-12, 35, 5.66, 2.30, 2.46},
                                           Point{-15, 45, 4.90, 2.40, 2.04}, Point{-7, 45, 6.26, 2.64, 2.37},
                                           Point{2, 45, 6.78, 2.17, 3.12}, Point{7, 45, 8.37, 2.24, 3.73}));

TEST(PerformanceMap, ColderThanTheTableHeatFallsByTheLastIntervalsRatioAndCarnotsShareHolds) {
  const auto nodes = fit_map(default_map());
  EXPECT_LE(nodes.front().outdoor_temp_c, -40.0);
  const MapNode at_30 = interpolate(nodes, -30.0);
  // Two more intervals of 5 K: 4490 (4490 / 5170)^2.
  EXPECT_NEAR(value_at(at_30.heat_w, 35.0), 4490.0 * std::pow(4490.0 / 5170.0, 2), 0.003 * 3387.0);
  // COP = eta (T_w + 273.15) / (T_w - T): from -20 to -30 at 35 degC of water, 55 K of lift become 65 K.
  EXPECT_NEAR(1.0 / value_at(at_30.input_per_heat, 35.0), 4490.0 / 2128.0 * 55.0 / 65.0, 0.002);
}

TEST(PerformanceMap, ColdSlopeIsThatOfTheKeymarkMedians) {
  const auto nodes = fit_map(default_map());
  const auto ratio = [&](double water) {
    return value_at(interpolate(nodes, -22.0).heat_w, water) / value_at(interpolate(nodes, -15.0).heat_w, water);
  };
  EXPECT_NEAR(ratio(35.0), 0.80, 0.04);  // p10 0.70, p90 0.92
  EXPECT_NEAR(ratio(55.0), 0.76, 0.04);  // p10 0.51, p90 0.85
}

TEST(Quadratic, FitsAParabolaExactly) {
  const std::vector<double> x = {30, 35, 47, 60};
  std::vector<double> y;
  for (const double t : x) y.push_back(3.0 - 0.5 * t + 0.02 * t * t);
  const Quadratic a = fit_quadratic(x, y, std::vector<double>{1, 0.1, 1, 2});
  EXPECT_NEAR(a[0], 3.0, 1e-9);
  EXPECT_NEAR(a[1], -0.5, 1e-10);
  EXPECT_NEAR(a[2], 0.02, 1e-12);
}

}  // namespace
}  // namespace hearthgrid::heater
