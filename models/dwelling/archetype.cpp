#include "models/dwelling/archetype.hpp"

#include <algorithm>
#include <stdexcept>

namespace hearthgrid::dwelling {

namespace {

/// With new layers, split where only a share changes. The perimeter of a slab is shared by area too.
std::vector<OpaqueElement> changed_elements(const std::vector<OpaqueElement>& elements, const Retrofit& retrofit) {
  std::vector<OpaqueElement> changed;
  for (const OpaqueElement& element : elements) {
    const auto change = retrofit.layers.find(element.name);
    if (change == retrofit.layers.end()) {
      changed.push_back(element);
      continue;
    }
    const double share = change->second.share;
    const auto part_of = [&](double part) {
      OpaqueElement result = element;
      result.area_m2 *= part;
      if (result.sun_share) *result.sun_share *= part;
      if (result.other_sun_share) *result.other_sun_share *= part;
      if (result.slab) {
        result.slab->exposed_perimeter_m *= part;
      }
      return result;
    };
    changed.push_back(part_of(share));
    changed.back().layers = change->second.layers;
    if (share < 1.0) {
      changed.push_back(part_of(1.0 - share));
      changed.back().name += " (rest)";
    }
  }
  return changed;
}

}  // namespace

Dwelling with_envelope(const Archetype& archetype, const std::string& envelope) {
  const auto found = archetype.envelopes.find(envelope);
  if (found == archetype.envelopes.end()) {
    throw std::out_of_range("archetype " + archetype.name + " has no envelope '" + envelope + "'");
  }
  const Retrofit& retrofit = found->second;
  Dwelling home = archetype.base;
  home.name = archetype.name + "/" + envelope;
  home.opaque = changed_elements(home.opaque, retrofit);
  for (auto& window : home.windows) {
    if (const auto change = retrofit.windows.find(window.name); change != retrofit.windows.end()) {
      const Window old = window;
      window = change->second;
      window.name = old.name;
      window.area_m2 = old.area_m2;
      window.plane = old.plane;
      window.shading = old.shading;
      window.zone = old.zone;
      window.outer_zone = old.outer_zone;
      if (window.night.resistance_m2kw <= 0.0) {
        window.night = old.night;
      }
    }
  }
  home.air_change_per_h = retrofit.air_change_per_h.value_or(home.air_change_per_h);
  for (const ThermalBridge& change : retrofit.bridges) {
    const auto same = [&](const ThermalBridge& bridge) { return bridge.name == change.name; };
    const auto old = std::find_if(home.bridges.begin(), home.bridges.end(), same);
    if (old != home.bridges.end()) {
      *old = change;
    } else {
      home.bridges.push_back(change);
    }
  }
  return home;
}

}  // namespace hearthgrid::dwelling
