// Hand-fired stove: it has no capacity to call on; its heat is prescribed by the firings (hand_fired.hpp). Its input
// per heat is that of the season.

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt coal_stove(const Technology& technology) {
  const double r = 1.0 / (technology.efficiency * technology.field_factor);
  return constant_row(0.0, r);
}

}  // namespace hearthgrid::heater
