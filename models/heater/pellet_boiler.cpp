// Automatic pellet boiler: constant capacity, efficiency on the lower heating value that falls with load, since air,
// grate and flue stay as hot when less is fed. part_load_slope b takes it from `efficiency` at full load to
//   efficiency / (1 + b (1 - q))  at load q,
// cycling_degradation and min_modulation stand for what is lost below the smallest feed by going out and igniting again
// (part_load.hpp). Feed, fan, pump and ashes' screw are running_w; the igniter's few minutes are in it.
// Not modelled: a buffer's long firings (buffer_l gives a buffer), slag.

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt pellet_boiler(const Technology& technology) {
  const double r = 1.0 / (technology.efficiency * technology.field_factor);
  return constant_row(technology.rated_heat_w, r);
}

}  // namespace hearthgrid::heater
