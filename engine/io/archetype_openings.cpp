#include "engine/io/archetype_openings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/io/archetype_surfaces.hpp"
#include "engine/io/archetype_zones.hpp"
#include "engine/io/value_check.hpp"

namespace hearthgrid::io {

using dwelling::Boundary;
using dwelling::Dwelling;
using dwelling::OpaqueElement;
using dwelling::Window;

namespace {

constexpr const char* OUTDOOR = "outdoor";

/// Degrees between two directions.
double apart_deg(double a, double b) {
  const double difference = std::fmod(std::abs(a - b), 360.0);
  return std::min(difference, 360.0 - difference);
}

/// The part of the box that a window of the home lies in.
std::string part_of(const Window& window, double front_deg) {
  constexpr double STEEPEST_ROOF_DEG = 60.0;
  std::string part = "roof";
  double nearest = 360.0;
  for (int side = 0; side < 4 && window.plane.tilt_deg >= STEEPEST_ROOF_DEG; ++side) {
    const double azimuth = std::fmod(front_deg + 90.0 * side, 360.0);
    if (apart_deg(window.plane.azimuth_deg, azimuth) < nearest) {
      nearest = apart_deg(window.plane.azimuth_deg, azimuth);
      part = wall_name(azimuth);
    }
  }
  return part;
}

template <typename Parts>
auto named(Parts& parts, const std::string& name) {
  return std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.name == name; });
}

/// What a window's wall has behind it; none for outdoors.
std::optional<int> space_behind(const Settings& table, const OpaqueElement& wall, ProblemList& problems) {
  if (wall.boundary == Boundary::zone) return wall.outer_zone;
  if (wall.boundary != Boundary::outdoor) {
    problems.add(table.problem(
        "name",
        fmt::format("the window \"{}\" lies in the {}, which has neither outdoor air nor a zone behind it",
                    table.text("name"), wall.name),
        "take it out; or give other_zone = \"outdoor\", if only a part of that wall has a neighbour"));
  }
  return std::nullopt;
}

/// Without a box nobody says which wall a window lies in: a problem where all that look its way lead to other spaces.
void check_free_window(const Settings& table, const Dwelling& home, const Window& window, ProblemList& problems) {
  constexpr double SAME_DEG = 1.0;
  bool outdoors = false, elsewhere = false;
  for (const OpaqueElement& wall : home.opaque) {
    const bool alike = std::abs(wall.plane.tilt_deg - window.plane.tilt_deg) < SAME_DEG &&
                       apart_deg(wall.plane.azimuth_deg, window.plane.azimuth_deg) < SAME_DEG;
    if (!alike || wall.zone != window.zone) continue;
    outdoors = outdoors || wall.boundary == Boundary::outdoor || wall.boundary == Boundary::shaded_outdoor;
    elsewhere = elsewhere || wall.boundary == Boundary::zone;
  }
  if (!elsewhere || outdoors) return;
  problems.add(table.problem(
      "name",
      fmt::format("all walls that look the way of the window \"{}\" have a zone behind them", table.text("name")),
      "name what lies behind it: other_zone = a zone, or \"outdoor\""));
}

void place_window(const Settings& archetype, const Settings& table, Dwelling& home, Window& window,
                  ProblemList& problems) {
  if (table.has("other_zone")) {
    if (table.text("other_zone") == OUTDOOR) return;
    window.outer_zone = read_space(table, "other_zone", home.zones, problems);
    if (window.outer_zone == window.zone) {
      problems.add(table.problem("other_zone", "the window \"" + window.name + "\" has one space on both sides",
                                 "name the space inside by zone and the one behind it by other_zone"));
    }
  } else if (!archetype.has("box")) {
    check_free_window(table, home, window, problems);
  } else if (window.zone == dwelling::HOME) {
    const auto wall = named(home.opaque, part_of(window, archetype.table("box").number("faces_deg")));
    if (wall != home.opaque.end()) window.outer_zone = space_behind(table, *wall, problems);
  }
}

/// What is cut out of one part of the box.
struct Cut {
  double area_m2 = 0.0;
  std::vector<std::string> names;
};

}  // namespace

void place_windows(const Settings& archetype, Dwelling& home, ProblemList& problems) {
  const auto& tables = archetype.tables("window");
  for (size_t i = 0; i < tables.size(); ++i) {
    place_window(archetype, tables[i], home, home.windows[i], problems);
  }
}

void cut_openings(const Settings& archetype, Dwelling& home, ProblemList& problems) {
  if (!archetype.has("box")) return;
  std::map<std::string, Cut> cuts;
  std::set<std::string> fixed;
  for (const Settings& table : archetype.tables("surface")) {
    if (table.has("on")) {
      Cut& cut = cuts[table.text("on")];
      cut.area_m2 += table.has("area_m2") ? table.number("area_m2") : 0.0;
      cut.names.push_back(table.text("name"));
    } else if (table.has("area_m2")) {
      fixed.insert(table.text("name"));
    }
  }
  const double front = archetype.table("box").number("faces_deg");
  for (const Window& window : home.windows) {
    if (window.zone != dwelling::HOME) continue;
    Cut& cut = cuts[part_of(window, front)];
    cut.area_m2 += window.area_m2;
    cut.names.push_back(window.name);
  }
  for (const auto& [name, cut] : cuts) {
    const auto part = named(home.opaque, name);
    if (part == home.opaque.end() || fixed.contains(name)) continue;
    if (cut.area_m2 >= part->area_m2) {
      problems.add(archetype.problem(
          "box",
          fmt::format("{} m2 of openings ({}) do not fit into the {} m2 of the {}", number_text(cut.area_m2),
                      fmt::join(cut.names, ", "), number_text(part->area_m2), name),
          "correct the box or the openings"));
      continue;
    }
    part->area_m2 -= cut.area_m2;
  }
}

}  // namespace hearthgrid::io
