#include "models/dwelling/archetype.hpp"

#include <stdexcept>

namespace hearthgrid::dwelling {

Dwelling with_envelope(const Archetype& archetype, const std::string& envelope) {
  const auto found = archetype.envelopes.find(envelope);
  if (found == archetype.envelopes.end()) {
    throw std::out_of_range("archetype " + archetype.name + " has no envelope '" + envelope + "'");
  }
  const Retrofit& retrofit = found->second;
  Dwelling home = archetype.base;
  home.name = archetype.name + "/" + envelope;
  for (auto& element : home.opaque) {
    if (const auto change = retrofit.layers.find(element.name); change != retrofit.layers.end()) {
      element.layers = change->second;
    }
  }
  for (auto& window : home.windows) {
    if (const auto change = retrofit.windows.find(window.name); change != retrofit.windows.end()) {
      const Window old = window;
      window = change->second;
      window.name = old.name;
      window.area_m2 = old.area_m2;
      window.plane = old.plane;
      window.overhang_depth_m = old.overhang_depth_m;
      window.overhang_gap_m = old.overhang_gap_m;
      window.height_m = old.height_m;
    }
  }
  home.air_change_per_h = retrofit.air_change_per_h.value_or(home.air_change_per_h);
  return home;
}

}  // namespace hearthgrid::dwelling
