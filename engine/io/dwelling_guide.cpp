#include "engine/io/dwelling_guide.hpp"

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/io/archetype_file.hpp"
#include "engine/io/schema_text.hpp"
#include "engine/io/settings.hpp"

namespace hearthgrid::io {

namespace {

constexpr const char* INTRODUCTION = R"(# How to describe a dwelling
# ==========================
# This text is an archetype file that works. Write it out, change it, look at it
# and use it:
#     hearthgrid describe dwelling > my-house.toml
#     hearthgrid describe dwelling my_house --archetypes my-house.toml
# and in scenario.toml:
#     [households]
#     archetypes = "my-house.toml"
#
# From a tape measure: length, width and height inside, how thick the walls are
# (at a window reveal), width and height of each window and door, and which way
# each wall looks. All areas are inside measures. North is 0 degrees, east 90,
# south 180, west 270. docs/own-house.md goes through it step by step.
#
# Nobody has to know a U-value: the layers say it. Every entry names where its
# figures come from (source) and how sure they are (status: measured, standard,
# assumed or unverified).

# ------------------------------------------------------------------- an example
)";

constexpr const char* EXAMPLE = R"(# A wall of one's own, from outside to inside. Materials and constructions that
# are built in (listed below) need not be defined again.
[construction.my_wall]
layers = ["cement_plaster 20 mm", "clay_brick 370 mm", "lime_plaster 20 mm"]
source = "41 cm at the window reveal"
status = "measured"

[archetype.my_house]
description = "Three rooms in a row, doors and windows to the south"
air_change_per_h = 1.0    # 0.5 new windows, 1.0 usual, 1.5 draughty
source = "tape measure"
status = "measured"

# Walls, roof, floor and inner walls from three lengths, measured inside. They
# are called north wall, south wall, ..., roof, floor and partitions.
[archetype.my_house.box]
length_m = 11.0           # along the front
width_m = 6.0             # from the front to the back
height_m = 2.7            # floor to ceiling
faces_deg = 180           # the front looks south
rooms = 3
wall = "my_wall"
roof = "tile_roof"
floor = "floor_on_soil"   # its layers hold 1.5 m of soil over the yearly mean
                          # temperature. floor_boundary = "ground_iso_13370"
                          # brings the soil itself: floor = "floor_slab"

# A surface that bears the name of a part of the box changes it.
[[archetype.my_house.surface]]
name = "west wall"
construction = "half_partition"
boundary = "adiabatic"    # the neighbour heats too

# A door is cut into its wall; windows are taken off the wall that looks their
# way.
[[archetype.my_house.surface]]
name = "front door"
construction = "wooden_door"
on = "south wall"
area_m2 = 1.9

[[archetype.my_house.window]]
name = "south windows"
type = "single"
area_m2 = 9.0
azimuth_deg = 180
overhang_depth_m = 0.6    # eaves
overhang_gap_m = 0.4      # from the eaves down to the glass

[[archetype.my_house.window]]
name = "north window"
type = "single"
area_m2 = 1.5
azimuth_deg = 0

# What could be done to it; scenarios name it ("none" is always there).
[[archetype.my_house.envelope]]
name = "ceiling and windows"
cost_cny = 9000
embodied_kgco2 = 1100   # kg of CO2 to make it: EPS 66 per m3, windows 80 per m2
air_change_per_h = 0.8
notes = "60 mm of EPS on the ceiling, new windows"
source = "an offer"
status = "assumed"

[[archetype.my_house.envelope.change]]
of = "roof"
to = "tile_roof_eps_60"   # share = 0.6 would do it over the heated rooms only

[[archetype.my_house.envelope.change]]
of = "south windows"
to = "plastic_double"

[[archetype.my_house.envelope.change]]
of = "north window"
to = "plastic_double"
)";

std::string heading(const std::string& text) {
  return "\n# " + std::string(77 - text.size(), '-') + " " + text + "\n";
}

std::string commented(const std::string& text, int indent) {
  return wrapped(text, indent, 80, "#");
}

bool is_table(const KeySpec& spec) {
  return spec.kind == Kind::table || spec.kind == Kind::table_list;
}

std::string facts_of(const KeySpec& spec) {
  std::string facts = spec.unit == "1" ? "" : spec.unit;
  const auto add = [&](const std::string& fact) { facts += (facts.empty() ? "" : ", ") + fact; };
  if (!spec.allowed.empty()) add(fmt::format("{}", fmt::join(spec.allowed, " | ")));
  if (spec.default_text) {
    add("default " + *spec.default_text);
  } else {
    add(spec.optional ? "may be left out" : "must be given");
  }
  return " (" + facts + ")";
}

/// A table's own keys, then the tables in it. Source and status, which most tables have, are told of once.
std::string keys_of(const std::vector<KeySpec>& keys, const std::string& path) {
  std::string out;
  for (const KeySpec& spec : keys) {
    if (is_table(spec) || spec.name == "source" || spec.name == "status") continue;
    out += commented(spec.name + facts_of(spec) + ": " + spec.description, 5).replace(0, 6, "#   ");
  }
  for (const KeySpec& spec : keys) {
    if (!is_table(spec)) continue;
    const std::string name = (path.empty() ? "" : path + ".") + spec.name + (spec.free_names ? ".<name>" : "");
    const std::string mark = spec.kind == Kind::table_list ? fmt::format("[[{}]]", name) : fmt::format("[{}]", name);
    out += "#\n" + commented(mark + " " + spec.description, 1) + keys_of(spec.children, name);
  }
  return out;
}

std::string all_keys() {
  return heading("every key") +
         commented("source and status must be given in every named table and every envelope.", 1) +
         keys_of(archetypes_schema().keys, "");
}

/// Thermal resistance of "material 240 mm" layers [m2K/W].
double resistance_of(const std::vector<std::string>& layers, const Settings& materials) {
  double sum = 0.0;
  for (const std::string& layer : layers) {
    const size_t blank = layer.find(' ');
    const Settings& material = materials.table(layer.substr(0, blank));
    sum += material.has("resistance_m2kw")
               ? material.number("resistance_m2kw")
               : std::stod(layer.substr(blank)) / 1000.0 / material.number("conductivity_w_mk");
  }
  return sum;
}

/// With the surface resistances of ISO 6946 for walls, 0.13 and 0.04 m2K/W (from memory, unverified).
std::string built_in(const Settings& library) {
  constexpr double SURFACES_M2KW = 0.17;
  std::string out = heading("built-in constructions");
  out += commented(
      "From outside to inside; U with 0.17 m2K/W for both surfaces. `hearthgrid describe dwelling NAME` shows whole "
      "houses, with the films that are reckoned with.",
      1);
  const Settings& constructions = library.table("construction");
  for (const std::string& name : constructions.names()) {
    const std::vector<std::string>& layers = constructions.table(name).texts("layers");
    const double u = 1.0 / (resistance_of(layers, library.table("material")) + SURFACES_M2KW);
    out += fmt::format("#\n# {}, U {:.2f} W/m2K\n", name, u) + commented(fmt::format("{}", fmt::join(layers, ", ")), 3);
  }
  out += heading("built-in windows");
  const Settings& windows = library.table("window_type");
  for (const std::string& name : windows.names()) {
    out += commented(name + ": " + windows.table(name).text("source"), 3).replace(0, 4, "# ");
  }
  out += heading("built-in houses");
  const Settings& houses = library.table("archetype");
  for (const std::string& name : houses.names()) {
    out += commented(name + ": " + houses.table(name).text("description"), 3).replace(0, 4, "# ");
  }
  out += heading("built-in materials");
  out += commented(fmt::format("{}", fmt::join(library.table("material").names(), ", ")), 1);
  return out;
}

}  // namespace

std::string dwelling_guide(const std::string& library) {
  ProblemList problems;
  const Settings settings = read_settings_file(library, archetypes_schema(), {}, problems);
  problems.throw_if_any();
  return INTRODUCTION + std::string(EXAMPLE) + all_keys() + built_in(settings);
}

}  // namespace hearthgrid::io
