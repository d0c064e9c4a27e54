#include "engine/io/archetype_openings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
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
  constexpr double SAME_DEG = 5.0;  // a compass is no better
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

enum class Side { wall, roof, floor };

Side side_of(const OpaqueElement& element) {
  constexpr double STEEPEST_ROOF_DEG = 60.0, FLATTEST_FLOOR_DEG = 120.0;
  if (element.is_floor || element.plane.tilt_deg > FLATTEST_FLOOR_DEG) return Side::floor;
  return element.plane.tilt_deg < STEEPEST_ROOF_DEG ? Side::roof : Side::wall;
}

/// Area of the home's faces on one side of the box, windows included.
double area_towards(const Dwelling& home, const OpaqueElement& part, double front_deg) {
  constexpr double SAME_WALL_DEG = 45.0;
  double area = 0.0;
  for (const OpaqueElement& element : home.opaque) {
    const bool of_home =
        element.zone == dwelling::HOME || (element.boundary == Boundary::zone && element.outer_zone == dwelling::HOME);
    const bool same =
        side_of(element) == side_of(part) && element.name != "partitions" &&
        (side_of(part) != Side::wall || apart_deg(element.plane.azimuth_deg, part.plane.azimuth_deg) <= SAME_WALL_DEG);
    area += of_home && same ? element.area_m2 : 0.0;
  }
  for (const Window& window : home.windows) {
    area += window.zone == dwelling::HOME && part_of(window, front_deg) == part.name ? window.area_m2 : 0.0;
  }
  return area;
}

/// A part of the box made smaller than the box says leaves a hole that nothing closes.
void check_area(const Settings& table, const Settings& box, const Dwelling& home, ProblemList& problems) {
  constexpr double LEAST = 0.9;
  const auto part = named(home.opaque, table.text("name"));
  const double length = box.number("length_m"), width = box.number("width_m");
  const double front = box.number("faces_deg");
  double expected = length * width;
  if (side_of(*part) == Side::wall) {
    const bool front_or_back = std::abs(std::cos((part->plane.azimuth_deg - front) * std::numbers::pi / 180.0)) > 0.5;
    expected = (front_or_back ? length : width) * box.number("height_m");
  }
  const double found = area_towards(home, *part, front);
  if (found >= LEAST * expected) return;
  problems.add(table.problem("area_m2",
                             fmt::format("the box has {} m2 there, what is given comes to {} m2 with its openings",
                                         number_text(expected), number_text(found)),
                             "leave area_m2 out, or add the rest as a surface with a name of its own"));
}

/// A part of the box turned so that it is no longer what its name says.
void check_tilt(const Settings& table, const OpaqueElement& part, ProblemList& problems) {
  const bool roof = part.name == "roof", floor = part.name == "floor";
  const double tilt = part.plane.tilt_deg;
  const bool odd = roof ? tilt > 85.0 : floor ? tilt < 120.0 : tilt < 45.0 || tilt > 135.0;
  if (!odd) return;
  problems.add(table.problem("tilt_deg", fmt::format("the {} cannot have a tilt of {} degrees", part.name, tilt),
                             "0 looks up (a flat roof), 90 is upright, 180 looks down (a floor)"));
}

/// The surfaces whose area is given, and therefore without their openings.
std::set<std::string> given_areas(const Settings& archetype) {
  std::set<std::string> names;
  for (const Settings& table : archetype.tables("surface")) {
    if (table.has("area_m2") && (!table.has("on") || !archetype.has("box"))) names.insert(table.text("name"));
  }
  return names;
}

/// A surface is cut into a part whose area the box gives: an area of one's own is without openings already, and nothing
/// may be taken off it unseen.
void check_cuts(const Settings& archetype, const std::set<std::string>& given, ProblemList& problems) {
  for (const Settings& table : archetype.tables("surface")) {
    if (!table.has("on") || !given.contains(table.text("on"))) continue;
    problems.add(table.problem(
        "on",
        fmt::format(R"("{}" has an area_m2 of its own, so "{}" would not be taken off it)", table.text("on"),
                    table.text("name")),
        "leave that area out, so that the box gives it, or give it without this surface, and tilt_deg and azimuth_deg "
        "here instead of on"));
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
  const std::set<std::string> fixed = given_areas(archetype);
  check_cuts(archetype, fixed, problems);
  if (!archetype.has("box")) return;
  std::map<std::string, Cut> cuts;
  for (const Settings& table : archetype.tables("surface")) {
    if (table.has("on")) {
      Cut& cut = cuts[table.text("on")];
      cut.area_m2 += table.has("area_m2") ? table.number("area_m2") : 0.0;
      cut.names.push_back(table.text("name"));
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

void check_box(const Settings& archetype, const Dwelling& home, ProblemList& problems) {
  if (!archetype.has("box")) return;
  const Settings& box = archetype.table("box");
  const double area = box.number("length_m") * box.number("width_m");
  const double storeys = static_cast<double>(archetype.integer("storeys"));
  const auto check = [&](const std::string& key, double value, double least, double most, const char* unit) {
    if (!archetype.has(key) || (value >= least && value <= most)) return;
    problems.add(archetype.problem(key,
                                   fmt::format("{} {} do not fit the box, which has {:.4g}", number_text(value), unit,
                                               key == "volume_m3" ? area * box.number("height_m") : area),
                                   "leave it out: it follows from the box; or correct the box"));
  };
  const double volume = area * box.number("height_m");
  check("floor_area_m2", home.floor_area_m2, 0.5 * area, 1.1 * storeys * area, "m2");
  check("volume_m3", home.volume_m3, 0.5 * volume, 1.5 * volume, "m3");
  std::set<std::string> parts{"roof", "floor"};
  for (int side = 0; side < 4; ++side) parts.insert(wall_name(std::fmod(box.number("faces_deg") + 90.0 * side, 360.0)));
  for (const Settings& table : archetype.tables("surface")) {
    if (!parts.contains(table.text("name")) || table.has("on")) continue;
    const auto part = named(home.opaque, table.text("name"));
    if (part == home.opaque.end()) continue;
    if (table.has("tilt_deg")) check_tilt(table, *part, problems);
    if (table.has("area_m2")) check_area(table, box, home, problems);
  }
}

}  // namespace hearthgrid::io
