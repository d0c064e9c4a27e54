#include "models/emission/plant_hours.hpp"

#include <chrono>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::emission {

namespace {

constexpr int64_t COMMON_YEAR_HOURS = 8760;
constexpr int LEAP_DAY = 60;  // of a leap year, 1 January = 1

// Local hour of the year; of 29 February in a series without one, that of the 28th.
int64_t hour_of_year(std::chrono::sys_days day, int hour, bool has_leap_day) {
  const bool leap_year = std::chrono::year_month_day{day}.year().is_leap();
  int number = day_of_year(day);
  if (leap_year && !has_leap_day && number >= LEAP_DAY) --number;
  if (!leap_year && has_leap_day && number >= LEAP_DAY) ++number;
  return int64_t{24} * (number - 1) + hour;
}

}  // namespace

std::vector<double> factors_of_season(const PlantHours& hours, const TimeAxis& axis) {
  const bool has_leap_day = hours.of_year && static_cast<int64_t>(hours.hour.size()) > COMMON_YEAR_HOURS;
  const size_t columns = hours.pollutants.size();
  std::vector<double> factors;
  factors.reserve(static_cast<size_t>(axis.season_days) * 24 * columns);
  for (int day = 0; day < axis.season_days; ++day) {
    const std::chrono::sys_days date = axis.first_day + std::chrono::days{day};
    for (int hour = 0; hour < 24; ++hour) {
      const double utc_h = 24.0 * static_cast<double>(date.time_since_epoch().count()) + hour - axis.utc_offset_h;
      const int64_t wanted =
          hours.of_year ? hour_of_year(date, hour, has_leap_day) : static_cast<int64_t>(std::floor(utc_h));
      const int64_t row = hours.empty() ? -1 : wanted - hours.hour.front();
      if (row < 0 || row >= static_cast<int64_t>(hours.hour.size())) {
        throw std::invalid_argument(fmt::format("no factor for {} {:02}:00 local time", to_text(date), hour));
      }
      const double* from = hours.g_per_kwh.data() + static_cast<size_t>(row) * columns;
      factors.insert(factors.end(), from, from + columns);
    }
  }
  return factors;
}

}  // namespace hearthgrid::emission
