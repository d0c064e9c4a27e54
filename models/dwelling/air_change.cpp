#include "models/dwelling/air_change.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::dwelling {
namespace {

// Root of the driving term [(L/s)/cm2].
double drive(const LeakageCoefficients& c, double difference_k, double wind_m_s) {
  return std::sqrt(c.stack * std::abs(difference_k) + c.wind * wind_m_s * wind_m_s);
}

}  // namespace

LeakageCoefficients leakage_coefficients(int storeys, int shelter) {
  constexpr double STACK[3] = {0.000145, 0.000290, 0.000435};
  constexpr double WIND[3][5] = {{0.000319, 0.000246, 0.000174, 0.000104, 0.000032},
                                 {0.000420, 0.000325, 0.000231, 0.000137, 0.000042},
                                 {0.000494, 0.000382, 0.000271, 0.000161, 0.000049}};
  const int row = std::clamp(storeys, 1, 3) - 1;
  return {STACK[row], WIND[row][std::clamp(shelter, 1, 5) - 1]};
}

std::vector<double> air_change_factor(const Dwelling& dwelling, const std::vector<double>& outdoor_temp_c,
                                      const std::vector<double>& wind_speed_m_s) {
  std::vector<double> factor(outdoor_temp_c.size(), 1.0);
  if (dwelling.constant_air_change) return factor;
  const LeakageCoefficients c = leakage_coefficients(dwelling.storeys, dwelling.shelter);
  const double nominal = drive(c, NOMINAL_DIFFERENCE_K, NOMINAL_WIND_M_S);
  for (size_t k = 0; k < factor.size(); ++k) {
    factor[k] = drive(c, LEAKING_INDOOR_C - outdoor_temp_c[k], wind_speed_m_s[k]) / nominal;
  }
  return factor;
}

double nominal_air_change_per_h(const Dwelling& dwelling, double ach50) {
  constexpr double EXPONENT = 0.65;  // of flow over pressure; usual for houses
  constexpr double REFERENCE_PA = 4.0, TEST_PA = 50.0, CM2_PER_M2 = 1e4;
  const double flow_m3_s = ach50 * dwelling.volume_m3 / 3600.0 * fast_pow(REFERENCE_PA / TEST_PA, EXPONENT);
  const double area_cm2 = CM2_PER_M2 * flow_m3_s * std::sqrt(dwelling.air_density_kg_m3 / (2.0 * REFERENCE_PA));
  const LeakageCoefficients c = leakage_coefficients(dwelling.storeys, dwelling.shelter);
  return 3.6 * area_cm2 * drive(c, NOMINAL_DIFFERENCE_K, NOMINAL_WIND_M_S) / dwelling.volume_m3;
}

}  // namespace hearthgrid::dwelling
