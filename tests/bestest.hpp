#pragma once
// The box of ASHRAE Standard 140 cases 600 to 940 (layers as in lbl-srg/modelica-buildings,
// Detailed/Validation/BESTEST).

#include <string>
#include <vector>

#include "models/dwelling/construction.hpp"

namespace hearthgrid::bestest {

using dwelling::Boundary;
using dwelling::Dwelling;
using dwelling::Layer;
using dwelling::OpaqueElement;
using dwelling::Window;

inline OpaqueElement element(const std::string& name, double area, Plane plane, std::vector<Layer> layers) {
  OpaqueElement result;
  result.name = name;
  result.area_m2 = area;
  result.plane = plane;
  result.layers = std::move(layers);
  return result;
}

/// Opaque order: N, E, W, S, roof, floor. One 6 m x 2 m window south; `overhang` as in cases 610 and 910 but without
/// ends, as in the prototype that chose the films (validation/ashrae140/archetypes.toml has the real one).
inline Dwelling box(bool heavy, bool overhang) {
  constexpr double AIR_DENSITY = 83300.0 / (287.05 * 293.15);  // Denver, 1 650 m, 20 degC
  const std::vector<Layer> wall = heavy ? std::vector<Layer>{{"wood siding", 0.009, 0.14, 530, 900},
                                                             {"foam", 0.0615, 0.04, 10, 1400},
                                                             {"concrete block", 0.100, 0.51, 1400, 1000}}
                                        : std::vector<Layer>{{"wood siding", 0.009, 0.14, 530, 900},
                                                             {"fibreglass", 0.066, 0.04, 12, 840},
                                                             {"plasterboard", 0.012, 0.16, 950, 840}};
  const std::vector<Layer> roof = {{"roof deck", 0.019, 0.14, 530, 900},
                                   {"fibreglass", 0.1118, 0.04, 12, 840},
                                   {"plasterboard", 0.010, 0.16, 950, 840}};
  const std::vector<Layer> floor =
      heavy ? std::vector<Layer>{{"insulation", 1.007, 0.04, 0, 0}, {"concrete slab", 0.080, 1.13, 1400, 1000}}
            : std::vector<Layer>{{"insulation", 1.003, 0.04, 0, 0}, {"timber", 0.025, 0.14, 650, 1200}};
  Dwelling box;
  box.name = heavy ? "case 900" : "case 600";
  box.opaque = {element("north", 21.6, {90, 0}, wall),  element("east", 16.2, {90, 90}, wall),
                element("west", 16.2, {90, 270}, wall), element("south", 9.6, {90, 180}, wall),
                element("roof", 48.0, {0, 180}, roof),  element("floor", 48.0, {180, 180}, floor)};
  box.opaque.back().is_floor = true;
  box.opaque.back().boundary = Boundary::shaded_outdoor;
  Window window;
  window.name = "south";
  window.area_m2 = 12.0;
  window.plane = {90, 180};
  if (overhang) {
    window.shading.overhang_depth_m = 1.0;
    window.shading.overhang_gap_m = 0.5;
  }
  box.windows = {window};
  box.floor_area_m2 = 48.0;
  box.volume_m3 = 129.6;
  box.air_change_per_h = 0.5;  // at this density the same mass as 0.414 at sea level's
  box.air_density_kg_m3 = AIR_DENSITY;
  return box;
}

}  // namespace hearthgrid::bestest
