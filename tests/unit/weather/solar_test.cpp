#include "models/weather/solar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <cmath>

#include "engine/base/time_axis.hpp"

namespace hearthgrid::weather {
namespace {

using namespace std::chrono_literals;

double minute_of(std::chrono::sys_days day, double hour) {
  return static_cast<double>(day.time_since_epoch().count()) * 1440.0 + 60.0 * hour;
}

TEST(Solar, AgreesWithThePublishedExampleOfTheSolarPositionAlgorithm) {
  // NREL/TP-560-34302 (SPA), example of its appendix: true zenith 50.12795, azimuth 194.34024 deg.
  const Site site{"Golden", 39.742476, -105.1786, -7.0, 1830.14};
  const SunPosition sun = sun_position(site, minute_of(2003y / 10 / 17, 12.0 + 30.5 / 60.0));
  EXPECT_NEAR(sun.zenith_deg(), 50.12795, 0.002);
  EXPECT_NEAR(sun.azimuth_deg(), 194.34024, 0.005);
}

TEST(Solar, StandsSouthAtNoonAndHighestInJune) {
  const Site site{"Beijing", 39.8, 120.0, 8.0, 30.0};
  // Noon altitude at the solstices: 90 - latitude -+ 23.44.
  const SunPosition winter = sun_position(site, minute_of(2021y / 12 / 21, 12.0));
  const SunPosition summer = sun_position(site, minute_of(2021y / 6 / 21, 12.0));
  EXPECT_NEAR(winter.zenith_deg(), 39.8 + 23.44, 0.03);
  EXPECT_NEAR(summer.zenith_deg(), 39.8 - 23.44, 0.03);
  EXPECT_NEAR(winter.azimuth_deg(), 180.0, 1.0);
}

TEST(Solar, ExtraterrestrialIsThreePercentMoreInJanuary) {
  EXPECT_NEAR(extraterrestrial_normal_w_m2(1), 1367.0 * 1.033, 0.1);
  EXPECT_NEAR(extraterrestrial_normal_w_m2(182), 1367.0 * 0.967, 0.1);
}

TEST(Solar, DayOfYearFollowsTheLocalDay) {
  EXPECT_EQ(day_of_year_at(minute_of(2022y / 1 / 1, 0.0)), 1);
  EXPECT_EQ(day_of_year_at(minute_of(2021y / 12 / 31, 23.99)), 365);
}

RC_GTEST_PROP(Solar, IsAUnitVector, ()) {
  const Site site{"", *rc::gen::inRange(-66, 67) * 1.0, *rc::gen::inRange(-180, 181) * 1.0,
                  *rc::gen::inRange(-11, 13) * 1.0, 0.0};
  const SunPosition sun = sun_position(site, *rc::gen::inRange(0, 60 * 365 * 1440) + 0.5);
  RC_ASSERT(std::abs(sun.east * sun.east + sun.north * sun.north + sun.up * sun.up - 1.0) < 1e-12);
}

}  // namespace
}  // namespace hearthgrid::weather
