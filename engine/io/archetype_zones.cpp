#include "engine/io/archetype_zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/suggest.hpp"
#include "engine/io/value_check.hpp"

namespace hearthgrid::io {

using dwelling::Boundary;
using dwelling::Dwelling;
using dwelling::Films;
using dwelling::HOME;
using dwelling::ThermalBridge;
using dwelling::Zone;

namespace {

constexpr const char* HOME_NAME = "home";

/// A film coefficient's key and where it goes.
struct FilmField {
  const char* key;
  const char* description;
  double Films::*member;
};

const std::vector<FilmField>& film_fields() {
  static const std::vector<FilmField> FIELDS = {
      {"interior_wall_w_m2k", "Convection inside at walls.", &Films::interior_wall},
      {"interior_ceiling_w_m2k", "The same at ceilings.", &Films::interior_ceiling},
      {"interior_floor_w_m2k", "The same at floors.", &Films::interior_floor},
      {"interior_window_w_m2k", "The same at windows.", &Films::interior_window},
      {"exterior_opaque_w_m2k", "Convection outside at walls and roofs.", &Films::exterior_opaque},
      {"exterior_window_w_m2k", "The same at windows.", &Films::exterior_window},
      {"exterior_shaded_w_m2k", "The same under floors over air.", &Films::exterior_shaded}};
  return FIELDS;
}

/// Spaces whose heat finds a way to the outdoors, the ground or the home's air, at once or through other spaces.
std::vector<bool> spaces_with_a_way_out(const Dwelling& home) {
  std::vector<bool> open(home.zones.size() + 1, false);
  open[HOME] = true;
  for (const auto& element : home.opaque) {
    if (element.boundary != Boundary::adiabatic && element.boundary != Boundary::zone) open[element.zone] = true;
  }
  for (const auto& window : home.windows) open[window.zone] = open[window.zone] || !window.outer_zone;
  for (size_t i = 0; i < home.zones.size(); ++i) {
    const Zone& zone = home.zones[i];
    if (zone.air_change_per_h * zone.volume_m3 > 0.0 || zone.exchange_with_home_m3_h > 0.0) open[i + 1] = true;
  }
  for (size_t round = 0; round < home.zones.size(); ++round) {
    for (const auto& element : home.opaque) {
      if (element.boundary != Boundary::zone) continue;
      const bool either = open[element.zone] || open[element.outer_zone];
      open[element.zone] = open[element.outer_zone] = either;
    }
    for (const auto& window : home.windows) {
      if (!window.outer_zone) continue;
      const bool either = open[window.zone] || open[*window.outer_zone];
      open[window.zone] = open[*window.outer_zone] = either;
    }
  }
  return open;
}

}  // namespace

std::vector<KeySpec> zone_keys() {
  return {text("name", "Name of the space."),
          number("volume_m3", "m3", "Volume of its air.").range(0, 1e5),
          number("air_change_per_h", "1/h", "Its air change with outdoors.")
              .range(0, 100)
              .by_default("0.5")
              .from("assumed; a ventilated attic has 5 and more"),
          number("exchange_with_home_m3_h", "m3/h", "Air that it exchanges with the home, each way.")
              .range(0, 1e5)
              .by_default("0"),
          number("furniture_kj_k", "kJ/K", "Heat capacity of what stands in it.").range(0, 1e6).by_default("0"),
          number("gain_w", "W", "Constant heat to its air.").range(-1e5, 1e5).by_default("0")};
}

std::vector<KeySpec> bridge_keys() {
  return {text("name", "Name of the joint, for envelopes."),
          number("psi_w_mk", "W/mK", "Loss per metre and kelvin beyond that of the surfaces that meet.").range(-1, 10),
          number("length_m", "m", "Its length; in an envelope that of its namesake if left out.")
              .range(0, 1e4)
              .or_absent()};
}

std::vector<KeySpec> film_keys() {
  constexpr double SMALLEST = 0.01, LARGEST = 200.0;  // a face that meets no air would have no temperature
  std::vector<KeySpec> keys;
  for (const FilmField& field : film_fields()) {
    keys.push_back(number(field.key, "W/m2K", field.description)
                       .range(SMALLEST, LARGEST)
                       .by_default(number_text(Films{}.*(field.member)))
                       .from("the set \"calibrated\""));
  }
  keys.push_back(flag("interior_combined",
                      "Whether the coefficients inside are combined ones, with radiation: faces then exchange next to "
                      "none among each other.")
                     .by_default("false"));
  keys.push_back(flag("exterior_combined", "The same outside: no exchange with the sky beside that with the air.")
                     .by_default("false"));
  return keys;
}

std::vector<Zone> read_zones(const Settings& archetype, ProblemList& problems) {
  std::set<std::string> taken{HOME_NAME};
  std::vector<Zone> zones;
  for (const Settings& table : archetype.tables("zone")) {
    if (!taken.insert(table.text("name")).second) {
      problems.add(table.problem("name", "the name \"" + table.text("name") + "\" is taken",
                                 "every zone needs a name of its own; \"home\" is the heated space"));
    }
    zones.push_back({.name = table.text("name"),
                     .volume_m3 = table.number("volume_m3"),
                     .air_change_per_h = table.number("air_change_per_h"),
                     .exchange_with_home_m3_h = table.number("exchange_with_home_m3_h"),
                     .furniture_j_k = 1000.0 * table.number("furniture_kj_k"),
                     .gain_w = table.number("gain_w")});
  }
  return zones;
}

std::vector<ThermalBridge> read_bridges(const Settings& table, const std::vector<ThermalBridge>& known,
                                        ProblemList& problems) {
  std::set<std::string> taken;
  std::vector<ThermalBridge> bridges;
  for (const Settings& entry : table.tables("bridge")) {
    ThermalBridge bridge{entry.text("name"), entry.number("psi_w_mk"), 0.0};
    if (!taken.insert(bridge.name).second) {
      problems.add(entry.problem("name", "the name \"" + bridge.name + "\" is taken",
                                 "every thermal bridge needs a name of its own"));
    }
    const auto namesake =
        std::find_if(known.begin(), known.end(), [&](const ThermalBridge& other) { return other.name == bridge.name; });
    if (entry.has("length_m")) {
      bridge.length_m = entry.number("length_m");
    } else if (namesake != known.end()) {
      bridge.length_m = namesake->length_m;
    } else {
      problems.add(entry.problem("length_m", "the thermal bridge \"" + bridge.name + "\" has no length",
                                 "give length_m; only an envelope's bridge may take it from its namesake"));
    }
    bridges.push_back(bridge);
  }
  return bridges;
}

Films read_films(const Settings& table) {
  Films films;
  for (const FilmField& field : film_fields()) films.*(field.member) = table.number(field.key);
  films.interior_combined = table.boolean("interior_combined");
  films.exterior_combined = table.boolean("exterior_combined");
  return films;
}

int read_space(const Settings& table, const std::string& key, const std::vector<Zone>& zones, ProblemList& problems) {
  const std::string& name = table.text(key);
  if (name == HOME_NAME) return HOME;
  std::vector<std::string> names{HOME_NAME};
  for (size_t i = 0; i < zones.size(); ++i) {
    if (zones[i].name == name) return static_cast<int>(i) + 1;
    names.push_back(zones[i].name);
  }
  problems.add(table.problem(key, "\"" + name + "\" is no zone of this archetype", advice_for_unknown(name, names)));
  return HOME;
}

void check_spaces(const Dwelling& home, const Settings& archetype, ProblemList& problems) {
  std::vector<bool> has_face(home.zones.size() + 1, false);
  for (const auto& element : home.opaque) {
    has_face[element.zone] = true;
    if (element.boundary == Boundary::zone) has_face[element.outer_zone] = true;
  }
  for (const auto& window : home.windows) {
    has_face[window.zone] = true;
    if (window.outer_zone) has_face[*window.outer_zone] = true;
  }
  const std::vector<bool> open = spaces_with_a_way_out(home);
  for (size_t space = 0; space < has_face.size(); ++space) {
    const std::string name = space == HOME ? HOME_NAME : home.zones[space - 1].name;
    if (!has_face[space]) {
      problems.add(archetype.problem("zone", fmt::format(R"(no surface bounds the space "{}")", name),
                                     fmt::format(R"(give it surfaces with zone = "{0}", or walls between spaces with )"
                                                 R"(boundary = "zone" and other_zone = "{0}")",
                                                 name)));
    } else if (!open[space]) {
      problems.add(archetype.problem("zone", "heat cannot leave the zone \"" + name + "\"",
                                     "give it a surface that is not adiabatic, or an air change"));
    }
  }
}

}  // namespace hearthgrid::io
