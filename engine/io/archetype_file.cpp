#include "engine/io/archetype_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "engine/base/suggest.hpp"
#include "engine/io/archetype_checks.hpp"
#include "engine/io/archetype_openings.hpp"
#include "engine/io/archetype_surfaces.hpp"
#include "engine/io/archetype_zones.hpp"
#include "engine/io/find_named.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/text_file.hpp"
#include "engine/io/window_type_file.hpp"
#include "models/dwelling/air_change.hpp"

namespace hearthgrid::io {

namespace {

using dwelling::Archetype;
using dwelling::Boundary;
using dwelling::Layer;
using dwelling::Retrofit;
using dwelling::Window;

std::map<std::string, dwelling::Films> named_films() {
  std::map<std::string, dwelling::Films> films;
  for (const std::string& name : dwelling::film_set_names()) films[name] = *dwelling::films_named(name);
  return films;
}

/// Joins the file's parts; every name is looked up with its place at hand.
class Assembler {
 public:
  explicit Assembler(ProblemList& problems) : problems_(problems) {}

  /// Parts that archetypes may name. Those of a later file replace what bears their name, but not inside the
  /// constructions of an earlier one.
  void read_parts(const Settings& file) {
    read_materials(file.table("material"));
    read_constructions(file.table("construction"));
    read_window_types(file.table("window_type"));
    const Settings& films = file.table("films");
    for (const std::string& name : films.names()) films_[name] = read_films(films.table(name));
  }

  std::vector<Archetype> assemble(const Settings& tables) {
    std::vector<Archetype> archetypes;
    for (const std::string& name : tables.names()) {
      archetypes.push_back(read_archetype(name, tables.table(name)));
    }
    return archetypes;
  }

 private:
  void read_materials(const Settings& tables) {
    for (const std::string& name : tables.names()) {
      const Settings& table = tables.table(name);
      if (table.has("conductivity_w_mk") == table.has("resistance_m2kw")) {
        problems_.add(table.problem("conductivity_w_mk", "material '" + name + "' needs one way to conduct heat",
                                    "give either conductivity_w_mk or, for an air gap, resistance_m2kw"));
        continue;
      }
      Layer layer;
      layer.material = name;
      layer.conductivity_w_mk = table.has("conductivity_w_mk") ? table.number("conductivity_w_mk") : 0.0;
      layer.resistance_m2kw = table.has("resistance_m2kw") ? table.number("resistance_m2kw") : 0.0;
      layer.density_kg_m3 = table.number("density_kg_m3");
      layer.heat_capacity_j_kgk = table.number("heat_capacity_j_kgk");
      materials_[name] = layer;
      soils_.erase(name);
      if (table.boolean("soil")) soils_.insert(name);
    }
  }

  /// "clay_brick 240 mm", or "loft_air" for a pure resistance.
  std::optional<Layer> read_layer(const Settings& table, const std::string& layer_text) {
    const size_t blank = layer_text.find(' ');
    const std::string name = layer_text.substr(0, blank);
    const auto material = materials_.find(name);
    if (material == materials_.end()) {
      problems_.add(table.problem("layers", "layer \"" + layer_text + "\" names no material",
                                  advice_for_unknown(name, names_of(materials_))));
      return std::nullopt;
    }
    Layer layer = material->second;
    if (layer.resistance_m2kw > 0.0 && blank == std::string::npos) {
      return layer;
    }
    constexpr double THICKEST_MM = 5000.0;  // soil under a floor; nothing else comes near
    double thickness_mm = 0.0;
    const char* end = layer_text.data() + layer_text.size();
    const char* begin = blank == std::string::npos ? end : layer_text.data() + blank + 1;
    const auto [rest, error] = std::from_chars(begin, end, thickness_mm);
    const bool readable = error == std::errc() && std::string_view(rest, end) == " mm" && thickness_mm > 0.0 &&
                          thickness_mm <= THICKEST_MM && layer.resistance_m2kw == 0.0;
    if (!readable) {
      problems_.add(table.problem(
          "layers", "layer \"" + layer_text + "\" cannot be read",
          "write a material and a thickness above zero, at most 5000 mm, as in \"clay_brick 240 mm\"; a material "
          "with a resistance stands alone"));
      return std::nullopt;
    }
    layer.thickness_m = thickness_mm / 1000.0;
    return layer;
  }

  void read_constructions(const Settings& tables) {
    for (const std::string& name : tables.names()) {
      const Settings& table = tables.table(name);
      std::vector<Layer>& layers = constructions_[name];
      layers.clear();
      for (const std::string& layer_text : table.texts("layers")) {
        if (const auto layer = read_layer(table, layer_text)) {
          layers.push_back(*layer);
        }
      }
      if (table.texts("layers").empty()) {
        problems_.add(table.problem("layers", "construction '" + name + "' has no layers", "give at least one layer"));
      }
    }
  }

  void read_window_types(const Settings& tables) {
    for (const std::string& name : tables.names()) {
      const Settings& table = tables.table(name);
      window_types_[name] = read_window_type(table, problems_);
    }
  }

  template <typename T>
  const T* find(const std::map<std::string, T>& map, const Settings& table, const std::string& key,
                const std::string& what) {
    return find_named(map, table, key, what, problems_);
  }

  void note_name(std::set<std::string>& taken, const Settings& table) {
    if (!taken.insert(table.text("name")).second) {
      problems_.add(table.problem("name", "the name \"" + table.text("name") + "\" is taken",
                                  "every surface, window and envelope of an archetype needs a name of its own"));
    }
  }

  // Nominal air change, given or from a blower door's leakage; needs the volume.
  void read_air_change(const Settings& table, dwelling::Dwelling& base) {
    base.storeys = static_cast<int>(table.integer("storeys"));
    base.shelter = static_cast<int>(table.integer("shelter"));
    base.constant_air_change = table.boolean("constant_air_change");
    const bool leaks = table.has("leakage_ach50");
    if (leaks == table.has("air_change_per_h")) {
      problems_.add(
          table.problem(leaks ? "leakage_ach50" : "air_change_per_h",
                        fmt::format("archetype '{}' has {} air change", base.name, leaks ? "more than one" : "no"),
                        "give either air_change_per_h or leakage_ach50"));
      return;
    }
    base.air_change_per_h = leaks ? dwelling::nominal_air_change_per_h(base, table.number("leakage_ach50"))
                                  : table.number("air_change_per_h");
  }

  Archetype read_archetype(const std::string& name, const Settings& table) {
    Archetype archetype;
    archetype.name = name;
    archetype.description = table.text("description");
    archetype.source = table.text("source");
    archetype.status = table.text("status");
    dwelling::Dwelling& base = archetype.base;
    base.name = name;
    if (table.has("floor_area_m2")) base.floor_area_m2 = table.number("floor_area_m2");
    if (table.has("volume_m3")) base.volume_m3 = table.number("volume_m3");
    base.air_density_of_site = !table.has("air_density_kg_m3");
    if (!base.air_density_of_site) base.air_density_kg_m3 = table.number("air_density_kg_m3");
    base.wind_films = table.boolean("wind_films");
    base.gains_convective_share = table.number("gains_convective_share");
    base.sun_to_air_share = table.number("sun_to_air_share");
    if (const auto* films = find(films_, table, "films", "set of film coefficients")) base.films = *films;
    if (base.wind_films && base.films.exterior_combined) {
      problems_.add(table.problem("wind_films", "archetype '" + name + "' has combined films outside",
                                  "wind_films go with coefficients of convection alone: leave one of them out"));
    }
    base.zones = read_zones(table, problems_);
    base.bridges = read_bridges(table, {}, problems_);
    read_surfaces(table, constructions_, base, problems_);
    read_windows(table, base);
    place_windows(table, base, problems_);
    cut_openings(table, base, problems_);
    check_box(table, base, problems_);
    check_home(table, base);
    check_ground(table, base, soils_, problems_);
    check_proportions(table, base, problems_);
    read_air_change(table, base);
    base.furniture_j_k = 1000.0 * table.number("furniture_kj_m2k") * base.floor_area_m2;
    dwelling::Retrofit& none = archetype.envelopes["none"];
    none.notes = "as it is";
    none.source = "by definition";
    none.status = "assumed";
    std::set<std::string> taken = {"none"};
    for (const Settings& envelope : table.tables("envelope")) {
      note_name(taken, envelope);
      archetype.envelopes[envelope.text("name")] = read_retrofit(envelope, base);
    }
    check_networks(table, archetype, problems_);
    return archetype;
  }

  void check_home(const Settings& archetype, const dwelling::Dwelling& base) {
    const bool open = std::any_of(base.opaque.begin(), base.opaque.end(),
                                  [](const auto& element) { return element.boundary == Boundary::outdoor; });
    if (!open) {
      problems_.add(archetype.problem("surface", "archetype '" + base.name + "' has no surface to the outdoors",
                                      "give its walls and roof with boundary = \"outdoor\""));
    }
    const bool stores = std::any_of(base.opaque.begin(), base.opaque.end(), [](const auto& element) {
      return std::any_of(element.layers.begin(), element.layers.end(),
                         [](const Layer& layer) { return layer.capacity() > 0.0; });
    });
    if (!stores && problems_.empty()) {
      problems_.add(archetype.problem("surface", "no layer of archetype '" + base.name + "' stores heat",
                                      "give its materials density_kg_m3 and heat_capacity_j_kgk"));
    }
    for (const std::string key : {"floor_area_m2", "volume_m3"}) {
      if (!archetype.has(key) && !archetype.has("box")) {
        problems_.add(archetype.problem(key, "archetype '" + base.name + "' has no " + key,
                                        "give it, or a box that it follows from"));
      }
    }
    check_spaces(base, archetype, problems_);
  }

  void read_windows(const Settings& archetype, dwelling::Dwelling& base) {
    std::set<std::string> taken;
    for (const auto& element : base.opaque) taken.insert(element.name);
    for (const Settings& table : archetype.tables("window")) {
      note_name(taken, table);
      Window window;
      if (const auto* type = find(window_types_, table, "type", "window_type")) {
        window = *type;
      }
      read_window(table, window, problems_);
      window.zone = read_space(table, "zone", base.zones, problems_);
      base.windows.push_back(std::move(window));
    }
  }

  /// Air change after a retrofit. One in figures that exceeds the archetype's is a slip: it was meant for another
  /// house.
  void read_tightening(const Settings& table, const dwelling::Dwelling& base, Retrofit& retrofit) {
    int ways = 0;
    for (const char* key : {"air_change_per_h", "air_change_factor", "leakage_ach50"}) {
      if (!table.has(key)) continue;
      if (++ways > 1) problems_.add(table.problem(key, "the air change is given twice", "give one of the three keys"));
      const double value = table.number(key);
      const std::string name = key;
      if (name == "air_change_per_h") retrofit.air_change_per_h = value;
      if (name == "air_change_factor") retrofit.air_change_per_h = value * base.air_change_per_h;
      if (name == "leakage_ach50") retrofit.air_change_per_h = dwelling::nominal_air_change_per_h(base, value);
      if (base.air_change_per_h <= 0.0) continue;  // an airtight test cell
      if (name == "air_change_factor" || *retrofit.air_change_per_h <= base.air_change_per_h * 1.0001) continue;
      problems_.add(table.problem(
          key,
          fmt::format("the envelope raises the air change from {:.3g} to {:.3g} per hour", base.air_change_per_h,
                      *retrofit.air_change_per_h),
          "leave it out to keep the archetype's, or give air_change_factor, relative to the archetype's (above 1 if "
          "it does let in more)"));
    }
  }

  // A floor after ISO 13370 stays one: its new layers have no soil either.
  void check_changed_floor(const Settings& change, const dwelling::Dwelling& base, const std::string& part,
                           const std::vector<Layer>& layers) {
    for (const auto& element : base.opaque) {
      if (element.name != part || !element.slab) continue;
      const bool soil = std::any_of(layers.begin(), layers.end(),
                                    [&](const Layer& layer) { return soils_.contains(layer.material); });
      if (!soil) continue;
      problems_.add(change.problem(
          "to", "\"" + change.text("to") + "\" has soil in its layers, and ground_iso_13370 brings the soil itself",
          "name the slab alone, such as \"floor_slab\""));
    }
  }

  Retrofit read_retrofit(const Settings& table, const dwelling::Dwelling& base) {
    Retrofit retrofit;
    retrofit.cost_cny = table.number("cost_cny");
    retrofit.embodied_kgco2 = table.number("embodied_kgco2");
    retrofit.bridges = read_bridges(table, base.bridges, problems_);
    retrofit.notes = table.text("notes");
    retrofit.source = table.text("source");
    retrofit.status = table.text("status");
    read_tightening(table, base, retrofit);
    std::vector<std::string> parts;
    const auto is_part = [&parts](const auto& list, const std::string& wanted) {
      bool found = false;
      for (const auto& part : list) {
        parts.push_back(part.name);
        found = found || part.name == wanted;
      }
      return found;
    };
    std::set<std::string> changed;
    for (const Settings& change : table.tables("change")) {
      const std::string& part = change.text("of");
      if (!changed.insert(part).second) {
        problems_.add(
            change.problem("of", fmt::format("\"{}\" is changed twice by the envelope", part),
                           "give one change of it; to change two shares of it in two ways, make it two surfaces "
                           "of the archetype"));
      }
      parts.clear();
      if (is_part(base.opaque, part)) {
        if (const auto* layers = find(constructions_, change, "to", "construction")) {
          retrofit.layers[part] = {*layers, change.number("share")};
          check_changed_floor(change, base, part, *layers);
        }
      } else if (is_part(base.windows, part)) {
        if (const auto* type = find(window_types_, change, "to", "window_type")) {
          retrofit.windows[part] = *type;
        }
        if (change.given("share")) {
          problems_.add(change.problem("share", "a share of the window \"" + part + "\" cannot change",
                                       "only surfaces change in part; give the archetype two windows"));
        }
      } else {
        problems_.add(change.problem("of",
                                     fmt::format("archetype '{}' has no surface or window \"{}\"", base.name, part),
                                     advice_for_unknown(part, parts)));
      }
    }
    return retrofit;
  }

  ProblemList& problems_;
  std::map<std::string, Layer> materials_;
  std::set<std::string> soils_;  // those that are ground
  Constructions constructions_;
  std::map<std::string, Window> window_types_;
  std::map<std::string, dwelling::Films> films_ = named_films();
};

std::vector<Archetype> from_settings(const std::vector<Settings>& files, size_t problems_before,
                                     ProblemList& problems) {
  if (problems.all().size() > problems_before) {
    return {};  // what is missing cannot be asked for
  }
  Assembler assembler(problems);
  for (const Settings& file : files) {
    assembler.read_parts(file);
  }
  return assembler.assemble(files.back().table("archetype"));
}

std::vector<Settings> library_settings(const std::string& path, ProblemList& problems) {
  if (path.empty()) {
    return {};
  }
  return {read_settings_file(path, archetypes_schema(), {}, problems)};
}

}  // namespace

std::vector<Archetype> read_archetypes(const std::string& toml_text, const std::string& file_name,
                                       ProblemList& problems, const std::string& library) {
  const size_t before = problems.all().size();
  std::vector<Settings> files = library_settings(library, problems);
  files.push_back(read_settings(toml_text, file_name, archetypes_schema(), {}, problems));
  return from_settings(files, before, problems);
}

std::vector<Archetype> read_archetypes_file(const std::string& path, ProblemList& problems,
                                            const std::string& library) {
  const size_t before = problems.all().size();
  std::vector<Settings> files = library_settings(library, problems);
  files.push_back(read_settings_file(path, archetypes_schema(), {}, problems));
  return from_settings(files, before, problems);
}

}  // namespace hearthgrid::io
