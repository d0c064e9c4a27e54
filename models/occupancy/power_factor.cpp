#include "models/occupancy/power_factor.hpp"

#include "engine/base/power_factor.hpp"

namespace hearthgrid::occupancy {

double base_tan_phi(const ApplianceSet& set, const std::array<double, APPLIANCES>& kwh) {
  double all_kwh = 0.0, kvarh = 0.0;
  for (size_t a = 0; a < APPLIANCES; ++a) {
    all_kwh += kwh[a];
    kvarh += kwh[a] * tan_of_power_factor(set.spec[a].power_factor);
  }
  return all_kwh > 0.0 ? kvarh / all_kwh : 0.0;
}

}  // namespace hearthgrid::occupancy
