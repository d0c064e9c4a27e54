#include "models/dwelling/drivers.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/constants.hpp"
#include "models/dwelling/shading.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::dwelling {
namespace {

/// Two steps of two sub-steps, the same irradiance on every plane.
struct Weather {
  std::vector<double> temp = {-5.0, 3.0};
  std::vector<double> infrared = {200.0, 250.0};
  std::vector<PlaneIrradiance> sun = std::vector<PlaneIrradiance>(4);

  [[nodiscard]] SiteDrivers site(const Dwelling& home) const {
    SiteDrivers site{temp, infrared, 9.0, 2, {}};
    for (const Plane& plane : planes_of(home)) site.planes.emplace_back(plane, sun);
    return site;
  }
};

TEST(Drivers, AtNightSurfacesSeeAirAndSky) {
  const Dwelling home = bestest::box(false, false);
  const Weather weather;
  const Eigen::MatrixXd u = drivers(home, weather.site(home), 0, 2);
  const DriverLayout layout = layout_of(home);
  ASSERT_EQ(u.rows(), layout.count);
  EXPECT_EQ(u(layout.outdoor, 1), 3.0);
  EXPECT_EQ(u.row(layout.solar).maxCoeff(), 0.0);
  // roof: F = 1, beta = 1; h = 11.9 + 4 sigma 278^3 x 0.9
  const double film = 11.9 + 4.0 * STEFAN_BOLTZMANN_W_M2K4 * std::pow(278.0, 3) * 0.9;
  const double deficit = STEFAN_BOLTZMANN_W_M2K4 * std::pow(268.15, 4) - 200.0;
  EXPECT_NEAR(u(layout.sol_air[4], 0), -5.0 - 0.9 * deficit / film, 1e-12);
  // walls: F = 1/2, beta = sqrt(1/2)
  EXPECT_NEAR(u(layout.sol_air[0], 0), -5.0 - 0.9 * std::pow(0.5, 1.5) * deficit / film, 1e-12);
  EXPECT_EQ(u(layout.sol_air[5], 0), -5.0) << "the floor over air sees no sky";
}

TEST(Drivers, AHorizonHidesItsPartOfTheColdSky) {
  const Dwelling home = bestest::box(false, false);
  const Weather weather;
  SiteDrivers site = weather.site(home);
  const Eigen::MatrixXd open = drivers(home, site, 0, 2);
  for (size_t i = 0; i < site.planes.size(); ++i) site.sky_left.push_back(0.5 + 0.1 * static_cast<double>(i));
  const Eigen::MatrixXd valley = drivers(home, site, 0, 2);
  const DriverLayout layout = layout_of(home);
  const auto left = [&](int row) { return (-5.0 - valley(row, 0)) / (-5.0 - open(row, 0)); };
  for (size_t i = 0; i < site.planes.size(); ++i) {
    for (size_t wall = 0; wall < 5; ++wall) {
      if (home.opaque[wall].plane == site.planes[i].first) {
        EXPECT_NEAR(left(layout.sol_air[wall]), site.sky_left[i], 1e-12);
      }
    }
    if (home.windows[0].plane == site.planes[i].first) {
      EXPECT_NEAR(left(layout.window_env[0]), site.sky_left[i], 1e-12);
    }
  }
}

TEST(Drivers, SunWarmsWallsAndComesThroughTheWindow) {
  const Dwelling home = bestest::box(false, false);
  Weather weather;
  const Eigen::MatrixXd night = drivers(home, weather.site(home), 0, 2);
  weather.sun[2] = {.beam = 300,
                    .circumsolar = 100,
                    .sky = 80,
                    .ground = 40,
                    .cos_incidence = 1.0,
                    .sin_altitude = 0.5,
                    .horizontal_normal = 0.8};
  const Eigen::MatrixXd day = drivers(home, weather.site(home), 0, 2);
  const DriverLayout layout = layout_of(home);
  EXPECT_EQ(day.col(0), night.col(0));
  const double film = 11.9 + 4.0 * STEFAN_BOLTZMANN_W_M2K4 * std::pow(278.0, 3) * 0.9;
  EXPECT_NEAR(day(layout.sol_air[3], 1) - night(layout.sol_air[3], 1), 0.6 * 520.0 / 2.0 / film, 1e-12);
  const Glazing glazing{Glass{}};
  EXPECT_NEAR(day(layout.solar, 1),
              12.0 / 2.0 * (400.0 * glazing.beam(1.0).transmitted + 120.0 * glazing.diffuse().transmitted), 1e-9);
  EXPECT_NEAR(day(layout.absorbed_outer[0], 1),
              12.0 / 2.0 * (400.0 * glazing.beam(1.0).absorbed_outer + 120.0 * glazing.diffuse().absorbed_outer), 1e-9);
  EXPECT_EQ(day(layout.window_env[0], 1), night(layout.window_env[0], 1));
}

TEST(Drivers, AnyTileGivesTheSameAsTheWhole) {
  const Dwelling home = bestest::box(true, true);
  Weather weather;
  for (size_t i = 0; i < weather.sun.size(); ++i) {
    weather.sun[i] = {100.0 * static_cast<double>(i), 20, 30, 10, 0.5, 0.4, 0.6};
  }
  const Eigen::MatrixXd whole = drivers(home, weather.site(home), 0, 2);
  EXPECT_EQ(whole.col(1), drivers(home, weather.site(home), 1, 1).col(0));
}

TEST(Drivers, TheOverhangShadesByGeometry) {
  Shading shading;
  shading.overhang_depth_m = 1.0;
  shading.overhang_gap_m = 0.5;
  shading.height_m = 2.0;
  PlaneIrradiance sun;
  sun.sin_altitude = 0.6;
  sun.horizontal_normal = 0.6;  // shadow 1 m below the overhang: a quarter of the window
  EXPECT_NEAR(sunlit_share(shading, sun), 0.75, 1e-15);
  sun.sin_altitude = 0.1;
  EXPECT_EQ(sunlit_share(shading, sun), 1.0);
  sun.sin_altitude = 1.0;
  sun.horizontal_normal = 0.1;
  EXPECT_EQ(sunlit_share(shading, sun), 0.0);
  // the mean of H/sqrt(H^2+1) from 0.5 to 2.5 by Simpson's rule
  double simpson = 0.0;
  for (int i = 0; i <= 1000; ++i) {
    const double h = 0.5 + 2.0 * i / 1000.0;
    simpson += (i == 0 || i == 1000 ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0)) * h / std::hypot(h, 1.0) / 3000.0;
  }
  EXPECT_NEAR(diffuse_share(shading).sky, simpson, 1e-9);
  shading.overhang_depth_m = 0.0;
  EXPECT_EQ(diffuse_share(shading).sky, 1.0);
}

TEST(Drivers, GroundAndMissingWeather) {
  Dwelling home = bestest::box(false, false);
  home.opaque.back().boundary = Boundary::ground;
  const Weather weather;
  SiteDrivers site = weather.site(home);
  EXPECT_EQ(drivers(home, site, 0, 1)(layout_of(home).sol_air[5], 0), 9.0);
  EXPECT_THROW((void)drivers(home, site, 1, 2), std::invalid_argument);
  site.planes.pop_back();
  EXPECT_THROW((void)drivers(home, site, 0, 1), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::dwelling
