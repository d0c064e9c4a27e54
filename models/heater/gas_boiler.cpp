// Wall-hung gas boiler: constant capacity; efficiency on the lower heating value, constant or by the temperature of the
// returning water, where the flue gas may condense.
//   r = 1 / (efficiency(T_return) field_factor), a parabola through the curve at full firing
// Returns up to 60 degC have weight 1, hotter ones 0.02: a boiler that condenses is there for cool water, and no
// parabola follows the curve's flat hot end as well (within 1 % up to 60 degC at all firing rates, 5 % too low at 71).
// Efficiency by load: part_load_slope. Purge, ignition and cycling below the smallest modulation: part_load.hpp's Cc.

#include "models/heater/quadratic.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {
namespace {

constexpr double HOTTEST_USUAL_RETURN_C = 60.0;
constexpr double HOT_RETURN_WEIGHT = 0.02;

}  // namespace

RowAt gas_boiler(const Technology& technology) {
  const double field = technology.field_factor;
  if (!technology.efficiency_curve) return constant_row(technology.rated_heat_w, 1.0 / (technology.efficiency * field));
  const EfficiencyCurve& curve = *technology.efficiency_curve;
  std::vector<double> ratio, weight;
  for (const double e : curve.efficiency) ratio.push_back(1.0 / (e * field));
  for (const double t : curve.return_temp_c) weight.push_back(t <= HOTTEST_USUAL_RETURN_C ? 1.0 : HOT_RETURN_WEIGHT);
  const Quadratic r = fit_quadratic(curve.return_temp_c, ratio, weight);
  const CoefficientRow row = {{technology.rated_heat_w, 0.0, 0.0}, {r[0], r[1], r[2]}, 0.0, 0.0, 0.0, 0.0};
  return [row](const StepConditions&) { return row; };
}

}  // namespace hearthgrid::heater
