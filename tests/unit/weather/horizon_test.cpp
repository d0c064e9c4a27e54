#include "models/weather/horizon.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "models/weather/tilted.hpp"

namespace hearthgrid::weather {
namespace {

constexpr double DEGREE = 0.017453292519943295;
constexpr Plane GROUND = {0.0, 0.0};

TEST(Horizon, RunsLinearlyAndClosesAtNorth) {
  const Horizon horizon({{300.0, 6.0}, {60.0, 2.0}, {180.0, 10.0}});
  EXPECT_NEAR(horizon.altitude_deg(120.0), 6.0, 1e-12);
  EXPECT_NEAR(horizon.altitude_deg(180.0), 10.0, 1e-12);
  EXPECT_NEAR(horizon.altitude_deg(0.0), 4.0, 1e-12) << "half way from 300 to 60 degrees";
  EXPECT_NEAR(horizon.altitude_deg(-60.0), 6.0, 1e-12);
  EXPECT_NEAR(Horizon({{10.0, 5.0}}).altitude_deg(200.0), 5.0, 1e-12);
  EXPECT_EQ(Horizon().altitude_deg(77.0), 0.0);
  EXPECT_THROW((void)Horizon({{0.0, -1.0}}), std::invalid_argument);
}

TEST(Horizon, HidesTheSunBehindTheHill) {
  const Horizon horizon({{0.0, 10.0}, {180.0, 10.0}});
  SunPosition sun{.east = 0.0, .north = -std::cos(9.9 * DEGREE), .up = std::sin(9.9 * DEGREE)};
  EXPECT_TRUE(horizon.hides(sun));
  sun = {.east = 0.0, .north = -std::cos(10.1 * DEGREE), .up = std::sin(10.1 * DEGREE)};
  EXPECT_FALSE(horizon.hides(sun));
  EXPECT_FALSE(Horizon().hides(sun));
}

TEST(Horizon, LeavesTheSkyThatGeometrySays) {
  // A ring of hills of altitude a: the ground keeps cos^2 a of an even sky; a wall keeps, of its half, the integral of
  // cos^2 over altitudes above a: (pi/2 - a - sin a cos a) / (pi/2).
  for (const double altitude : {5.0, 20.0, 45.0}) {
    const Horizon ring({{0.0, altitude}});
    const double a = altitude * DEGREE;
    EXPECT_NEAR(ring.sky_share(GROUND), std::cos(a) * std::cos(a), 2e-3);
    EXPECT_NEAR(ring.sky_share({90.0, 123.0}), 1.0 - (a + std::sin(a) * std::cos(a)) / (M_PI / 2.0), 4e-3);
  }
  EXPECT_EQ(Horizon().sky_share(GROUND), 1.0);
  // A hill in the north leaves a wall that looks south alone.
  const Horizon north({{0.0, 30.0}, {80.0, 0.0}, {280.0, 0.0}});
  EXPECT_NEAR(north.sky_share({90.0, 180.0}), 1.0, 1e-9);
  EXPECT_LT(north.sky_share({90.0, 0.0}), 0.7);
}

/// A day of even weather in the middle of a winter.
StepWeather day(const GroundCover& ground = {}, double snow_cm = std::numeric_limits<double>::quiet_NaN()) {
  HourlyWeather hours;
  hours.site = {"here", 40.0, 120.0, 8.0, 0.0};
  hours.resize(24);
  hours.pressure_pa.assign(24, 1e5);
  hours.direct_normal_w_m2.assign(24, 500.0);
  hours.diffuse_horizontal_w_m2.assign(24, 80.0);
  hours.snow_depth_cm.assign(24, snow_cm);
  hours.albedo.assign(24, 0.3);
  TimeAxis axis;
  axis.first_day = std::chrono::sys_days{std::chrono::year{2021} / 1 / 20};
  axis.season_days = 1;
  axis.warm_up_days = 0;
  axis.step_minutes = 15;
  axis.utc_offset_h = 8.0;
  return to_steps(hours, axis, ground);
}

TEST(Horizon, TakesTheBeamFromPlanesAndGround) {
  const StepWeather open = day();
  StepWeather valley = open;
  valley.horizon = Horizon({{0.0, 89.0}});  // a well
  const Plane south{90.0, 180.0};
  const auto before = plane_irradiance(open, south);
  const auto after = plane_irradiance(valley, south);
  double most = 0.0;
  for (size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].beam, 0.0);
    EXPECT_EQ(after[i].circumsolar, 0.0);
    EXPECT_LE(after[i].sky, 0.02 * before[i].sky + 1e-12);
    EXPECT_LE(after[i].ground, 0.01 * before[i].ground + 1e-12);
    most = std::max(most, before[i].total());
  }
  EXPECT_GT(most, 300.0);
  EXPECT_EQ(plane_irradiance(open, south, 0.2)[40].ground, before[40].ground) << "the weather's albedo is 0.2";
}

TEST(GroundCover, SnowReflectsAndMonthsDiffer) {
  GroundCover ground;
  ground.by_month = {0.5, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2};
  EXPECT_EQ(day(ground).ground_albedo[7], 0.5);
  ground.snow_from_weather = true;
  EXPECT_EQ(day(ground).ground_albedo[7], 0.3) << "the file's own albedo";
  EXPECT_EQ(day(ground, 3.0).ground_albedo[7], 0.6);
  EXPECT_EQ(day({}, 3.0).ground_albedo[7], 0.2) << "snow counts only when it is asked for";
  const Plane wall{90.0, 180.0};
  const auto snowy = plane_irradiance(day(ground, 3.0), wall);
  const auto bare = plane_irradiance(day(), wall);
  EXPECT_NEAR(snowy[150].ground / bare[150].ground, 3.0, 1e-12);
  EXPECT_EQ(snowy[150].sky, bare[150].sky);
  ground.by_month.pop_back();
  EXPECT_THROW((void)day(ground), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::weather
