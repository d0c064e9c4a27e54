#include "models/occupancy/base_load_shape.hpp"

#include <gtest/gtest.h>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

TEST(BaseLoadShape, sun_times) {
  // At the equinox the sun is up for twelve hours everywhere; noon at 116 E in UTC+8 is 12:16.
  const SiteInputs site;
  const SunTimes equinox = sun_times(date(2021, 3, 22), site);
  EXPECT_NEAR(equinox.rise_minute, 736 - 360, 3);
  EXPECT_NEAR(equinox.set_minute, 736 + 360, 3);
  // 22 December: delta = -23.45 deg, arccos(tan 36.5 tan 23.45) = 71.27 deg = 285.1 minutes, by hand.
  const SunTimes winter = sun_times(date(2021, 12, 22), site);
  EXPECT_NEAR(winter.rise_minute, 736 - 285, 1);
  EXPECT_NEAR(winter.set_minute, 736 + 285, 1);
  const SunTimes polar = sun_times(date(2021, 12, 22), {.latitude_deg = 80.0});
  EXPECT_EQ(polar.rise_minute, polar.set_minute);
}

TEST(BaseLoadShape, level_averages_to_one_over_a_year) {
  EXPECT_NEAR(mean_use(date(2021, 7, 1), SiteInputs{}).level, 1.0, 1e-4);
  EXPECT_NEAR(make_day_shape(date(2022, 1, 15), SiteInputs{}).level, 1.05, 1e-5);
}

TEST(BaseLoadShape, every_day_of_every_site_stays_within_the_kernels_limits) {
  for (const double latitude : {20.0, 36.5, 45.8, 53.0}) {
    const SiteInputs site{.latitude_deg = latitude, .longitude_deg = 126.0};
    for (int d = 0; d < 365; ++d) {
      const DayShape shape = make_day_shape(date(2021, 7, 1) + std::chrono::days{d}, site);
      for (const EventDay& event : shape.events) {
        ASSERT_GE(event.threshold, 0);
        ASSERT_LE(event.threshold, 65536);
        ASSERT_GE(event.centre, 0);
        ASSERT_LT(event.centre, DAY_UNITS);
        ASSERT_LE(event.half_spread, 4096);
        ASSERT_GE(event.duration_low, 0);
        ASSERT_LE(event.duration_low + event.duration_span, DAY_UNITS / 2);
      }
    }
  }
}

TEST(BaseLoadShape, lamps_follow_the_season) {
  const DayShape winter = make_day_shape(date(2021, 12, 21), SiteInputs{});
  const DayShape summer = make_day_shape(date(2022, 6, 21), SiteInputs{});
  EXPECT_LT(winter.events[7].centre, summer.events[7].centre);
  EXPECT_GT(winter.events[7].duration_low, summer.events[7].duration_low);
  EXPECT_GT(winter.events[9].threshold, 0);
  EXPECT_EQ(summer.events[9].threshold, 0);
}

TEST(BaseLoadShape, the_cold_of_the_year_comes_in_july_south_of_the_equator) {
  constexpr size_t BLANKET = 18;
  const SiteInputs south{.latitude_deg = -36.5};
  const DayShape january = make_day_shape(date(2022, 1, 15), south);
  const DayShape july = make_day_shape(date(2022, 7, 16), south);
  EXPECT_NEAR(july.level, 1.05, 1e-4);
  EXPECT_NEAR(january.level, 0.95, 1e-4);
  EXPECT_EQ(january.events[BLANKET].threshold, 0);
  EXPECT_EQ(july.events[BLANKET].threshold, make_day_shape(date(2022, 1, 15), SiteInputs{}).events[BLANKET].threshold);
}

}  // namespace
}  // namespace hearthgrid::occupancy
