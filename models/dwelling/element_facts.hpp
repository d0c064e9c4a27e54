#pragma once
// What the parts of a dwelling are to a person: kind, area, U-value, conductance and the heat they can store.

#include <string>
#include <vector>

#include "models/dwelling/construction.hpp"

namespace hearthgrid::dwelling {

enum class ElementKind { wall, roof, floor, window, inner, bridge, zone_air };

/// The values of ElementKind in order, in words.
[[nodiscard]] const std::vector<std::string>& element_kind_names();

struct ElementFacts {
  std::string name;
  ElementKind kind = ElementKind::wall;
  Plane plane;
  Boundary boundary = Boundary::outdoor;
  double area_m2 = 0.0;
  double u_w_m2k = 0.0;          ///< with the films that the network has; 0 for inner elements
  double conductance_w_k = 0.0;  ///< U times area
  double capacity_j_k = 0.0;     ///< of all layers
};

/// Opaque elements, windows, thermal bridges, air change of the buffer zones with outdoors: the order of
/// element_losses. An element is inner if nothing or another space lies behind it, a floor by its flag or if it looks
/// down (tilt above 120 degrees), a roof if it is less than 60 degrees from level, else a wall, a cellar's included.
[[nodiscard]] std::vector<ElementFacts> element_facts(const Dwelling& dwelling);

}  // namespace hearthgrid::dwelling
