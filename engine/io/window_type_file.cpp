#include "engine/io/window_type_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include "engine/io/key.hpp"
#include "engine/io/value_check.hpp"
#include "models/dwelling/glass.hpp"
#include "models/dwelling/glazing.hpp"

namespace hearthgrid::io {

namespace {

using dwelling::Gap;
using dwelling::Glass;
using dwelling::Pane;
using dwelling::Shading;
using dwelling::Window;

std::vector<KeySpec> gap_keys() {
  return {number("gap_conductance_w_m2k", "W/m2K", "Between this pane and the next; the type's if left out.")
              .range(0.1, 1000)
              .or_absent(),
          number("gap_mm", "mm", "Width of the gap behind it, in place of a conductance.").range(1, 300).or_absent(),
          text("gap_gas", "What fills the gap.").one_of({"air", "argon"}).or_absent()};
}

std::vector<KeySpec> pane_keys() {
  const char* clear = "clear glass of ASHRAE 140 case 600";
  std::vector<KeySpec> keys = {
      number("transmittance", "1", "For sunlight at right angles.").range(0.01, 0.95).by_default("0.834").from(clear),
      number("front_reflectance", "1", "Of the face that looks outside, sunlight at right angles.")
          .range(0.01, 0.95)
          .by_default("0.075")
          .from(clear),
      number("back_reflectance", "1", "Of the face that looks inside.")
          .range(0.01, 0.95)
          .by_default("0.075")
          .from(clear),
      number("front_emissivity", "1", "Of the outer face, infrared.").range(0.01, 1).by_default("0.84").from(clear),
      number("back_emissivity", "1", "Of the inner face, infrared; coated glass has 0.03 to 0.2.")
          .range(0.01, 1)
          .by_default("0.84")
          .from(clear),
      number("thickness_mm", "mm", "Of the glass, which conducts 1 W/mK.")
          .range(0.5, 50)
          .by_default("3.048")
          .from(clear)};
  for (KeySpec& key : gap_keys()) keys.push_back(std::move(key));
  return keys;
}

Problem two_ways(const Settings& table, const char* key, const char* advice) {
  return table.problem(key, fmt::format("'{}' does not fit the other keys of this window", key), advice);
}

/// The gap that a table states, or the one given.
Gap read_gap(const Settings& table, Gap gap, ProblemList& problems) {
  if (table.given("gap_conductance_w_m2k") && (table.has("gap_mm") || table.has("gap_gas"))) {
    problems.add(two_ways(table, "gap_conductance_w_m2k", "give the gap's conductance, or its width and gas"));
  }
  if (table.given("gap_conductance_w_m2k")) gap.conductance_w_m2k = table.number("gap_conductance_w_m2k");
  if (table.has("gap_mm")) {
    gap.conductance_w_m2k = 0.0;
    gap.thickness_m = table.number("gap_mm") / 1000.0;
  }
  if (table.has("gap_gas")) {
    gap.gas = table.text("gap_gas") == "argon" ? dwelling::Gas::argon : dwelling::Gas::air;
    if (gap.conductance_w_m2k > 0.0) {
      problems.add(two_ways(table, "gap_gas", "a gas needs the width of its gap: gap_mm"));
    }
  }
  return gap;
}

void check_pane(const Settings& table, const char* key, const Pane& pane, ProblemList& problems) {
  const double reflected = std::max(pane.front_reflectance, pane.back_reflectance);
  if (pane.transmittance + reflected >= 1.0) {
    problems.add(table.problem(key, "a pane cannot let through and reflect more than it gets",
                               "transmittance and reflectance together must stay below 1"));
  }
}

Glass equal_panes(const Settings& table, ProblemList& problems) {
  Pane pane;
  pane.transmittance = table.number("pane_transmittance");
  pane.front_reflectance = pane.back_reflectance = table.number("pane_reflectance");
  check_pane(table, "pane_transmittance", pane, problems);
  const auto panes = static_cast<size_t>(table.integer("panes"));
  const Gap gap = read_gap(table, {}, problems);
  return {std::vector<Pane>(panes, pane), std::vector<Gap>(panes - 1, gap), {}};
}

Glass listed_panes(const Settings& table, ProblemList& problems) {
  Glass glass{{}, {}, {}};
  const Gap usual = read_gap(table, {}, problems);
  for (const Settings& entry : table.tables("pane")) {
    Pane pane;
    pane.transmittance = entry.number("transmittance");
    pane.front_reflectance = entry.number("front_reflectance");
    pane.back_reflectance = entry.number("back_reflectance");
    pane.front_emissivity = entry.number("front_emissivity");
    pane.back_emissivity = entry.number("back_emissivity");
    pane.resistance_m2kw = entry.number("thickness_mm") / 1000.0;  // 1 W/mK
    check_pane(entry, "transmittance", pane, problems);
    glass.panes.push_back(pane);
    glass.gaps.push_back(read_gap(entry, usual, problems));
  }
  glass.gaps.pop_back();
  if (glass.panes.size() > 3) {
    problems.add(table.problem("pane", fmt::format("{} panes", glass.panes.size()), "one to three panes"));
  }
  return glass;
}

Glass catalogue_glass(const Settings& table, ProblemList& problems) {
  constexpr double SAME_G = 0.005;
  Glass glass;
  glass.catalogue = {table.number("u_w_m2k"), 0.0, {}};
  if (!table.has("g")) {
    problems.add(table.problem("u_w_m2k", "U is given without g", "give g, the share of the sun's heat that gets in"));
    return glass;
  }
  glass.catalogue->g = table.number("g");
  if (table.has("g_by_angle")) {
    glass.catalogue->g_by_angle = table.numbers("g_by_angle");
    const auto& list = glass.catalogue->g_by_angle;
    if (list.size() >= 2 && std::abs(list.front() - glass.catalogue->g) > SAME_G) {
      problems.add(table.problem("g_by_angle",
                                 fmt::format("g is {}, its course by angle begins with {}",
                                             number_text(glass.catalogue->g), number_text(list.front())),
                                 "both are g at right angles: give the same value"));
    }
    if (list.size() >= 2 && list.back() > SAME_G) {
      problems.add(table.problem("g_by_angle",
                                 fmt::format("the course by angle ends with {}", number_text(list.back())),
                                 "it ends at 90 degrees, where no sun gets in: let the last value be 0"));
    }
    if (list.size() < 2 || !(list.front() > 0.0)) {
      problems.add(table.problem("g_by_angle", "a course by angle needs values from 0 to 90 degrees",
                                 "at least two values at equal steps; the first, at right angles, above zero"));
    }
  }
  return glass;
}

/// Keys of another way to say what the glass is, which nothing would read.
void check_unused(const Settings& table, ProblemList& problems) {
  const auto refuse = [&](const std::vector<std::string>& keys, const std::string& beside, const char* advice) {
    for (const std::string& key : keys) {
      if (!table.given(key)) continue;
      problems.add(table.problem(key, fmt::format("'{}' has no effect beside {}", key, beside), advice));
    }
  };
  if (table.has("u_w_m2k")) {
    refuse({"gap_conductance_w_m2k", "gap_mm", "gap_gas", "pane_transmittance", "pane_reflectance"}, "u_w_m2k and g",
           "leave it out, or describe the panes instead of u_w_m2k and g");
  } else {
    refuse({"g", "g_by_angle"}, "panes", "leave it out, or give u_w_m2k and g instead of the panes");
  }
  if (!table.tables("pane").empty()) {
    refuse({"pane_transmittance", "pane_reflectance"}, "a list of panes",
           "give each pane its transmittance, front_reflectance and back_reflectance");
  }
  if (table.has("panes") && table.integer("panes") == 1) {
    refuse({"gap_conductance_w_m2k", "gap_mm", "gap_gas"}, "one pane", "leave it out; a gap lies between two panes");
  }
  if (table.number("glazed_share") >= 1.0) {
    refuse({"frame_u_w_m2k"}, "glazed_share 1",
           "give the share of the opening that is glass, such as glazed_share = 0.7");
  }
  if (table.number("night_resistance_m2kw") <= 0.0) {
    refuse({"night_from_h", "night_to_h", "night_transmittance"}, "no curtain or shutter",
           "give what it adds while closed, such as night_resistance_m2kw = 0.12");
  }
}

Glass read_glass(const Settings& table, ProblemList& problems) {
  const int ways =
      (table.has("panes") ? 1 : 0) + (table.tables("pane").empty() ? 0 : 1) + (table.has("u_w_m2k") ? 1 : 0);
  if (ways != 1) {
    problems.add(table.problem("panes",
                               ways == 0 ? "a window type needs glass" : "a window type says twice what its glass is",
                               "give one of panes (equal panes), pane (a list, outside first) and u_w_m2k with g"));
    return {};
  }
  if (table.has("panes")) return equal_panes(table, problems);
  return table.has("u_w_m2k") ? catalogue_glass(table, problems) : listed_panes(table, problems);
}

/// What no glass or frame can do is found by trying.
void check_window(const Settings& table, const Window& window, ProblemList& problems) {
  try {
    (void)dwelling::Glazing(window.glass);
    (void)dwelling::paths_of(window);
  } catch (const std::exception& failure) {
    const char* key = window.glass.catalogue ? "u_w_m2k" : "panes";
    problems.add(table.problem(key, failure.what(),
                               "U below 5.8 W/m2K; g not above what a glazing of that U lets in (about 0.9)"));
  }
}

}  // namespace

std::vector<KeySpec> window_type_keys() {
  return {
      integer("panes", "1", "Panes of glass, all alike; or give pane, or u_w_m2k and g.").range(1, 3).or_absent(),
      number("glazed_share", "1", "Share of the opening that is glass; the rest is frame.")
          .range(0, 1)
          .by_default("1.0"),
      number("frame_u_w_m2k", "W/m2K", "Of the frame's share; as the glass if left out.").range(0.2, 5.8).or_absent(),
      number("gap_conductance_w_m2k", "W/m2K", "Between the panes; frame effects included where the frame has no U.")
          .range(0.1, 1000)
          .by_default("5.8")
          .from("12 mm of air: conduction 2.08 + radiation 3.72 (EN 673)"),
      number("gap_mm", "mm", "Width of the gaps, in place of a conductance: gas and radiation after EN 673.")
          .range(1, 300)
          .or_absent(),
      text("gap_gas", "What fills the gaps; air if left out.").one_of({"air", "argon"}).or_absent(),
      number("pane_transmittance", "1", "Of one pane for sunlight at right angles.")
          .range(0.01, 0.95)
          .by_default("0.834")
          .from("clear glass of ASHRAE 140 case 600"),
      number("pane_reflectance", "1", "Of one pane for sunlight at right angles.")
          .range(0.01, 0.5)
          .by_default("0.075")
          .from("clear glass of ASHRAE 140 case 600"),
      table_list("pane", "Panes that differ, from outside to inside, one to three.", pane_keys()).or_absent(),
      number("u_w_m2k", "W/m2K", "Of the glazing by a catalogue (EN 673), in place of panes; goes with g.")
          .range(0.2, 5.8)
          .or_absent(),
      number("g", "1", "Total solar energy transmittance of the glazing by a catalogue (EN 410).")
          .range(0.01, 0.95)
          .or_absent(),
      numbers("g_by_angle", "1", "g at equal steps from 0 to 90 degrees of incidence; as usual glass if left out.")
          .range(0, 0.95)
          .or_absent(),
      number("night_resistance_m2kw", "m2K/W", "What a curtain or shutter adds while closed; 0 = there is none.")
          .range(0, 5)
          .by_default("0"),
      number("night_from_h", "h", "Closed from this hour of the day; while the sun is down if left out.")
          .range(0, 24)
          .or_absent(),
      number("night_to_h", "h",
             "Opened at this hour; past midnight if smaller, never if it is the same hour (24 is 0).")
          .range(0, 24)
          .or_absent(),
      number(
          "night_transmittance", "1",
          "Share of the sun's heat that it lets in while closed by the clock: 0 for a shutter outside, about 0.8 for a "
          "curtain inside, which keeps what it absorbs in the room.")
          .range(0, 1)
          .by_default("0")
          .from("an opaque shutter; assumed")};
}

std::vector<KeySpec> window_keys() {
  return {
      text("name", "Name of the window, for envelopes."),
      text("type", "A window_type of this file or a built-in one."),
      number("area_m2", "m2", "Area with frame.").range(0.01, 1e4),
      number("tilt_deg", "degree", "90 is upright.").range(0, 180).by_default("90"),
      number("azimuth_deg", "degree", "Where it looks, from north, clockwise.").range(0, 360),
      number("height_m", "m", "Height of the window.").range(0.1, 10).by_default("1.5"),
      number("width_m", "m", "Width of the window; area by height if left out.").range(0.1, 100).or_absent(),
      number("overhang_depth_m", "m", "Depth of the eaves over it; overhang and fins are for upright windows.")
          .range(0, 20)
          .by_default("0"),
      number("overhang_gap_m", "m", "From the eaves down to the window.").range(0, 20).by_default("0"),
      number("overhang_beyond_m", "m", "How far the eaves reach beyond both sides; far if left out.")
          .range(0, 100)
          .or_absent(),
      number("overhang_beyond_left_m", "m", "The same to the left alone, seen from outside.").range(0, 100).or_absent(),
      number("overhang_beyond_right_m", "m", "The same to the right alone.").range(0, 100).or_absent(),
      number("left_fin_depth_m", "m", "Depth of a wall that stands out to the left, seen from outside.")
          .range(0, 20)
          .by_default("0"),
      number("left_fin_gap_m", "m", "From it to the window's edge.").range(0, 20).by_default("0"),
      number("right_fin_depth_m", "m", "Depth of a wall that stands out to the right.").range(0, 20).by_default("0"),
      number("right_fin_gap_m", "m", "From it to the window's edge.").range(0, 20).by_default("0"),
      number("fin_above_m", "m", "How far these walls reach above the window; downwards they reach the ground.")
          .range(0, 20)
          .by_default("0")};
}

Window read_window_type(const Settings& table, ProblemList& problems) {
  Window window;
  const size_t before = problems.all().size();
  window.glass = read_glass(table, problems);
  window.glazed_share = table.number("glazed_share");
  if (table.has("frame_u_w_m2k")) window.frame_u_w_m2k = table.number("frame_u_w_m2k");
  window.night.resistance_m2kw = table.number("night_resistance_m2kw");
  if (table.has("night_from_h") != table.has("night_to_h")) {
    problems.add(table.problem(table.has("night_from_h") ? "night_from_h" : "night_to_h", "one hour of two is missing",
                               "give night_from_h and night_to_h, or neither"));
  } else if (table.has("night_from_h")) {
    window.night.from_h = std::fmod(table.number("night_from_h"), 24.0);
    window.night.to_h = std::fmod(table.number("night_to_h"), 24.0);
  }
  window.night.transmittance = table.number("night_transmittance");
  check_unused(table, problems);
  if (problems.all().size() == before) check_window(table, window, problems);
  return window;
}

namespace {

void read_overhang_ends(const Settings& table, Shading& shading, ProblemList& problems) {
  if (table.has("overhang_beyond_m")) {
    shading.overhang_left_m = shading.overhang_right_m = table.number("overhang_beyond_m");
  }
  for (const auto& [key, end] : {std::pair{"overhang_beyond_left_m", &Shading::overhang_left_m},
                                 std::pair{"overhang_beyond_right_m", &Shading::overhang_right_m}}) {
    if (!table.has(key)) continue;
    shading.*end = table.number(key);
    if (table.has("overhang_beyond_m")) {
      problems.add(two_ways(table, key, "give overhang_beyond_m for both sides alike, or a value for each side"));
    }
  }
}

/// Beside fins, or under an overhang that ends, width and height cast the shadow: they must make the area, once or for
/// several windows alike.
void check_size(const Settings& table, const Window& window, ProblemList& problems) {
  constexpr double TOLERANCE = 0.05;  // of a window (assumed: as people measure)
  const Shading& shading = window.shading;
  const bool matters = shading.left_fin_depth_m > 0.0 || shading.right_fin_depth_m > 0.0 ||
                       (shading.overhang_depth_m > 0.0 && std::isfinite(shading.overhang_left_m));
  if (!table.has("width_m") || !matters) return;
  const double one = shading.width_m * shading.height_m;
  const double windows = window.area_m2 / one;
  const double nearest = std::max(1.0, std::round(windows));
  if (std::abs(windows - nearest) <= TOLERANCE * nearest) return;
  problems.add(table.problem(
      "width_m",
      fmt::format("\"{}\" is {} m x {} m = {:.3g} m2, which does not make its {} m2", window.name,
                  number_text(shading.width_m), number_text(shading.height_m), one, number_text(window.area_m2)),
      "correct width_m, height_m or area_m2 (one window, or several alike); width_m may be left out"));
}

}  // namespace

void read_window(const Settings& table, Window& window, ProblemList& problems) {
  window.name = table.text("name");
  window.area_m2 = table.number("area_m2");
  window.plane = {table.number("tilt_deg"), table.number("azimuth_deg")};
  Shading& shading = window.shading;
  shading.height_m = table.number("height_m");
  shading.width_m = table.has("width_m") ? table.number("width_m") : window.area_m2 / shading.height_m;
  shading.overhang_depth_m = table.number("overhang_depth_m");
  shading.overhang_gap_m = table.number("overhang_gap_m");
  read_overhang_ends(table, shading, problems);
  shading.left_fin_depth_m = table.number("left_fin_depth_m");
  shading.left_fin_gap_m = table.number("left_fin_gap_m");
  shading.right_fin_depth_m = table.number("right_fin_depth_m");
  shading.right_fin_gap_m = table.number("right_fin_gap_m");
  shading.fin_above_m = table.number("fin_above_m");
  check_upright(table, shading.overhang_depth_m > 0.0 ? "overhang_depth_m" : "left_fin_depth_m", window.plane, shading,
                problems);
  check_size(table, window, problems);
}

void check_upright(const Settings& table, const std::string& key, const Plane& plane, const Shading& shading,
                   ProblemList& problems) {
  constexpr double UPRIGHT_DEG = 90.0, LEAN_DEG = 10.0;
  if (!shading.any() || std::abs(plane.tilt_deg - UPRIGHT_DEG) <= LEAN_DEG) return;
  problems.add(table.problem(
      key,
      fmt::format("\"{}\" is tilted by {:g} degrees and shaded by eaves or fins", table.text("name"), plane.tilt_deg),
      "shades are known for upright faces (80 to 100 degrees); leave them out here"));
}

}  // namespace hearthgrid::io
