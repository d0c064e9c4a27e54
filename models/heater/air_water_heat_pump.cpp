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
  return [=, nodes = fit_map(technology.map.value())](double outdoor_temp_c, double relative_humidity) {
    const MapNode node = interpolate(nodes, outdoor_temp_c);
    const double frost = frost_factor(outdoor_temp_c, relative_humidity);
    const double c = outdoor_temp_c < lockout ? 0.0 : heat * frost;
    const double r = input / frost;
    return CoefficientRow{c * node.heat_w[0],         c * node.heat_w[1],         c * node.heat_w[2],
                          r * node.input_per_heat[0], r * node.input_per_heat[1], r * node.input_per_heat[2]};
  };
}

}  // namespace hearthgrid::heater
