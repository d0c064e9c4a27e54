#pragma once
// Power factor and tan(phi) of a load of constant power factor, lagging.

#include <cmath>

namespace hearthgrid {

/// Reactive over active power. Expects 0 < power_factor <= 1.
[[nodiscard]] inline double tan_of_power_factor(double power_factor) {
  return std::sqrt(1.0 - power_factor * power_factor) / power_factor;
}

/// The other way round; 1 where tan_phi is 0.
[[nodiscard]] inline double power_factor_of_tan(double tan_phi) {
  return 1.0 / std::sqrt(1.0 + tan_phi * tan_phi);
}

}  // namespace hearthgrid
