// Direct electric heating: what goes in comes out, by the efficiency (1 for heaters in the room).

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt resistance(const Technology& technology) {
  const double r = 1.0 / (technology.efficiency * technology.field_factor);
  const CoefficientRow row = {technology.rated_heat_w, 0.0, 0.0, r, 0.0, 0.0};
  return [=](double, double) { return row; };
}

}  // namespace hearthgrid::heater
