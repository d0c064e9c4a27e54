#include "models/weather/yearly_course.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/weather/climate.hpp"

namespace hearthgrid::weather {
namespace {

// Means over the months of 10 - 12 cos(2 pi (t - coldest) / 365 d), t from midnight on 1 January: an integral.
Monthly cosine_year(double coldest_day) {
  constexpr std::array<int, 12> DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const double omega = 2.0 * std::numbers::pi / 365.0;
  Monthly means{};
  double from = 0.0;
  for (size_t m = 0; m < 12; ++m) {
    const double to = from + DAYS[m];
    const double zero = coldest_day - 1.0;
    means[m] = 10.0 - 12.0 * (std::sin(omega * (to - zero)) - std::sin(omega * (from - zero))) / (omega * DAYS[m]);
    from = to;
  }
  return means;
}

TEST(YearlyCourse, FindsMeanSwingAndColdestDay) {
  for (const double coldest : {1.0, 15.0, 100.0, 196.0, 350.0}) {
    const YearlyTemperature year = yearly_temperature(cosine_year(coldest));
    EXPECT_NEAR(year.mean_c, 10.0, 1e-9) << coldest;
    EXPECT_LE(year.swing_k, 12.0) << "a month's mean is less than its peak";
    EXPECT_GT(year.swing_k, 0.95 * 12.0) << "15 degrees of the year off the middle of a month at most";
    EXPECT_NEAR(year.coldest_day, coldest, 1.5) << coldest;
    EXPECT_GE(year.coldest_day, 1.0);
    EXPECT_LE(year.coldest_day, 365.0);
  }
}

TEST(YearlyCourse, SouthOfTheEquatorTheColdIsInJuly) {
  Monthly north = climate_means_c("beijing");
  const YearlyTemperature here = yearly_temperature(north);
  EXPECT_NEAR(here.coldest_day, 15.0, 7.0);
  std::rotate(north.begin(), north.begin() + 6, north.end());
  const YearlyTemperature south = yearly_temperature(north);
  EXPECT_NEAR(south.coldest_day, here.coldest_day + 182.0, 4.0);
  EXPECT_EQ(south.swing_k, here.swing_k);
}

TEST(YearlyCourse, MonthsOfAFileAreThoseOfItsHours) {
  HourlyWeather year;
  for (const int hours : {8760, 8784}) {
    year.resize(hours);
    for (int h = 0; h < hours; ++h) year.dry_bulb_c[static_cast<size_t>(h)] = h / 24;
    const Monthly means = monthly_means_c(year);
    EXPECT_NEAR(means[0], 15.0, 1e-9);
    EXPECT_NEAR(means[1], hours == 8760 ? 44.5 : 45.0, 1e-9);
    EXPECT_NEAR(means[11], hours == 8760 ? 349.0 : 350.0, 1e-9);
  }
  year.resize(24);
  EXPECT_THROW((void)monthly_means_c(year), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::weather
