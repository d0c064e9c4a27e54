#include "models/emission/village_air.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::emission {

namespace {

constexpr double SQRT_2_OVER_PI = 0.7978845608028654;
constexpr double TWO_OMEGA_PER_S = 1.4584e-4;  // the earth's rotation, twice
constexpr double DEGREE = 0.017453292519943295;
constexpr double LEAST_LATITUDE_DEG = 5.0;
constexpr double HEIGHT_OVER_SPREAD = 2.15;
constexpr int HOURS_PER_DAY = 24;

struct Spread {
  double a, b;
};
// Very unstable, unstable, neutral, stable.
constexpr std::array<Spread, STABILITIES> SPREADS = {
    {{0.40, 0.91}, {0.40, 0.91}, {0.33, 0.86}, {0.22, 0.80}, {0.06, 0.71}, {0.06, 0.71}}};

constexpr std::array<double, STABILITIES> MIXING = {0.073, 0.060, 0.041, 0.019, 1.66, 0.70};

// Rows: wind below 2, 3, 5, 6 m/s, and above. Columns: sun from 925, 675, 175 W/m2, and less.
constexpr std::array<std::array<char, 4>, 5> DAY = {
    {{'a', 'a', 'b', 'd'}, {'a', 'b', 'c', 'd'}, {'b', 'b', 'c', 'd'}, {'c', 'c', 'd', 'd'}, {'c', 'd', 'd', 'd'}}};

Stability by_day(double wind_m_s, double global_w_m2) {
  const size_t row = wind_m_s < 2.0 ? 0 : wind_m_s < 3.0 ? 1 : wind_m_s < 5.0 ? 2 : wind_m_s < 6.0 ? 3 : 4;
  const size_t column = global_w_m2 >= 925.0 ? 0 : global_w_m2 >= 675.0 ? 1 : global_w_m2 >= 175.0 ? 2 : 3;
  return static_cast<Stability>(DAY[row][column] - 'a');
}

Stability by_night(double wind_m_s, bool cloudy) {
  if (wind_m_s < 2.0) return cloudy ? Stability::e : Stability::f;
  return wind_m_s < 2.5 && !cloudy ? Stability::e : Stability::d;
}

}  // namespace

Stability stability_of(double wind_m_s, double global_w_m2, bool cloudy) {
  return global_w_m2 > DARK_W_M2 ? by_day(wind_m_s, global_w_m2) : by_night(wind_m_s, cloudy);
}

double mixing_height_m(Stability stability, double wind_m_s, double latitude_deg) {
  const double latitude = std::max(std::abs(latitude_deg), LEAST_LATITUDE_DEG) * DEGREE;
  const double u_over_f_m = wind_m_s / (TWO_OMEGA_PER_S * std::sin(latitude));
  const double k = MIXING[static_cast<size_t>(stability)];
  return stability <= Stability::d ? k * u_over_f_m : k * std::sqrt(u_over_f_m);
}

AirHour air_hour(double wind_m_s, double global_w_m2, bool cloudy, double latitude_deg) {
  AirHour air;
  air.wind_m_s = std::max(wind_m_s, CALM_M_S);
  air.stability = stability_of(air.wind_m_s, global_w_m2, cloudy);
  air.mixing_height_m = mixing_height_m(air.stability, air.wind_m_s, latitude_deg);
  return air;
}

double concentration_per_flux(const AreaSource& village, const AirHour& air) {
  const auto [a, b] = SPREADS[static_cast<size_t>(air.stability)];
  const double x_m = 0.5 * std::sqrt(village.area_m2);
  const double spread_m = village.source_height_m / HEIGHT_OVER_SPREAD;
  const double x0_m = spread_m > 0.0 ? fast_pow(spread_m / a, 1.0 / b) : 0.0;
  const double begun = x0_m > 0.0 ? fast_pow(x0_m, 1.0 - b) : 0.0;
  const double area = SQRT_2_OVER_PI * (fast_pow(x0_m + x_m, 1.0 - b) - begun) / (a * (1.0 - b));
  const double box = x_m / air.mixing_height_m;
  return std::max(area, box) / air.wind_m_s;
}

double ground_level_ug_m3(const AreaSource& village, const AirHour& air, double kg_per_h) {
  constexpr double UG_PER_KG = 1e9, SECONDS_PER_HOUR = 3600.0;
  const double flux = kg_per_h * UG_PER_KG / SECONDS_PER_HOUR / village.area_m2;
  return flux * concentration_per_flux(village, air);
}

AirSeason assess_air(const std::vector<double>& ug_m3, double day_limit_ug_m3) {
  AirSeason season;
  const int days = static_cast<int>(ug_m3.size()) / HOURS_PER_DAY;
  double sum = 0.0;
  for (int day = 0; day < days; ++day) {
    double of_day = 0.0;
    for (int hour = 0; hour < HOURS_PER_DAY; ++hour) {
      const double c = ug_m3[static_cast<size_t>(day * HOURS_PER_DAY + hour)];
      of_day += c / HOURS_PER_DAY;
      season.hours_above += c > day_limit_ug_m3 ? 1 : 0;
    }
    if (of_day > season.worst_day_ug_m3) {
      season.worst_day_ug_m3 = of_day;
      season.worst_day = day;
    }
    season.days_above += of_day > day_limit_ug_m3 ? 1 : 0;
    sum += of_day;
  }
  season.mean_ug_m3 = days > 0 ? sum / days : 0.0;
  return season;
}

}  // namespace hearthgrid::emission
