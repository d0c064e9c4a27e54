#include "models/weather/step_weather.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "models/weather/climate.hpp"
#include "models/weather/sky.hpp"
#include "models/weather/tilted.hpp"

namespace hearthgrid::weather {
namespace {

using namespace std::chrono_literals;

TimeAxis axis_of(int step_minutes) {
  return {.first_day = std::chrono::sys_days{2022y / 1 / 10},
          .season_days = 3,
          .warm_up_days = 1,
          .step_minutes = step_minutes};
}

TEST(ToSteps, InterpolatesBetweenTheEndsOfHours) {
  HourlyWeather hours = synthesise("beijing", 1, axis_of(15));
  hours.dry_bulb_c[0] = 2.0;
  hours.dry_bulb_c[1] = 6.0;
  const StepWeather steps = to_steps(hours, axis_of(15));
  // The first hour holds its stamp; the second runs from 2 to 6: quarter means 2.5, 3.5, 4.5, 5.5.
  for (int k = 0; k < 4; ++k) EXPECT_NEAR(steps.outdoor_temp_c[k], 2.0, 1e-12);
  for (int k = 0; k < 4; ++k) EXPECT_NEAR(steps.outdoor_temp_c[4 + k], 2.5 + k, 1e-12);
}

TEST(ToSteps, MeansOfLongStepsAreMeansOfShortOnes) {
  const HourlyWeather hours = synthesise("harbin", 4, axis_of(60));
  const StepWeather fine = to_steps(hours, axis_of(5));
  const StepWeather coarse = to_steps(hours, axis_of(60));
  for (int k = 0; k < coarse.axis.steps(); ++k) {
    double temp = 0.0;
    double dni = 0.0;
    double global = 0.0;
    for (int s = 0; s < 12; ++s) {
      temp += fine.outdoor_temp_c[12 * k + s] / 12.0;
      dni += fine.direct_normal_w_m2[12 * k + s] / 12.0;
      global += fine.global_horizontal_w_m2[12 * k + s] / 12.0;
    }
    EXPECT_NEAR(coarse.outdoor_temp_c[k], temp, 1e-9);
    EXPECT_NEAR(coarse.direct_normal_w_m2[k], dni, 1e-9);
    EXPECT_NEAR(coarse.global_horizontal_w_m2[k], global, 1e-9);
  }
}

TEST(ToSteps, KeepsEachHoursDirectAndDiffuseAndGivesBackTheGlobal) {
  for (const int minutes : {1, 5, 10, 15, 30, 60}) {
    const TimeAxis axis = axis_of(minutes);
    const HourlyWeather hours = synthesise("yanggao", 2, axis);
    const StepWeather steps = to_steps(hours, axis);
    ASSERT_EQ(static_cast<int>(steps.sub_sun.size()), axis.steps() * steps.substeps);
    const int per_hour = 60 / minutes;
    for (int h = 0; h < hours.hours(); ++h) {
      double dni = 0.0, dhi = 0.0, global = 0.0;
      for (int s = 0; s < per_hour; ++s) {
        dni += steps.direct_normal_w_m2[h * per_hour + s] / per_hour;
        dhi += steps.diffuse_horizontal_w_m2[h * per_hour + s] / per_hour;
        global += steps.global_horizontal_w_m2[h * per_hour + s] / per_hour;
      }
      EXPECT_NEAR(dni, hours.direct_normal_w_m2[h], 1e-9) << minutes << " " << h;
      EXPECT_NEAR(dhi, hours.diffuse_horizontal_w_m2[h], 1e-9) << minutes << " " << h;
      // The generator's hours were split with the sun every 5 minutes; other sub-steps see it a little elsewhere.
      const bool same_grid = steps.substeps * per_hour == 12;
      EXPECT_NEAR(global, hours.global_horizontal_w_m2[h], same_grid ? 1e-6 : 12.0) << minutes << " " << h;
    }
  }
}

TEST(ToSteps, SunriseHourShinesOnlyAfterSunrise) {
  const TimeAxis axis = axis_of(15);
  const HourlyWeather hours = synthesise("yanggao", 2, axis);
  const StepWeather steps = to_steps(hours, axis);
  int dark_parts_of_lit_hours = 0;
  for (size_t i = 0; i < steps.sub_sun.size(); ++i) {
    if (steps.sub_sun[i].up > 0.0) continue;
    EXPECT_EQ(steps.sub_direct_normal_w_m2[i], 0.0);
    if (hours.global_horizontal_w_m2[i / 12] > 0.0) ++dark_parts_of_lit_hours;
  }
  EXPECT_GT(dark_parts_of_lit_hours, 0);
}

TEST(ToSteps, RefusesTheWrongNumberOfHoursAndOddSteps) {
  const HourlyWeather hours = synthesise("beijing", 1, axis_of(15));
  TimeAxis longer = axis_of(15);
  longer.season_days = 4;
  EXPECT_THROW((void)to_steps(hours, longer), std::invalid_argument);
  EXPECT_THROW((void)to_steps(hours, axis_of(45)), std::invalid_argument);
  TimeAxis greenwich = axis_of(15);
  greenwich.utc_offset_h = 0.0;
  EXPECT_THROW((void)to_steps(hours, greenwich), std::invalid_argument) << "not the site's clock";
}

TEST(ToSteps, PlaneIrradianceHasOneEntryPerSubstep) {
  const TimeAxis axis = axis_of(15);
  const StepWeather steps = to_steps(synthesise("beijing", 1, axis), axis);
  const auto south = plane_irradiance(steps, {.tilt_deg = 90.0, .azimuth_deg = 180.0}, 0.2);
  const auto north = plane_irradiance(steps, {.tilt_deg = 90.0, .azimuth_deg = 0.0}, 0.2);
  ASSERT_EQ(south.size(), steps.sub_sun.size());
  const auto sum = [](const std::vector<PlaneIrradiance>& v) {
    return std::accumulate(v.begin(), v.end(), 0.0, [](double a, const PlaneIrradiance& p) { return a + p.total(); });
  };
  EXPECT_GT(sum(south), 2.0 * sum(north));
}

TEST(Sky, InfraredOfHandComputedCases) {
  // Dew point 0 degC, clear: 0.787 sigma T^4; at 10 degC: 0.787 * 5.670374e-8 * 283.15^4 = 286.84 W/m2.
  EXPECT_NEAR(horizontal_infrared_w_m2(10.0, 0.0, 0.0), 286.84, 0.05);
  // Overcast: factor 1 + 0.224 - 0.35 + 0.28 = 1.154.
  EXPECT_NEAR(horizontal_infrared_w_m2(10.0, 0.0, 10.0) / horizontal_infrared_w_m2(10.0, 0.0, 0.0), 1.154, 1e-9);
  EXPECT_NEAR(sky_temp_c(5.670374e-8 * std::pow(263.15, 4)), -10.0, 1e-9);
  EXPECT_EQ(cloud_from_clearness_tenths(0.8), 0.0);
  EXPECT_EQ(cloud_from_clearness_tenths(0.1), 10.0);
}

}  // namespace
}  // namespace hearthgrid::weather
