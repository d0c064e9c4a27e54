#include "engine/io/archetype_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/io/archetype_openings.hpp"
#include "engine/io/value_check.hpp"
#include "models/dwelling/curtain.hpp"
#include "models/dwelling/thermal_model.hpp"

namespace hearthgrid::io {

using dwelling::Boundary;
using dwelling::Dwelling;
using dwelling::Layer;
using dwelling::OpaqueElement;
using dwelling::Window;

namespace {

/// A problem of a surface, at its own table or, for a part of the box that has none, at the box.
Problem surface_problem(const Settings& archetype, const std::string& name, const std::string& key,
                        const std::string& message, const std::string& advice) {
  const auto& tables = archetype.tables("surface");
  const auto own = std::find_if(tables.begin(), tables.end(), [&](const auto& t) { return t.text("name") == name; });
  if (own != tables.end()) return own->problem(key, message, advice);
  if (archetype.has("box")) return archetype.table("box").problem("floor", message, advice);
  return archetype.problem("surface", message, advice);
}

double soil_m(const OpaqueElement& element, const std::set<std::string>& soils) {
  constexpr double THICKEST_FLOOR_M = 0.5;  // nothing but ground is thicker (assumed)
  double sum = 0.0;
  for (const Layer& layer : element.layers) {
    if (soils.contains(layer.material) || layer.thickness_m >= THICKEST_FLOOR_M) sum += layer.thickness_m;
  }
  return sum;
}

double resistance_m2kw(const OpaqueElement& element) {
  double sum = 0.0;
  for (const Layer& layer : element.layers) sum += layer.resistance();
  return sum;
}

void check_edge(const Settings& archetype, const OpaqueElement& floor, ProblemList& problems) {
  constexpr double NARROWEST_M = 1.0;  // B' of a strip 1 m wide between two outer walls
  const double width_m = 2.0 * floor.area_m2 / floor.slab->exposed_perimeter_m;
  if (floor.slab->exposed_perimeter_m <= 0.0 || width_m >= NARROWEST_M) return;
  problems.add(surface_problem(
      archetype, floor.name, "ground",
      fmt::format("{} m of edge are too much for the {} m2 of the floor \"{}\": 2 area/edge is {:.2g} m",
                  number_text(floor.slab->exposed_perimeter_m), number_text(floor.area_m2), floor.name, width_m),
      "exposed_perimeter_m is the length of the floor's edge towards outdoors; 10 m x 8 m free on all sides have 36 "
      "m"));
}

double apart_deg(double a, double b) {
  const double difference = std::fmod(std::abs(a - b), 360.0);
  return std::min(difference, 360.0 - difference);
}

/// Of the home's upright outer walls that look a window's way, within 45 degrees; windows aside.
double wall_area_m2(const Dwelling& home, const Window& window) {
  constexpr double SAME_WAY_DEG = 45.0, UPRIGHT_DEG = 60.0;
  double area = 0.0;
  for (const OpaqueElement& wall : home.opaque) {
    const bool same = wall.zone == window.zone && wall.boundary != Boundary::adiabatic &&
                      std::abs(wall.plane.tilt_deg - window.plane.tilt_deg) < UPRIGHT_DEG &&
                      apart_deg(wall.plane.azimuth_deg, window.plane.azimuth_deg) <= SAME_WAY_DEG;
    area += same ? wall.area_m2 : 0.0;
  }
  return area;
}

}  // namespace

void check_ground(const Settings& archetype, const Dwelling& home, const std::set<std::string>& soils,
                  ProblemList& problems) {
  constexpr double LEAST_M2KW = 1.0;  // of insulation that makes a floor right on the ground's temperature plausible
  for (const OpaqueElement& element : home.opaque) {
    if (element.boundary != Boundary::ground || element.layers.empty()) continue;
    const double soil = soil_m(element, soils);
    if (element.slab) {
      check_edge(archetype, element, problems);
      if (soil <= 0.0) continue;
      problems.add(surface_problem(
          archetype, element.name, "construction",
          fmt::format("\"{}\" has {:.0f} mm of soil in its layers, and ground_iso_13370 brings the soil itself",
                      element.name, 1000.0 * soil),
          R"(name the slab alone, such as "floor_slab"; or take the boundary "ground" for layers with soil)"));
    } else if (soil <= 0.0 && resistance_m2kw(element) < LEAST_M2KW) {
      problems.add(surface_problem(
          archetype, element.name, "construction",
          fmt::format(
              "\"{}\" lies right on the ground's temperature: boundary \"ground\" brings no soil, and its layers "
              "have none",
              element.name),
          "take the boundary \"ground_iso_13370\", which brings the soil; or a construction with it, such as "
          "\"floor_on_soil\""));
    }
  }
}

void check_networks(const Settings& archetype, const dwelling::Archetype& read, ProblemList& problems) {
  if (!problems.empty()) return;  // what cannot be read cannot be built
  for (const auto& [name, retrofit] : read.envelopes) {
    const Dwelling home = with_envelope(read, name);
    if (cover_groups(home).size() > dwelling::MOST_COVER_GROUPS) {
      problems.add(archetype.problem(
          "window", fmt::format("the windows' covers close at {} different hours", cover_groups(home).size()),
          fmt::format("let them close at no more than {} (while it is dark is one of them)",
                      dwelling::MOST_COVER_GROUPS)));
      return;
    }
    const bool gains = std::any_of(home.bridges.begin(), home.bridges.end(),
                                   [](const auto& bridge) { return bridge.conductance_w_k() < 0.0; });
    if (!gains) continue;
    double bridges = 0.0;
    for (const auto& bridge : home.bridges) bridges += bridge.conductance_w_k();
    const double left = dwelling::full_order(home).heat_loss_coefficient_w_k();
    if (left > 0.0) continue;
    problems.add(archetype.problem(
        "bridge",
        fmt::format("the thermal bridges take away {} W/K, which is more than the home loses (envelope \"{}\")",
                    number_text(-bridges), name),
        "psi_w_mk below 0 only corrects areas counted twice, by some tenths of W/mK: correct it or length_m"));
    return;
  }
}

void check_proportions(const Settings& archetype, const Dwelling& home, ProblemList& problems) {
  constexpr double LOWEST_M = 1.5, HIGHEST_M = 10.0, MOST_GLASS = 9.0;  // times the wall that is left (assumed)
  if (archetype.has("box")) return;
  const double height_m = home.floor_area_m2 > 0.0 ? home.volume_m3 / home.floor_area_m2 : 0.0;
  if (archetype.has("floor_area_m2") && archetype.has("volume_m3") && (height_m < LOWEST_M || height_m > HIGHEST_M)) {
    problems.add(archetype.problem(
        "volume_m3",
        fmt::format("{} m3 over {} m2 of floor are rooms {:.3g} m high", number_text(home.volume_m3),
                    number_text(home.floor_area_m2), height_m),
        fmt::format("rooms from {:g} to {:g} m are taken: correct volume_m3 or floor_area_m2", LOWEST_M, HIGHEST_M)));
  }
  if (!problems.empty()) return;  // walls that cannot be read may be what is missing
  const auto& tables = archetype.tables("window");
  for (size_t i = 0; i < home.windows.size(); ++i) {
    const Window& window = home.windows[i];
    if (window.zone != dwelling::HOME) continue;
    double glass = 0.0;
    for (const Window& other : home.windows) {
      glass += other.zone == window.zone && other.plane == window.plane ? other.area_m2 : 0.0;
    }
    const double wall = wall_area_m2(home, window);
    if (glass <= MOST_GLASS * wall) continue;
    problems.add(
        tables[i].problem("area_m2",
                          fmt::format("{} m2 of windows look the way of \"{}\", and {} m2 of wall around them",
                                      number_text(glass), window.name, number_text(wall)),
                          "correct the window's area or direction, or give its wall (area_m2 without windows)"));
  }
}

}  // namespace hearthgrid::io
