// Pellet stove with a water jacket: constant capacity and efficiency on the lower heating value; auger, fan and pump
// are running_w.

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt pellet_stove(const Technology& technology) {
  const double r = 1.0 / (technology.efficiency * technology.field_factor);
  return constant_row(technology.rated_heat_w, r);
}

}  // namespace hearthgrid::heater
