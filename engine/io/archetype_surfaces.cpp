#include "engine/io/archetype_surfaces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/io/archetype_zones.hpp"
#include "engine/io/find_named.hpp"
#include "engine/io/value_check.hpp"
#include "engine/io/window_type_file.hpp"

namespace hearthgrid::io {

using dwelling::Boundary;
using dwelling::Dwelling;
using dwelling::GroundSlab;
using dwelling::OpaqueElement;

namespace {

Boundary boundary_of(const std::string& word) {
  if (word == "ground" || word == "ground_iso_13370") return Boundary::ground;
  if (word == "adiabatic") return Boundary::adiabatic;
  if (word == "shaded_outdoor") return Boundary::shaded_outdoor;
  if (word == "zone") return Boundary::zone;
  return Boundary::outdoor;
}

GroundSlab read_slab(const Settings& table) {
  return {.exposed_perimeter_m = table.has("exposed_perimeter_m") ? table.number("exposed_perimeter_m") : 0.0,
          .wall_thickness_m = table.number("wall_thickness_m"),
          .soil_conductivity_w_mk = table.number("soil_conductivity_w_mk"),
          .soil_capacity_mj_m3k = table.number("soil_capacity_mj_m3k"),
          .edge_width_m = table.number("edge_width_m"),
          .edge_resistance_m2kw = table.number("edge_insulation_m2kw"),
          .edge_thickness_m = table.number("edge_thickness_m"),
          .edge_is_vertical = table.boolean("edge_is_vertical")};
}

/// The parts of a box, areas with all openings.
std::vector<OpaqueElement> box_parts(const Settings& box, const OpaqueElement& usual,
                                     const Constructions& constructions, ProblemList& problems) {
  const double length = box.number("length_m");
  const double width = box.number("width_m");
  const double height = box.number("height_m");
  const double faces = box.number("faces_deg");
  std::vector<OpaqueElement> parts;
  const auto add = [&](const std::string& name, const std::string& key, double area, Plane plane) -> OpaqueElement& {
    OpaqueElement part = usual;
    part.name = name;
    part.area_m2 = area;
    part.plane = plane;
    part.shading.height_m = height;
    if (const auto* layers = find_named(constructions, box, key, "construction", problems)) part.layers = *layers;
    return parts.emplace_back(std::move(part));
  };
  for (int side = 0; side < 4; ++side) {
    const double azimuth = std::fmod(faces + 90.0 * side, 360.0);
    add(wall_name(azimuth), "wall", (side % 2 == 0 ? length : width) * height, {90.0, azimuth});
  }
  add("roof", "roof", length * width, {0.0, std::fmod(faces, 360.0)});
  OpaqueElement& floor = add("floor", "floor", length * width, {180.0, std::fmod(faces, 360.0)});
  floor.is_floor = true;
  floor.boundary = boundary_of(box.text("floor_boundary"));
  if (box.text("floor_boundary") == "ground_iso_13370") floor.slab = GroundSlab{};
  const int64_t rooms = box.integer("rooms");
  if (rooms > 1) {
    add("partitions", "partitions", 2.0 * static_cast<double>(rooms - 1) * width * height, {90.0, 0.0}).boundary =
        Boundary::adiabatic;
  }
  return parts;
}

template <typename Parts>
auto named(Parts& parts, const std::string& name) {
  return std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.name == name; });
}

/// What a table says of both faces' sunlight and infrared.
void read_radiative(const Settings& table, OpaqueElement& element) {
  const auto take = [&](const char* key, double& value) {
    if (table.given(key)) value = table.number(key);
  };
  take("absorptance", element.absorptance);
  take("emissivity", element.emissivity);
  take("interior_absorptance", element.interior_solar_absorptance);
  take("interior_emissivity", element.interior_emissivity);
}

/// Reads the listed surfaces over the parts of a box.
class SurfaceReader {
 public:
  SurfaceReader(const Constructions& constructions, OpaqueElement usual, Dwelling& home, ProblemList& problems)
      : constructions_(constructions), usual_(std::move(usual)), home_(home), problems_(problems) {}

  void read(const Settings& table) {
    const std::string& name = table.text("name");
    auto part = named(home_.opaque, name);
    const bool is_new = part == home_.opaque.end();
    if (!taken_.insert(name).second) {
      problems_.add(table.problem("name", "the name \"" + name + "\" is taken",
                                  "every surface, window and envelope of an archetype needs a name of its own"));
    }
    OpaqueElement element = is_new ? usual_ : *part;
    element.name = name;
    if (is_new) check_complete(table);
    read_place(table, element);
    read_faces(table, element, is_new);
    if (is_new) check_roof(table, element);
    read_boundary(table, element, is_new);
    check_upright(table, "eaves_depth_m", element.plane, element.shading, problems_);
    if (table.has("construction")) {
      if (const auto* layers = find_named(constructions_, table, "construction", "construction", problems_)) {
        element.layers = *layers;
      }
    }
    if (is_new) {
      home_.opaque.push_back(std::move(element));
    } else {
      *part = std::move(element);
    }
  }

 private:
  void check_complete(const Settings& table) {
    std::vector<std::string> needed{"construction", "area_m2"};
    if (!table.has("on")) needed.insert(needed.end(), {"tilt_deg", "azimuth_deg"});
    for (const std::string& key : needed) {
      if (!table.has(key)) {
        problems_.add(
            table.problem(key, fmt::format("the surface \"{}\" has no {}", table.text("name"), key),
                          "give it; only a surface that bears the name of a part of the box may leave it out"));
      }
    }
  }

  void check_roof(const Settings& table, const OpaqueElement& element) {
    constexpr double UPRIGHT_DEG = 90.0;
    const bool roof = element.name.find("roof") != std::string::npos;
    if (!roof || element.plane.tilt_deg <= UPRIGHT_DEG || table.given("floor")) return;
    problems_.add(table.problem(
        "tilt_deg", fmt::format("the roof \"{}\" looks down: {:g} degrees", element.name, element.plane.tilt_deg),
        "0 looks up (a flat roof), 90 is upright, 180 looks down (a floor)"));
  }

  void read_place(const Settings& table, OpaqueElement& element) {
    if (table.has("on")) {
      const auto wall = named(home_.opaque, table.text("on"));
      if (wall != home_.opaque.end()) {
        element.plane = wall->plane;
        element.zone = wall->zone;
      } else {
        std::vector<std::string> names;
        for (const auto& part : home_.opaque) names.push_back(part.name);
        problems_.add(table.problem("on", "there is no surface \"" + table.text("on") + "\" before this one",
                                    advice_for_unknown(table.text("on"), names)));
      }
    }
    if (table.has("area_m2")) element.area_m2 = table.number("area_m2");
    if (table.has("tilt_deg")) element.plane.tilt_deg = table.number("tilt_deg");
    if (table.has("azimuth_deg")) element.plane.azimuth_deg = table.number("azimuth_deg");
  }

  static void read_faces(const Settings& table, OpaqueElement& element, bool is_new) {
    constexpr double STEEPEST_FLOOR_DEG = 120.0;
    const auto take = [&](const std::string& key, double& value) {
      if (is_new || table.given(key)) value = table.number(key);
    };
    read_radiative(table, element);
    take("eaves_depth_m", element.shading.overhang_depth_m);
    take("eaves_gap_m", element.shading.overhang_gap_m);
    take("height_m", element.shading.height_m);
    if (table.has("interior_convection_w_m2k")) {
      element.interior_convection_w_m2k = table.number("interior_convection_w_m2k");
    }
    if (table.has("exterior_convection_w_m2k")) {
      element.exterior_convection_w_m2k = table.number("exterior_convection_w_m2k");
    }
    if (table.given("smooth")) element.smooth = table.boolean("smooth");
    if (table.has("sun_share")) element.sun_share = table.number("sun_share");
    if (table.has("other_sun_share")) element.other_sun_share = table.number("other_sun_share");
    if (is_new || table.given("floor")) element.is_floor = table.boolean("floor");
    if (is_new && !table.given("floor")) element.is_floor = element.plane.tilt_deg > STEEPEST_FLOOR_DEG;
  }

  void read_boundary(const Settings& table, OpaqueElement& element, bool is_new) {
    if (table.given("zone")) element.zone = read_space(table, "zone", home_.zones, problems_);
    if (is_new || table.given("boundary")) {
      element.boundary = boundary_of(table.text("boundary"));
      element.slab.reset();
      if (table.text("boundary") == "ground_iso_13370") element.slab = GroundSlab{};
    }
    if (element.boundary == Boundary::zone) {
      element.outer_zone = read_space(table, "other_zone", home_.zones, problems_);
      if (element.outer_zone == element.zone) {
        problems_.add(table.problem("other_zone", "the surface \"" + element.name + "\" has one space on both sides",
                                    "name the space inside by zone and the one behind it by other_zone"));
      }
    }
    if (table.given("ground")) {
      if (element.slab) {
        element.slab = read_slab(table.table("ground"));
      } else {
        problems_.add(table.problem("ground", "the surface \"" + element.name + "\" has no use for ground",
                                    "it goes with boundary = \"ground_iso_13370\""));
      }
    }
  }

  const Constructions& constructions_;
  OpaqueElement usual_;
  Dwelling& home_;
  ProblemList& problems_;
  std::set<std::string> taken_;
};

/// What is cut into a part lies between the same spaces as the part, unless it says otherwise.
void inherit_places(const Settings& archetype, Dwelling& home) {
  for (const Settings& table : archetype.tables("surface")) {
    if (!table.has("on")) continue;
    const auto opening = named(home.opaque, table.text("name"));
    const auto wall = named(home.opaque, table.text("on"));
    if (opening == home.opaque.end() || wall == home.opaque.end()) continue;
    if (!table.given("zone")) opening->zone = wall->zone;
    if (table.given("boundary")) continue;
    opening->boundary = wall->boundary;
    opening->outer_zone = wall->outer_zone;
  }
}

/// Edge of a slab where it was not given: all of the box.
void complete_slabs(const Settings& archetype, Dwelling& home, ProblemList& problems) {
  for (OpaqueElement& element : home.opaque) {
    if (!element.slab || element.slab->exposed_perimeter_m > 0.0) continue;
    if (archetype.has("box")) {
      const Settings& box = archetype.table("box");
      element.slab->exposed_perimeter_m = 2.0 * (box.number("length_m") + box.number("width_m"));
    } else {
      problems.add(archetype.problem("surface", "the floor \"" + element.name + "\" needs its edge towards outdoors",
                                     "give ground = { exposed_perimeter_m = ... }"));
    }
  }
}

/// The shares that faces have of the sunlight in their space.
void check_sun_shares(const Settings& archetype, const Dwelling& home, ProblemList& problems) {
  constexpr double ROUNDING = 1e-6;
  std::vector<double> sums(home.zones.size() + 1, 0.0);
  for (const OpaqueElement& element : home.opaque) {
    sums[element.zone] += element.sun_share.value_or(0.0);
    if (element.boundary == Boundary::zone) {
      sums[element.outer_zone] += element.other_sun_share.value_or(0.0);
    } else if (element.other_sun_share) {
      problems.add(archetype.problem("surface", "the surface \"" + element.name + "\" has no use for other_sun_share",
                                     "it goes with boundary = \"zone\""));
    }
  }
  for (const double sum : sums) {
    if (sum <= 1.0 + ROUNDING) continue;
    problems.add(archetype.problem("surface",
                                   fmt::format("the surfaces of a space take {} of its sunlight", number_text(sum)),
                                   "give sun_share so that they add up to 1, or less: the rest is lost by the glass"));
  }
}

}  // namespace

std::string wall_name(double azimuth_deg) {
  static const std::vector<std::string> NAMES{"north", "north-east", "east", "south-east",
                                              "south", "south-west", "west", "north-west"};
  return NAMES[static_cast<size_t>(std::lround(azimuth_deg / 45.0)) % NAMES.size()] + " wall";
}

void read_surfaces(const Settings& archetype, const Constructions& constructions, Dwelling& home,
                   ProblemList& problems) {
  OpaqueElement usual;
  if (archetype.has("faces")) read_radiative(archetype.table("faces"), usual);
  if (archetype.has("box")) {
    const Settings& box = archetype.table("box");
    home.opaque = box_parts(box, usual, constructions, problems);
    const double area = box.number("length_m") * box.number("width_m");
    if (!archetype.has("floor_area_m2")) home.floor_area_m2 = area;
    if (!archetype.has("volume_m3")) home.volume_m3 = area * box.number("height_m");
  }
  SurfaceReader reader(constructions, usual, home, problems);
  for (const Settings& table : archetype.tables("surface")) reader.read(table);
  inherit_places(archetype, home);
  complete_slabs(archetype, home, problems);
  check_sun_shares(archetype, home, problems);
}

}  // namespace hearthgrid::io
