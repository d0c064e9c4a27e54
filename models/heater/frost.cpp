#include "models/heater/frost.hpp"

#include <algorithm>
#include <array>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::heater {
namespace {

constexpr double LARGEST_FACTOR = 1.05;  // the reference sheet's bound on what dry air may give back

double cubic(double x, double a, double b, double c, double d) {
  return a + x * (b + x * (c + x * d));
}

// Saturation pressure over water [Pa]: Magnus form of Sonntag (1990).
double saturation_pressure_pa(double temp_c) {
  return 611.2 * fast_exp(17.62 * temp_c / (243.12 + temp_c));
}

// Share of the heat that the frost of a humidity costs.
double frost_loss(double temp_c, double rate) {
  const double distance = temp_c - 0.8869;
  return 0.1534 * fast_exp(-distance * distance / 26.06) * rate;
}

double retained_share(double temp_c, double rate) {
  return 1.0 - (frost_loss(temp_c, rate) + std::max(1e-5, 0.03 - 0.004 * temp_c));
}

}  // namespace

double frosting_rate(double outdoor_temp_c, double relative_humidity) {
  if (outdoor_temp_c >= 6.0) return 0.0;
  const double x = std::max(outdoor_temp_c, -20.0);  // the fits end about there; nothing frosts much below
  const double mild = cubic(x, 0.442930, -0.00703658, 7.32506e-5, -3.37264e-6);
  const double moderate = cubic(x, 0.581825, -0.00880318, 6.18167e-4, -7.75484e-7);
  const double severe = cubic(x, 0.824763, -0.0190728, 1.19709e-3, 2.15230e-5);
  const std::array<double, 4> humidity = {mild, 0.5 * (mild + moderate), 0.5 * (moderate + severe), severe};
  constexpr std::array<double, 4> RATE = {0.0, 30.0 / 165.0, 30.0 / 60.0, 1.0};
  const double fade = std::clamp((6.0 - outdoor_temp_c) / 2.0, 0.0, 1.0);
  if (relative_humidity <= humidity.front()) return 0.0;
  for (size_t k = 1; k < humidity.size(); ++k) {
    if (relative_humidity > humidity[k]) continue;
    const double share = (relative_humidity - humidity[k - 1]) / (humidity[k] - humidity[k - 1]);
    return fade * (RATE[k - 1] + share * (RATE[k] - RATE[k - 1]));
  }
  return fade;
}

double test_relative_humidity(double outdoor_temp_c) {
  // Psychrometer formula (WMO, aspirated): e = e_s(T_wb) - 6.53e-4 (1 + 9.44e-4 T_wb) p (T - T_wb)
  const double wet_bulb = outdoor_temp_c - 1.0;
  const double vapour = saturation_pressure_pa(wet_bulb) - 6.53e-4 * (1.0 + 9.44e-4 * wet_bulb) * 101325.0;
  return std::clamp(vapour / saturation_pressure_pa(outdoor_temp_c), 0.0, 1.0);
}

double frost_factor(double outdoor_temp_c, double relative_humidity) {
  const double here = retained_share(outdoor_temp_c, frosting_rate(outdoor_temp_c, relative_humidity));
  const double test_rate = frosting_rate(outdoor_temp_c, test_relative_humidity(outdoor_temp_c));
  return std::min(LARGEST_FACTOR, here / retained_share(outdoor_temp_c, test_rate));
}

double dry_map_frost_factor(double outdoor_temp_c, double relative_humidity) {
  return 1.0 - frost_loss(outdoor_temp_c, frosting_rate(outdoor_temp_c, relative_humidity));
}

}  // namespace hearthgrid::heater
