// Air-to-water heat pump: full-load table by outdoor and leaving water temperature (performance_map.hpp), frost beyond
// what the table's points contained (frost.hpp), compressor off below its lock-out temperature.
//   cap = capacity_factor Q(T_out, T_w) frost
//   r   = P / Q  input_factor / (capacity_factor field_factor frost)
// Laboratory tables are not the field: defects, wrong settings and idle circulation cost 5 to 25 % there (field_factor,
// 1 = as tested). A hybrid is this model with a backup that burns gas.

#include "models/heater/frost.hpp"
#include "models/heater/performance_map.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt air_source_row(const Technology& technology) {
  const double heat = technology.capacity_factor;
  const double input = technology.input_factor / (technology.capacity_factor * technology.field_factor);
  const double lockout = technology.lockout_temp_c;
  const auto frost_of = technology.defrost_in_map ? frost_factor : dry_map_frost_factor;
  return [=, nodes = fit_map(technology.map.value())](const StepConditions& now) {
    const double frost = frost_of(now.outdoor_temp_c, now.relative_humidity);
    const double c = now.outdoor_temp_c < lockout ? 0.0 : heat * frost;
    return map_row(interpolate(nodes, now.outdoor_temp_c), c, input / frost);
  };
}

RowAt air_water_heat_pump(const Technology& technology) {
  return air_source_row(technology);
}

}  // namespace hearthgrid::heater
