#include "engine/run/air_weather.hpp"

#include "models/weather/humidity.hpp"
#include "models/weather/sky.hpp"

namespace hearthgrid::run {
namespace {

constexpr double HALF_THE_SKY_TENTHS = 5.0;

}  // namespace

std::vector<emission::AirHour> air_hours(const weather::StepWeather& weather, const TimeAxis& axis) {
  const size_t per_hour = static_cast<size_t>(60 / axis.step_minutes);
  const auto mean = [&](const std::vector<double>& steps, size_t first) {
    double sum = 0.0;
    for (size_t k = first; k < first + per_hour; ++k) sum += steps[k];
    return sum / static_cast<double>(per_hour);
  };
  std::vector<emission::AirHour> hours;
  const auto warm = static_cast<size_t>(axis.warm_up_steps());
  for (size_t k = warm; k < warm + static_cast<size_t>(axis.season_steps()); k += per_hour) {
    const double dry_c = mean(weather.outdoor_temp_c, k);
    const double dew_c = weather::dew_point_c(dry_c, mean(weather.relative_humidity, k));
    const bool cloudy = mean(weather.horizontal_infrared_w_m2, k) >=
                        weather::horizontal_infrared_w_m2(dry_c, dew_c, HALF_THE_SKY_TENTHS);
    hours.push_back(emission::air_hour(mean(weather.wind_speed_m_s, k), mean(weather.global_horizontal_w_m2, k), cloudy,
                                       weather.site.latitude_deg));
  }
  return hours;
}

}  // namespace hearthgrid::run
