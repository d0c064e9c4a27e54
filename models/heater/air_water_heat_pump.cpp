// Air-to-water heat pump: full-load table by outdoor and leaving water temperature (performance_map.hpp), frost beyond
// what the table's test contained (frost.hpp), compressor off below its lock-out temperature.
//   cap = capacity_factor Q(T_out, T_w) frost
//   r   = P / Q  input_factor / (capacity_factor field_factor frost)
// Laboratory tables are not the field: defects, wrong settings and idle circulation cost 5 to 25 % there (field_factor,
// 1 = as tested).

#include "models/heater/frost.hpp"
#include "models/heater/performance_map.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt air_water_heat_pump(const Technology& technology) {
  const double heat = technology.capacity_factor;
  const double input = technology.input_factor / (technology.capacity_factor * technology.field_factor);
  const double lockout = technology.lockout_temp_c;
  return [=, nodes = fit_map(technology.map.value())](const StepConditions& now) {
    const MapNode node = interpolate(nodes, now.outdoor_temp_c);
    const double frost = frost_factor(now.outdoor_temp_c, now.relative_humidity);
    const double c = now.outdoor_temp_c < lockout ? 0.0 : heat * frost;
    const double r = input / frost;
    CoefficientRow row{};
    for (size_t k = 0; k < 3; ++k) {
      row.capacity[k] = c * node.heat_w[k];
      row.input_per_heat[k] = r * node.input_per_heat[k];
    }
    return row;
  };
}

}  // namespace hearthgrid::heater
