#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/constants.hpp"
#include "models/weather/climate.hpp"
#include "models/weather/humidity.hpp"

namespace hearthgrid::weather {

void add_cold_wave(HourlyWeather& weather, const TimeAxis& axis, const ColdWave& wave) {
  const int start = 24 * static_cast<int>((wave.first_day - axis.date(0)).count());
  const int length = 24 * wave.days;
  const double edge = std::min(24.0, length / 4.0);
  for (int k = 0; k < length; ++k) {
    const int i = start + k;
    if (i < 0 || i >= weather.hours()) continue;
    const double from_edge = std::min(k + 1.0, static_cast<double>(length - k - 1));
    const double share = from_edge >= edge ? 1.0 : 0.5 * (1.0 - std::cos(std::numbers::pi * from_edge / edge));
    const double before_k = weather.dry_bulb_c[i] + ZERO_CELSIUS_K;
    weather.dry_bulb_c[i] -= share * wave.depth_k;
    weather.dew_point_c[i] -= share * wave.depth_k;
    weather.relative_humidity[i] = relative_humidity(weather.dry_bulb_c[i], weather.dew_point_c[i]);
    const double ratio = (weather.dry_bulb_c[i] + ZERO_CELSIUS_K) / before_k;
    weather.horizontal_infrared_w_m2[i] *= ratio * ratio * ratio * ratio;
  }
}

}  // namespace hearthgrid::weather
