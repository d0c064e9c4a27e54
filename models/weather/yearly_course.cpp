#include "models/weather/yearly_course.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace hearthgrid::weather {

namespace {

constexpr std::array<int, 12> MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr int YEAR_DAYS = 365;

}  // namespace

YearlyTemperature yearly_temperature(const Monthly& means_c) {
  YearlyTemperature year;
  double cosine = 0.0;
  double sine = 0.0;
  double first = 1.0;  // day of the year
  for (size_t m = 0; m < means_c.size(); ++m) {
    const double days = MONTH_DAYS[m];
    const double middle = 2.0 * std::numbers::pi * (first + 0.5 * days) / YEAR_DAYS;
    year.mean_c += means_c[m] * days / YEAR_DAYS;
    cosine += means_c[m] * days * std::cos(middle);
    sine += means_c[m] * days * std::sin(middle);
    first += days;
  }
  const auto [coldest, warmest] = std::minmax_element(means_c.begin(), means_c.end());
  year.swing_k = 0.5 * (*warmest - *coldest);
  const double coldest_turn = std::atan2(-sine, -cosine) / (2.0 * std::numbers::pi);
  const double day = std::round(coldest_turn * YEAR_DAYS);
  year.coldest_day = day < 1.0 ? day + YEAR_DAYS : day;
  return year;
}

Monthly monthly_means_c(const HourlyWeather& year) {
  constexpr int COMMON_HOURS = 24 * YEAR_DAYS;
  constexpr int LEAP_HOURS = COMMON_HOURS + 24;
  if (year.hours() != COMMON_HOURS && year.hours() != LEAP_HOURS) {
    throw std::invalid_argument("monthly_means_c needs 8760 or 8784 hours");
  }
  Monthly means{};
  int hour = 0;
  for (size_t m = 0; m < means.size(); ++m) {
    const int count = 24 * (MONTH_DAYS[m] + (m == 1 && year.hours() == LEAP_HOURS ? 1 : 0));
    for (int k = 0; k < count; ++k) means[m] += year.dry_bulb_c[hour++] / count;
  }
  return means;
}

}  // namespace hearthgrid::weather
