#include "models/weather/hourly.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "models/weather/humidity.hpp"

namespace hearthgrid::weather {
namespace {

using namespace std::chrono_literals;

/// A year whose direct radiation is the hour's own number and whose temperature is `temp(hour)`.
template <typename Temperature>
HourlyWeather numbered_year(int hours, Temperature temp) {
  HourlyWeather year;
  year.resize(hours);
  for (int i = 0; i < hours; ++i) {
    year.direct_normal_w_m2[i] = i;
    year.dry_bulb_c[i] = temp(i);
    year.dew_point_c[i] = temp(i) - 5.0;
    year.relative_humidity[i] = relative_humidity(temp(i), temp(i) - 5.0);
    year.pressure_pa[i] = 1e5;
    year.wind_speed_m_s[i] = 2.0;
  }
  return year;
}

TimeAxis winter() {
  return {.first_day = std::chrono::sys_days{2021y / 11 / 15}, .season_days = 121, .warm_up_days = 7};
}

TEST(SeasonOfYear, RunsAcrossTheYearsEndByCalendar) {
  const HourlyWeather season = season_of_year(numbered_year(8760, [](int) { return 0.0; }), winter());
  ASSERT_EQ(season.hours(), 24 * 128);
  EXPECT_EQ(season.direct_normal_w_m2[0], 24 * 311);         // 8 November is day 312
  EXPECT_EQ(season.direct_normal_w_m2[24 * 54 - 1], 8759);   // 31 December, last hour
  EXPECT_EQ(season.direct_normal_w_m2[24 * 54], 0);          // 1 January, first hour
  EXPECT_EQ(season.direct_normal_w_m2.back(), 24 * 74 - 1);  // 15 March is day 74
}

TEST(SeasonOfYear, TwentyNinthOfFebruaryRepeatsTheTwentyEighth) {
  const TimeAxis leap{.first_day = std::chrono::sys_days{2024y / 2 / 28}, .season_days = 3, .warm_up_days = 0};
  const HourlyWeather season = season_of_year(numbered_year(8760, [](int) { return 0.0; }), leap);
  EXPECT_EQ(season.direct_normal_w_m2[0], 24 * 58);
  EXPECT_EQ(season.direct_normal_w_m2[24], 24 * 58);
  EXPECT_EQ(season.direct_normal_w_m2[48], 24 * 59);  // 1 March
}

TEST(SeasonOfYear, LeapYearsLeapDayIsLeftOutOfAnOrdinaryWinter) {
  const TimeAxis ordinary{.first_day = std::chrono::sys_days{2022y / 2 / 28}, .season_days = 2, .warm_up_days = 0};
  const HourlyWeather season = season_of_year(numbered_year(8784, [](int) { return 0.0; }), ordinary);
  EXPECT_EQ(season.direct_normal_w_m2[24], 24 * 60);  // 1 March of a leap year is day 61
}

TEST(SeasonOfYear, SmoothsTheJoinHalfAndHalfWithinTwelveHours) {
  // December at -2, January at +10: a step of 12 K at midnight becomes a ramp of 24 hours.
  const HourlyWeather season =
      season_of_year(numbered_year(8760, [](int i) { return i < 4000 ? 10.0 : -2.0; }), winter());
  const int last = 24 * 54 - 1;
  EXPECT_EQ(season.dry_bulb_c[last - 12], -2.0);
  EXPECT_EQ(season.dry_bulb_c[last + 13], 10.0);
  EXPECT_NEAR(season.dry_bulb_c[last], 4.0, 1e-12);
  EXPECT_NEAR(season.dry_bulb_c[last + 1], 4.0, 1e-12);
  for (int i = last - 12; i < last + 13; ++i) {
    EXPECT_LE(std::abs(season.dry_bulb_c[i + 1] - season.dry_bulb_c[i]), 0.5 + 1e-12) << i;
    EXPECT_NEAR(season.relative_humidity[i], relative_humidity(season.dry_bulb_c[i], season.dew_point_c[i]), 1e-12);
  }
}

TEST(SeasonOfYear, LeavesASteadyTrendAcrossTheJoinAlone) {
  // Falling by 0.1 K an hour through midnight: nothing to smooth.
  const auto temp = [](int i) { return i >= 8000 ? -0.1 * (i - 8759) : -0.1 * (i + 1); };
  const HourlyWeather season = season_of_year(numbered_year(8760, temp), winter());
  const int last = 24 * 54 - 1;
  for (int i = last - 20; i < last + 20; ++i) EXPECT_NEAR(season.dry_bulb_c[i], -0.1 * (i - last), 1e-9);
}

TEST(SeasonOfYear, RefusesWhatIsNotAYear) {
  EXPECT_THROW((void)season_of_year(numbered_year(8759, [](int) { return 0.0; }), winter()), std::invalid_argument);
}

TEST(Humidity, DewPointAndRelativeHumidityAreEachOthersInverse) {
  EXPECT_NEAR(dew_point_c(20.0, 0.5), 9.27, 0.02);  // psychrometric tables: 9.3 degC
  EXPECT_NEAR(saturation_pressure_pa(0.0), 611.0, 1.0);
  for (const double temp : {-20.0, 0.0, 15.0}) {
    EXPECT_NEAR(relative_humidity(temp, dew_point_c(temp, 0.4)), 0.4, 1e-12);
  }
}

}  // namespace
}  // namespace hearthgrid::weather
