#include "models/weather/hourly.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>

#include "models/weather/humidity.hpp"

namespace hearthgrid::weather {

namespace {

constexpr int FADE_HOURS = 12;

constexpr std::array COLUMNS = {&HourlyWeather::dry_bulb_c,
                                &HourlyWeather::dew_point_c,
                                &HourlyWeather::relative_humidity,
                                &HourlyWeather::pressure_pa,
                                &HourlyWeather::horizontal_infrared_w_m2,
                                &HourlyWeather::direct_normal_w_m2,
                                &HourlyWeather::diffuse_horizontal_w_m2,
                                &HourlyWeather::global_horizontal_w_m2,
                                &HourlyWeather::wind_speed_m_s};

/// Day of the source year (0-based) for a calendar date.
int source_day(std::chrono::sys_days date, bool source_is_leap) {
  using namespace std::chrono;
  const year_month_day ymd{date};
  const bool leap_day = ymd.month() == February && ymd.day() == day{29};
  if (leap_day && !source_is_leap) return 58;  // 28 February
  const sys_days in_source = year{source_is_leap ? 2000 : 2001} / ymd.month() / ymd.day();
  return day_of_year(in_source) - 1;
}

/// Shares the unexplained step between records last and last + 1 and fades it over 12 hours on each side.
void smooth_join(std::vector<double>& values, int last) {
  const int size = static_cast<int>(values.size());
  const double before = last > 0 ? values[last] - values[last - 1] : 0.0;
  const double after = last + 2 < size ? values[last + 2] - values[last + 1] : 0.0;
  const double jump = values[last + 1] - values[last] - 0.5 * (before + after);
  for (int k = 0; k < FADE_HOURS; ++k) {
    const double part = 0.5 * jump * (FADE_HOURS - k) / FADE_HOURS;
    if (last - k >= 0) values[last - k] += part;
    if (last + 1 + k < size) values[last + 1 + k] -= part;
  }
}

void smooth_joins(HourlyWeather& weather, const TimeAxis& axis) {
  for (int d = 1; d < axis.days(); ++d) {
    if (day_of_year(axis.date(d)) != 1) continue;
    const int last = 24 * d - 1;
    smooth_join(weather.dry_bulb_c, last);
    smooth_join(weather.dew_point_c, last);
    smooth_join(weather.pressure_pa, last);
    smooth_join(weather.horizontal_infrared_w_m2, last);
    smooth_join(weather.wind_speed_m_s, last);
    const int first = std::max(0, last + 1 - FADE_HOURS);
    const int end = std::min(weather.hours(), last + 1 + FADE_HOURS);
    for (int h = first; h < end; ++h) {
      weather.dew_point_c[h] = std::min(weather.dew_point_c[h], weather.dry_bulb_c[h]);
      weather.relative_humidity[h] = relative_humidity(weather.dry_bulb_c[h], weather.dew_point_c[h]);
      weather.wind_speed_m_s[h] = std::max(0.0, weather.wind_speed_m_s[h]);
    }
  }
}

}  // namespace

void HourlyWeather::resize(int hours) {
  for (const auto column : COLUMNS) (this->*column).resize(hours);
}

HourlyWeather part_of(const HourlyWeather& weather, int first, int count) {
  if (first < 0 || count < 0 || first + count > weather.hours()) {
    throw std::out_of_range("part_of: hours that the weather does not have");
  }
  HourlyWeather part;
  part.site = weather.site;
  for (const auto column : COLUMNS) {
    const auto from = (weather.*column).begin() + first;
    (part.*column).assign(from, from + count);
  }
  for (const auto column : {&HourlyWeather::snow_depth_cm, &HourlyWeather::albedo}) {
    if ((weather.*column).empty()) continue;
    const auto from = (weather.*column).begin() + first;
    (part.*column).assign(from, from + count);
  }
  return part;
}

HourlyWeather season_of_year(const HourlyWeather& year, const TimeAxis& axis) {
  if (year.hours() != 8760 && year.hours() != 8784) {
    throw std::invalid_argument("season_of_year needs 8760 or 8784 hours");
  }
  const bool leap = year.hours() == 8784;
  HourlyWeather result;
  result.site = year.site;
  result.resize(24 * axis.days());
  if (!year.snow_depth_cm.empty()) result.snow_depth_cm.resize(result.dry_bulb_c.size());
  if (!year.albedo.empty()) result.albedo.resize(result.dry_bulb_c.size());
  for (int d = 0; d < axis.days(); ++d) {
    const int from = 24 * source_day(axis.date(d), leap);
    const auto copy = [&](const std::vector<double>& source, std::vector<double>& target) {
      std::copy_n(source.begin() + from, 24, target.begin() + 24 * d);
    };
    copy(year.dry_bulb_c, result.dry_bulb_c);
    copy(year.dew_point_c, result.dew_point_c);
    copy(year.relative_humidity, result.relative_humidity);
    copy(year.pressure_pa, result.pressure_pa);
    copy(year.horizontal_infrared_w_m2, result.horizontal_infrared_w_m2);
    copy(year.direct_normal_w_m2, result.direct_normal_w_m2);
    copy(year.diffuse_horizontal_w_m2, result.diffuse_horizontal_w_m2);
    copy(year.global_horizontal_w_m2, result.global_horizontal_w_m2);
    copy(year.wind_speed_m_s, result.wind_speed_m_s);
    if (!year.snow_depth_cm.empty()) copy(year.snow_depth_cm, result.snow_depth_cm);
    if (!year.albedo.empty()) copy(year.albedo, result.albedo);
  }
  smooth_joins(result, axis);
  return result;
}

}  // namespace hearthgrid::weather
