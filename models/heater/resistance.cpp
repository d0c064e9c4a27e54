// Direct electric heating: what goes in comes out, by the efficiency (1 for heaters in the room).

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt resistance(const Technology& technology) {
  const double r = 1.0 / (technology.efficiency * technology.field_factor);
  return constant_row(technology.rated_heat_w, r);
}

}  // namespace hearthgrid::heater
