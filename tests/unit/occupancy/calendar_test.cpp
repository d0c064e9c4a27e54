#include "models/occupancy/calendar.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace hearthgrid::occupancy {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

sys_days date(int y, unsigned m, unsigned d) {
  return sys_days{year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

// Julian ephemeris day of new moon number k after 2000 January 6: Meeus, Astronomical Algorithms (2nd ed.), chapter 49,
// the terms above 1e-4 day; good to about a minute.
double new_moon_jde(int k) {
  const double t = k / 1236.85;
  const double rad = std::numbers::pi / 180.0;
  const double e = 1.0 - 0.002516 * t - 0.0000074 * t * t;
  const double m = rad * (2.5534 + 29.10535670 * k - 0.0000014 * t * t);
  const double n = rad * (201.5643 + 385.81693528 * k + 0.0107582 * t * t);
  const double f = rad * (160.7108 + 390.67050284 * k - 0.0016118 * t * t);
  const double node = rad * (124.7746 - 1.56375588 * k + 0.0020672 * t * t);
  const double planets =
      0.000325 * std::sin(rad * (299.77 + 0.107408 * k - 0.009173 * t * t)) +
      0.000165 * std::sin(rad * (251.88 + 0.016321 * k)) + 0.000164 * std::sin(rad * (251.83 + 26.651886 * k)) +
      0.000126 * std::sin(rad * (349.42 + 36.412478 * k)) + 0.000110 * std::sin(rad * (84.66 + 18.206239 * k));
  return 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.40720 * std::sin(n) + 0.17241 * e * std::sin(m) +
         0.01608 * std::sin(2 * n) + 0.01039 * std::sin(2 * f) + 0.00739 * e * std::sin(n - m) -
         0.00514 * e * std::sin(n + m) + 0.00208 * e * e * std::sin(2 * m) - 0.00111 * std::sin(n - 2 * f) -
         0.00057 * std::sin(n + 2 * f) + 0.00056 * e * std::sin(2 * n + m) - 0.00042 * std::sin(3 * n) +
         0.00042 * e * std::sin(m + 2 * f) + 0.00038 * e * std::sin(m - 2 * f) - 0.00024 * e * std::sin(2 * n - m) -
         0.00017 * std::sin(node) + planets;
}

// Days since 1970-01-01 in Beijing (UTC+8) on which new moon k falls; dynamical time runs about 70 s ahead in 2000 to
// 2050.
int64_t new_moon_day(int k) {
  return static_cast<int64_t>(std::floor(new_moon_jde(k) - 2440587.5 + 8.0 / 24.0 - 70.0 / 86400.0));
}

TEST(Calendar, the_routine_of_this_test_gives_meeus_example) {
  // Example 49.a: new moon of February 1977, k = -283, JDE 2443192.65118.
  EXPECT_NEAR(new_moon_jde(-283), 2443192.65118, 0.0015);
}

TEST(Calendar, every_spring_festival_is_the_day_of_a_new_moon_in_beijing) {
  int previous = 0;
  for (int y = 2000; y <= 2050; ++y) {
    const auto festival = spring_festival(year{y});
    ASSERT_TRUE(festival.has_value()) << y;
    EXPECT_GE(*festival, date(y, 1, 21)) << y;
    EXPECT_LE(*festival, date(y, 2, 20)) << y;
    const int64_t day = festival->time_since_epoch().count();
    const int k = static_cast<int>(std::lround((static_cast<double>(day) + 2440587.5 - 2451550.09766) / 29.530588861));
    EXPECT_EQ(new_moon_day(k), day) << y;
    if (previous != 0) {
      EXPECT_TRUE(k - previous == 12 || k - previous == 13) << y;
    }
    previous = k;
  }
}

TEST(Calendar, nineteen_years_are_235_months) {
  for (int y = 2000; y + 19 <= 2050; ++y) {
    const auto days = (*spring_festival(year{y + 19}) - *spring_festival(year{y})).count();
    EXPECT_NEAR(static_cast<double>(days), 235 * 29.530588861, 1.5) << y;
  }
}

TEST(Calendar, known_dates) {
  EXPECT_EQ(spring_festival(year{2022}), date(2022, 2, 1));
  EXPECT_EQ(spring_festival(year{2033}), date(2033, 1, 31));
  EXPECT_EQ(spring_festival(year{2034}), date(2034, 2, 19));
  EXPECT_FALSE(spring_festival(year{1999}).has_value());
  EXPECT_FALSE(spring_festival(year{2051}).has_value());
}

TEST(Calendar, kinds_of_day) {
  EXPECT_EQ(day_kind(date(2021, 11, 19)), DayKind::workday);  // Friday
  EXPECT_EQ(day_kind(date(2021, 11, 20)), DayKind::restday);  // Saturday
  EXPECT_EQ(day_kind(date(2021, 11, 21)), DayKind::restday);  // Sunday
  EXPECT_EQ(day_kind(date(2022, 1, 24)), DayKind::workday);   // Monday, 8 days before
  EXPECT_EQ(day_kind(date(2022, 1, 25)), DayKind::festival);
  EXPECT_EQ(day_kind(date(2022, 2, 15)), DayKind::festival);  // Lantern Festival
  EXPECT_EQ(day_kind(date(2022, 2, 16)), DayKind::workday);
  EXPECT_EQ(day_kind(date(1999, 2, 16)), DayKind::workday);  // no festival known
}

TEST(Calendar, holidays_and_worked_weekends_come_before_weekday_and_festival) {
  Calendar calendar;
  calendar.holidays = {{date(2021, 12, 31), 3, DayKind::restday},  // New Year's Eve, a Friday, to Sunday
                       {date(2022, 1, 29), 2, DayKind::workday},   // a weekend of the festival that is worked
                       {date(2022, 1, 30), 1, DayKind::restday}};  // but its Sunday is not
  EXPECT_EQ(day_kind(date(2021, 12, 30), calendar), DayKind::workday);
  EXPECT_EQ(day_kind(date(2021, 12, 31), calendar), DayKind::restday);
  EXPECT_EQ(day_kind(date(2022, 1, 2), calendar), DayKind::restday);
  EXPECT_EQ(day_kind(date(2022, 1, 3), calendar), DayKind::workday);
  EXPECT_EQ(day_kind(date(2022, 1, 29), calendar), DayKind::workday);
  EXPECT_EQ(day_kind(date(2022, 1, 30), calendar), DayKind::restday);
  EXPECT_EQ(day_kind(date(2022, 1, 31), calendar), DayKind::festival);
}

TEST(Calendar, the_festival_is_as_long_as_it_is_told) {
  Calendar calendar;
  calendar.festival_days_before = 40;
  calendar.festival_days_after = 0;
  EXPECT_EQ(day_kind(date(2022, 12, 13), calendar), DayKind::festival);  // 40 days before 22 January 2023
  EXPECT_EQ(day_kind(date(2022, 12, 12), calendar), DayKind::workday);
  EXPECT_EQ(day_kind(date(2023, 1, 22), calendar), DayKind::festival);
  EXPECT_EQ(day_kind(date(2023, 1, 23), calendar), DayKind::workday);
}

}  // namespace
}  // namespace hearthgrid::occupancy
