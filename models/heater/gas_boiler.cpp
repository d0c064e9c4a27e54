// Wall-hung gas boiler: constant capacity; efficiency on the lower heating value, constant or by the temperature of the
// returning water, where the flue gas may condense.
//   r = 1 / (efficiency(T_return) field_factor), a parabola through the curve (within 1.2 % of the default's)
// Efficiency by load: part_load_slope. Purge, ignition and cycling below the smallest modulation: part_load.hpp's Cc.

#include "models/heater/quadratic.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt gas_boiler(const Technology& technology) {
  const double field = technology.field_factor;
  if (!technology.efficiency_curve) return constant_row(technology.rated_heat_w, 1.0 / (technology.efficiency * field));
  const EfficiencyCurve& curve = *technology.efficiency_curve;
  std::vector<double> ratio;
  for (const double e : curve.efficiency) ratio.push_back(1.0 / (e * field));
  const Quadratic r = fit_quadratic(curve.return_temp_c, ratio, std::vector<double>(ratio.size(), 1.0));
  const CoefficientRow row = {{technology.rated_heat_w, 0.0, 0.0}, {r[0], r[1], r[2]}, 0.0, 0.0, 0.0, 0.0};
  return [row](const StepConditions&) { return row; };
}

}  // namespace hearthgrid::heater
