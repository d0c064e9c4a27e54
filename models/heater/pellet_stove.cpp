// Pellet stove with a water jacket: constant capacity and efficiency on the lower heating value; auger, fan and pump
// are running_w.

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt pellet_stove(const Technology& technology) {
  const double r = 1.0 / (technology.efficiency * technology.field_factor);
  const CoefficientRow row = {technology.rated_heat_w, 0.0, 0.0, r, 0.0, 0.0};
  return [=](double, double) { return row; };
}

}  // namespace hearthgrid::heater
