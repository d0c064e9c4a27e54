#include "models/weather/step_weather.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace hearthgrid::weather {

namespace {

constexpr int SUBSTEP_MINUTES = 5;

/// Mean over each step of a line through the hourly stamps. A step lies within one hour, so its mean is its middle.
std::vector<double> between_stamps(const std::vector<double>& stamps, const TimeAxis& axis) {
  const int per_hour = 60 / axis.step_minutes;
  std::vector<double> means(axis.steps());
  for (int k = 0; k < axis.steps(); ++k) {
    const int hour = k / per_hour;
    const double start = stamps[std::max(0, hour - 1)];
    const double share = (k % per_hour + 0.5) / per_hour;
    means[k] = start + share * (stamps[hour] - start);
  }
  return means;
}

/// Sun and radiation of the sub-steps of one hour.
void fill_hour(const HourlyWeather& hours, int hour, int per_hour, StepWeather& result) {
  const double length = 60.0 / per_hour;
  const auto first_minute = static_cast<double>(result.axis.start_minute(0)) + 60.0 * hour;
  int up = 0;
  for (int s = 0; s < per_hour; ++s) {
    SunPosition& sun = result.sub_sun[hour * per_hour + s];
    sun = sun_position(hours.site, first_minute + length * (s + 0.5));
    up += sun.up > 0.0 ? 1 : 0;
  }
  const double concentration = up > 0 ? static_cast<double>(per_hour) / up : 1.0;
  const double outside = extraterrestrial_normal_w_m2(day_of_year(result.axis.date(hour / 24)));
  for (int s = 0; s < per_hour; ++s) {
    const int i = hour * per_hour + s;
    const bool lit = result.sub_sun[i].up > 0.0;
    const double dni = hours.direct_normal_w_m2[hour];
    const double dhi = hours.diffuse_horizontal_w_m2[hour];
    result.sub_direct_normal_w_m2[i] = lit ? std::min(outside, dni * concentration) : 0.0;
    result.sub_diffuse_horizontal_w_m2[i] = lit ? dhi * concentration : (up > 0 ? 0.0 : dhi);
  }
}

void average_radiation(StepWeather& result) {
  for (int k = 0; k < result.axis.steps(); ++k) {
    for (int s = 0; s < result.substeps; ++s) {
      const int i = k * result.substeps + s;
      const double dni = result.sub_direct_normal_w_m2[i] / result.substeps;
      const double dhi = result.sub_diffuse_horizontal_w_m2[i] / result.substeps;
      result.direct_normal_w_m2[k] += dni;
      result.diffuse_horizontal_w_m2[k] += dhi;
      result.global_horizontal_w_m2[k] += dni * std::max(0.0, result.sub_sun[i].up) + dhi;
    }
  }
}

/// Reflectance of the ground in one hour.
double albedo_at(const HourlyWeather& hours, const TimeAxis& axis, const GroundCover& ground, int hour) {
  if (ground.snow_from_weather) {
    if (!hours.snow_depth_cm.empty() && hours.snow_depth_cm[hour] > 0.0) return ground.snow_albedo;
    if (!hours.albedo.empty() && hours.albedo[hour] > 0.0) return hours.albedo[hour];  // NaN is not above zero
  }
  if (ground.by_month.empty()) return ground.albedo;
  const std::chrono::year_month_day date{axis.date(hour / 24)};
  return ground.by_month[static_cast<unsigned>(date.month()) - 1];
}

}  // namespace

StepWeather to_steps(const HourlyWeather& hours, const TimeAxis& axis, const GroundCover& ground) {
  if (axis.step_minutes < 1 || 60 % axis.step_minutes != 0) {
    throw std::invalid_argument("to_steps: a step must divide the hour");
  }
  if (hours.site.utc_offset_h != axis.utc_offset_h) {
    throw std::invalid_argument("to_steps: the axis' clock is not the site's");
  }
  if (hours.hours() != 24 * axis.days()) throw std::invalid_argument("to_steps: not the hours of the axis");

  StepWeather result;
  result.site = hours.site;
  result.axis = axis;
  result.outdoor_temp_c = between_stamps(hours.dry_bulb_c, axis);
  result.relative_humidity = between_stamps(hours.relative_humidity, axis);
  result.pressure_pa = between_stamps(hours.pressure_pa, axis);
  result.horizontal_infrared_w_m2 = between_stamps(hours.horizontal_infrared_w_m2, axis);
  result.wind_speed_m_s = between_stamps(hours.wind_speed_m_s, axis);
  if (!ground.by_month.empty() && ground.by_month.size() != 12) {
    throw std::invalid_argument("to_steps: the ground's albedo by month needs twelve values");
  }
  for (int k = 0; k < axis.steps(); ++k) {
    result.ground_albedo.push_back(albedo_at(hours, axis, ground, k * axis.step_minutes / 60));
  }
  result.direct_normal_w_m2.assign(axis.steps(), 0.0);
  result.diffuse_horizontal_w_m2.assign(axis.steps(), 0.0);
  result.global_horizontal_w_m2.assign(axis.steps(), 0.0);

  result.substeps = std::max(1, axis.step_minutes / SUBSTEP_MINUTES);
  const int size = axis.steps() * result.substeps;
  result.sub_direct_normal_w_m2.resize(size);
  result.sub_diffuse_horizontal_w_m2.resize(size);
  result.sub_sun.resize(size);
  const int per_hour = 60 / axis.step_minutes * result.substeps;
  for (int h = 0; h < hours.hours(); ++h) fill_hour(hours, h, per_hour, result);
  average_radiation(result);
  return result;
}

}  // namespace hearthgrid::weather
