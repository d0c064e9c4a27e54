// Wall-hung gas boiler: constant capacity; efficiency on the lower heating value, constant or by the temperature of the
// returning water (leaving water less return_drop_k), where the flue gas may condense.
//   r = 1 / (efficiency(T_w - return_drop_k) field_factor), a parabola through the curve (within 1.2 % of the
//   default's)
// Purge, ignition and cycling below the smallest modulation: part_load.hpp's Cc.

#include "models/heater/quadratic.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt gas_boiler(const Technology& technology) {
  const double field = technology.field_factor;
  Quadratic r = {1.0 / (technology.efficiency * field), 0.0, 0.0};
  if (technology.efficiency_curve) {
    std::vector<double> supply, ratio;
    for (const double t : technology.efficiency_curve->return_temp_c) supply.push_back(t + technology.return_drop_k);
    for (const double e : technology.efficiency_curve->efficiency) ratio.push_back(1.0 / (e * field));
    r = fit_quadratic(supply, ratio, std::vector<double>(supply.size(), 1.0));
  }
  const CoefficientRow row = {technology.rated_heat_w, 0.0, 0.0, r[0], r[1], r[2]};
  return [=](double, double) { return row; };
}

}  // namespace hearthgrid::heater
