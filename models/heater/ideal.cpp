// An ideal plant: heat and cold up to its rating, at once and without a carrier. For test cases of standards and for
// asking what a dwelling needs whatever supplies it.

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt ideal(const Technology& technology) {
  return constant_row(technology.rated_heat_w, 0.0);
}

}  // namespace hearthgrid::heater
