#include "models/dwelling/element_facts.hpp"

namespace hearthgrid::dwelling {

namespace {

ElementKind kind_of(const OpaqueElement& element) {
  constexpr double STEEPEST_ROOF_DEG = 60.0, STEEPEST_FLOOR_DEG = 120.0;
  if (element.boundary == Boundary::adiabatic || element.boundary == Boundary::zone) return ElementKind::inner;
  if (element.is_floor || element.plane.tilt_deg > STEEPEST_FLOOR_DEG) return ElementKind::floor;
  return element.plane.tilt_deg < STEEPEST_ROOF_DEG ? ElementKind::roof : ElementKind::wall;
}

double capacity_of(const OpaqueElement& element) {
  double per_area = 0.0;
  for (const Layer& layer : element.layers) per_area += layer.capacity();
  return per_area * element.area_m2;
}

}  // namespace

const std::vector<std::string>& element_kind_names() {
  static const std::vector<std::string> NAMES{"wall", "roof", "floor", "window", "inner", "bridge", "zone"};
  return NAMES;
}

std::vector<ElementFacts> element_facts(const Dwelling& dwelling) {
  const std::vector<double> conductance = element_conductances(dwelling);
  std::vector<ElementFacts> facts;
  for (const OpaqueElement& element : dwelling.opaque) {
    const double w_k = conductance[facts.size()];
    facts.push_back({element.name, kind_of(element), element.plane, element.boundary, element.area_m2,
                     w_k / element.area_m2, w_k, capacity_of(element)});
  }
  for (const Window& window : dwelling.windows) {
    const double w_k = conductance[facts.size()];
    facts.push_back({window.name, ElementKind::window, window.plane,
                     window.outer_zone ? Boundary::zone : Boundary::outdoor, window.area_m2, w_k / window.area_m2, w_k,
                     0.0});
  }
  for (const ThermalBridge& bridge : dwelling.bridges) {
    facts.push_back({bridge.name, ElementKind::bridge, {}, Boundary::outdoor, 0.0, 0.0, bridge.conductance_w_k(), 0.0});
  }
  for (const Zone& zone : dwelling.zones) {
    facts.push_back({zone.name,
                     ElementKind::zone_air,
                     {},
                     Boundary::outdoor,
                     0.0,
                     0.0,
                     dwelling.air_flow_w_k(zone.air_change_per_h * zone.volume_m3),
                     0.0});
  }
  return facts;
}

}  // namespace hearthgrid::dwelling
