// Ground-source heat pump: full-load table by the brine that comes from the ground loop and the leaving water. No
// frost; the brine pump is running_w. The loop is a boundary (brine_temp_c() of coefficients.hpp): what is drawn from
// the ground does not cool it.
//   cap = capacity_factor Q(T_brine, T_w)
//   r   = P / Q  input_factor / (capacity_factor field_factor)

#include "models/heater/performance_map.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt ground_heat_pump(const Technology& technology) {
  const double heat = technology.capacity_factor;
  const double input = technology.input_factor / (technology.capacity_factor * technology.field_factor);
  return [=, nodes = fit_map(technology.map.value())](const StepConditions& now) {
    return map_row(interpolate(nodes, now.brine_temp_c), heat, input);
  };
}

}  // namespace hearthgrid::heater
