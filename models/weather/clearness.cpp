#include "models/weather/clearness.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/fast_math.hpp"
#include "engine/base/time_axis.hpp"

namespace hearthgrid::weather {

namespace {

constexpr double DEGREE = std::numbers::pi / 180.0;
constexpr int SUBSTEPS = 12;

}  // namespace

std::array<SunHour, 24> sun_hours(const Site& site, int64_t day) {
  const double latitude = site.latitude_deg * DEGREE;
  std::array<SunHour, 24> hours;
  for (int h = 0; h < 24; ++h) {
    SunHour& hour = hours[h];
    for (int s = 0; s < SUBSTEPS; ++s) {
      const double minute = static_cast<double>(day) * 1440.0 + 60.0 * h + 60.0 / SUBSTEPS * (s + 0.5);
      const SunPosition sun = sun_position(site, minute);
      if (sun.up <= 0.0) continue;
      // Hour angle and its sunset value from the position itself: up = sin(lat) sin(dec) + cos(lat) cos(dec) cos(w).
      const double sin_dec = std::cos(latitude) * sun.north + std::sin(latitude) * sun.up;
      const double cos_dec = std::sqrt(1.0 - sin_dec * sin_dec);
      const double scale = std::cos(latitude) * cos_dec;
      const double cos_w = (sun.up - std::sin(latitude) * sin_dec) / scale;
      const double cos_ws = std::clamp(-std::sin(latitude) * sin_dec / scale, -1.0, 1.0);
      const double tilt = std::sin(std::acos(cos_ws) - 60.0 * DEGREE);
      const double r = (0.409 + 0.5016 * tilt + (0.6609 - 0.4767 * tilt) * cos_w) * (cos_w - cos_ws);
      hour.up_share += 1.0 / SUBSTEPS;
      hour.mean_up += sun.up / SUBSTEPS;
      hour.weight += std::max(0.0, r) / SUBSTEPS;
    }
  }
  return hours;
}

double erbs_diffuse_share(double clearness_index) {
  const double k = clearness_index;
  if (k <= 0.22) return 1.0 - 0.09 * k;
  if (k > 0.8) return 0.165;
  return 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336)));
}

double clear_sky_normal_w_m2(double sin_altitude, int day_of_year, double elevation_m) {
  if (sin_altitude <= 0.0) return 0.0;
  const double zenith_deg = std::acos(std::min(1.0, sin_altitude)) / DEGREE;
  const double air_mass =
      fast_exp(-0.0001184 * elevation_m) / (sin_altitude + 0.15 * fast_pow(93.9 - zenith_deg, -1.253));
  return extraterrestrial_normal_w_m2(day_of_year) * fast_pow(0.7, fast_pow(air_mass, 0.678));
}

HourSplit split_hour(double global_w_m2, const SunHour& sun, int day_of_year, double elevation_m) {
  if (global_w_m2 <= 0.0) return {};
  if (sun.mean_up <= 0.0) return {0.0, global_w_m2};
  const double clearness = global_w_m2 / (extraterrestrial_normal_w_m2(day_of_year) * sun.mean_up);
  const double direct_horizontal = global_w_m2 * (1.0 - erbs_diffuse_share(clearness));
  const double cap = 1.1 * clear_sky_normal_w_m2(sun.mean_up / sun.up_share, day_of_year, elevation_m);
  const double normal_while_up = std::min(cap, direct_horizontal / sun.mean_up);
  return {normal_while_up * sun.up_share, global_w_m2 - normal_while_up * sun.mean_up};
}

}  // namespace hearthgrid::weather
