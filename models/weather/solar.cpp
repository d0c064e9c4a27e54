#include "models/weather/solar.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

#include "engine/base/time_axis.hpp"

namespace hearthgrid::weather {

namespace {

constexpr double DEGREE = std::numbers::pi / 180.0;
constexpr double SOLAR_CONSTANT_W_M2 = 1367.0;  // as in the solar statistics that the climates are fitted to
constexpr double J2000_DAYS = 10957.5;          // 2000-01-01 12:00 UTC in days since 1970-01-01

}  // namespace

double SunPosition::zenith_deg() const {
  return std::acos(std::clamp(up, -1.0, 1.0)) / DEGREE;
}

double SunPosition::azimuth_deg() const {
  const double azimuth = std::atan2(east, north) / DEGREE;
  return azimuth < 0.0 ? azimuth + 360.0 : azimuth;
}

SunPosition sun_position(const Site& site, double local_minute) {
  const double utc_day = (local_minute - 60.0 * site.utc_offset_h) / 1440.0;
  const double n = utc_day - J2000_DAYS;
  const double utc_hour = 24.0 * (utc_day - std::floor(utc_day));

  const double mean_longitude_deg = std::fmod(280.460 + 0.9856474 * n, 360.0);
  const double g = std::fmod(357.528 + 0.9856003 * n, 360.0) * DEGREE;
  const double lambda = (mean_longitude_deg + 1.915 * std::sin(g) + 0.020 * std::sin(2.0 * g)) * DEGREE;
  const double obliquity = (23.439 - 4e-7 * n) * DEGREE;
  const double right_ascension = std::atan2(std::cos(obliquity) * std::sin(lambda), std::cos(lambda));
  const double declination = std::asin(std::sin(obliquity) * std::sin(lambda));
  const double sidereal_h = std::fmod(6.697375 + 0.0657098242 * n + utc_hour, 24.0);
  const double hour_angle = (15.0 * sidereal_h + site.longitude_deg) * DEGREE - right_ascension;

  const double latitude = site.latitude_deg * DEGREE;
  SunPosition sun;
  sun.east = -std::cos(declination) * std::sin(hour_angle);
  sun.north =
      std::cos(latitude) * std::sin(declination) - std::sin(latitude) * std::cos(declination) * std::cos(hour_angle);
  sun.up =
      std::sin(latitude) * std::sin(declination) + std::cos(latitude) * std::cos(declination) * std::cos(hour_angle);
  return sun;
}

double extraterrestrial_normal_w_m2(int day_of_year) {
  return SOLAR_CONSTANT_W_M2 * (1.0 + 0.033 * std::cos(2.0 * std::numbers::pi * day_of_year / 365.0));
}

int day_of_year_at(double local_minute) {
  const auto day = static_cast<int>(std::floor(local_minute / 1440.0));
  return day_of_year(std::chrono::sys_days{std::chrono::days{day}});
}

}  // namespace hearthgrid::weather
