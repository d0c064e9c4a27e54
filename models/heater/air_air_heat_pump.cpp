// Air-to-air heat pump (hot-air unit): as air_water_heat_pump.cpp, with the room's air for the water. Its table's
// water_temp_c is the temperature of the room.

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt air_air_heat_pump(const Technology& technology) {
  return air_source_row(technology);
}

}  // namespace hearthgrid::heater
