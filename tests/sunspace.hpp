#pragma once
// ASHRAE Standard 140 case 960: the light box of case 600 without windows behind a heavy sunspace of 8 m x 2 m x 2.7 m
// (figures as in lbl-srg/modelica-buildings, Detailed/Validation/BESTEST).

#include "tests/bestest.hpp"

namespace hearthgrid::bestest {

inline Dwelling sunspace_home() {
  constexpr int SUNSPACE = 1;
  const Dwelling light = box(false, false);
  const Dwelling heavy = box(true, false);
  Dwelling home = light;
  home.name = "case 960";
  home.windows = heavy.windows;
  home.windows[0].zone = SUNSPACE;
  OpaqueElement& common = home.opaque[3];
  common = element("common wall", 21.6, {90, 180}, {{"common wall", 0.20, 0.51, 1400, 1000}});
  common.boundary = Boundary::zone;
  common.outer_zone = SUNSPACE;
  const auto add = [&](const OpaqueElement& like, const std::string& name, double area) {
    OpaqueElement part = like;
    part.name = name;
    part.area_m2 = area;
    part.zone = SUNSPACE;
    home.opaque.push_back(part);
  };
  add(heavy.opaque[1], "sunspace east", 5.4);
  add(heavy.opaque[2], "sunspace west", 5.4);
  add(heavy.opaque[3], "sunspace south", 9.6);
  add(heavy.opaque[4], "sunspace roof", 16.0);
  add(heavy.opaque[5], "sunspace floor", 16.0);
  dwelling::Zone sunspace;
  sunspace.name = "sunspace";
  sunspace.volume_m3 = 43.2;
  sunspace.air_change_per_h = 0.5;
  home.zones = {sunspace};
  return home;
}

/// The same with 6 m2 of single glass in the common wall.
inline Dwelling glazed_sunspace() {
  Dwelling home = sunspace_home();
  Window inner = home.windows[0];
  inner.name = "inner window";
  inner.area_m2 = 6.0;
  inner.glass = {std::vector<dwelling::Pane>(1), {}, {}};
  inner.zone = dwelling::HOME;
  inner.outer_zone = 1;
  home.windows.push_back(inner);
  home.opaque[3].area_m2 -= 6.0;
  return home;
}

}  // namespace hearthgrid::bestest
