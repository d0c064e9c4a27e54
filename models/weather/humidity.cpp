#include "models/weather/humidity.hpp"

#include <algorithm>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::weather {

namespace {

constexpr double MAGNUS_PA = 610.94;
constexpr double MAGNUS_A = 17.625;
constexpr double MAGNUS_B_K = 243.04;

}  // namespace

double saturation_pressure_pa(double temp_c) {
  return MAGNUS_PA * fast_exp(MAGNUS_A * temp_c / (MAGNUS_B_K + temp_c));
}

double dew_point_c(double dry_bulb_c, double relative_humidity) {
  const double vapour_pa = std::max(relative_humidity, 0.01) * saturation_pressure_pa(dry_bulb_c);
  const double y = fast_log(vapour_pa / MAGNUS_PA);
  return MAGNUS_B_K * y / (MAGNUS_A - y);
}

double relative_humidity(double dry_bulb_c, double dew_point_c) {
  return saturation_pressure_pa(dew_point_c) / saturation_pressure_pa(dry_bulb_c);
}

double standard_pressure_pa(double elevation_m) {
  return 101325.0 * fast_pow(1.0 - 2.25577e-5 * elevation_m, 5.2559);
}

double indoor_air_kg_m3(double elevation_m) {
  constexpr double GAS_J_KGK = 287.05;
  constexpr double INDOOR_K = 293.15;
  return standard_pressure_pa(elevation_m) / (GAS_J_KGK * INDOOR_K);
}

}  // namespace hearthgrid::weather
