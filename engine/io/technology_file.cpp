#include "engine/io/technology_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "engine/base/suggest.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/technology_fields.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::io {
namespace {

using heater::HeaterModel;
using heater::Sourced;
using heater::Technology;

constexpr double WATER_CHECK_OUTDOOR_C = -20.0;

KeySpec number_list(const std::string& name, const std::string& unit, const std::string& description) {
  return {.name = name, .kind = Kind::number_list, .unit = unit, .description = description};
}

KeySpec table_with_source(const std::string& name, const std::string& description, std::vector<KeySpec> columns) {
  const KeySpec like_a_number = sourced_number(name, "", 0, 0, description);
  columns.push_back(like_a_number.children[1]);
  columns.push_back(like_a_number.children[2]);
  KeySpec table{.name = name, .kind = Kind::table, .description = description, .optional = true};
  table.children = std::move(columns);
  return table;
}

std::vector<std::string> model_names() {
  std::vector<std::string> names;
  for (const HeaterModel& model : heater::heater_models()) names.emplace_back(model.name);
  return names;
}

KeySpec entry_spec() {
  KeySpec model{.name = "model", .description = "the equations that it follows", .optional = true};
  model.allowed = model_names();
  KeySpec carrier{.name = "carrier", .description = "what it burns or draws", .optional = true};
  carrier.allowed = heater::carrier_names();
  KeySpec control{.name = "control",
                  .description =
                      "which temperature its thermostat follows: \"air\" (where not given), or \"operative\", "
                      "the mean of air and mean radiant temperature, as people feel it",
                  .optional = true};
  control.allowed = {"air", "operative"};
  KeySpec entry{.name = "technology",
                .kind = Kind::table,
                .description =
                    "one table per technology, [technology.NAME]; each number is given as "
                    "{ value = ..., source = \"...\", status = \"...\" }"};
  entry.free_names = true;
  entry.children = {
      {.name = "like", .description = "another entry, whose numbers hold where none is given here", .optional = true},
      {.name = "description", .description = "one sentence for people", .optional = true},
      model,
      carrier,
      control};
  for (const TechnologyField& f : technology_fields()) {
    const std::string otherwise = f.otherwise ? fmt::format(" ({} where not given)", *f.otherwise) : "";
    entry.children.push_back(sourced_number(f.key, f.unit, f.minimum, f.maximum, f.description + otherwise));
  }
  entry.children.push_back(sourced_number("emitter_w_k", "W/K", 1, 1e5,
                                          "heat of the radiators per K of leaving water over air (none = no limit)"));
  entry.children.push_back(
      table_with_source("efficiency_curve", "efficiency by returning water, in place of `efficiency`",
                        {number_list("return_temp_c", "degC", "returning water, ascending, at least 3"),
                         number_list("efficiency", "1", "heat over carrier energy (lower heating value)")}));
  entry.children.push_back(
      table_with_source("map", "a heat pump's full load, row by row of leaving water; 0 = outside its envelope",
                        {number_list("outdoor_temp_c", "degC", "columns, ascending, at least 2"),
                         number_list("water_temp_c", "degC", "rows, ascending, at least 3"),
                         number_list("heat_w", "W", "heat, one row after the other"),
                         number_list("input_w", "W", "electrical input, one row after the other")}));
  entry.children.push_back(
      table_with_source("product_sizes", "sizes that are sold, for heaters that are sized by design load",
                        {number_list("values", "1", "multiples of the rated size, above 0 and ascending")}));
  return entry;
}

bool ascending(const std::vector<double>& values, size_t at_least) {
  return values.size() >= at_least && std::is_sorted(values.begin(), values.end(), std::less_equal<>());
}

class EntryReader {
 public:
  EntryReader(const Settings& entry, ProblemList& problems) : entry_(entry), problems_(problems) {}

  void read(Technology& technology) {
    if (entry_.given("description")) technology.description = entry_.text("description");
    if (entry_.given("model")) technology.model = entry_.text("model");
    if (entry_.given("carrier")) technology.carrier = *heater::carrier_from_name(entry_.text("carrier"));
    if (entry_.given("control")) {
      technology.sensed =
          entry_.text("control") == "operative" ? heater::SensedTemperature::operative : heater::SensedTemperature::air;
    }
    for (const TechnologyField& field : technology_fields()) {
      if (entry_.given(field.key)) technology.*field.number = sourced(field.key);
    }
    if (entry_.given("emitter_w_k")) technology.emitter_w_k = sourced("emitter_w_k");
    if (entry_.given("efficiency_curve")) read_curve(technology);
    if (entry_.given("map")) read_map(technology);
    if (entry_.given("product_sizes")) read_products(technology);
    check(technology);
  }

 private:
  void complain(const std::string& key, const std::string& message, const std::string& advice) {
    problems_.add(entry_.problem(key, message, advice));
  }

  // Source and status of a sub-table; a source that says nothing is a problem.
  template <typename T>
  void read_source(const std::string& key, T& into) {
    const Settings& given = entry_.table(key);
    if (given.has("status")) into.status = given.text("status");
    if (!given.has("source")) return;  // reported by the schema
    into.source = given.text("source");
    if (into.source.find_first_not_of(" \t") != std::string::npos) return;
    problems_.add(given.problem("source", fmt::format("the source of '{}' is empty", key),
                                "name the document, table or page; for a guess write what it is guessed from, with "
                                "status = \"assumed\""));
  }

  Sourced sourced(const std::string& key) {
    Sourced number;
    if (entry_.table(key).has("value")) number.value = entry_.table(key).number("value");
    read_source(key, number);
    return number;
  }

  static std::vector<double> list(const Settings& table, const std::string& key) {
    return table.has(key) ? table.numbers(key) : std::vector<double>{};
  }

  void read_curve(Technology& technology) {
    const Settings& given = entry_.table("efficiency_curve");
    heater::EfficiencyCurve curve{list(given, "return_temp_c"), list(given, "efficiency"), "", ""};
    read_source("efficiency_curve", curve);
    const bool positive =
        std::all_of(curve.efficiency.begin(), curve.efficiency.end(), [](double e) { return e > 0.05 && e <= 1.15; });
    if (!ascending(curve.return_temp_c, 3) || curve.efficiency.size() != curve.return_temp_c.size() || !positive) {
      complain("efficiency_curve", "the efficiency curve does not fit together",
               "return_temp_c has at least 3 ascending temperatures; efficiency has as many values, above 0.05 and up "
               "to 1.15");
      return;
    }
    technology.efficiency_curve = curve;
  }

  void read_products(Technology& technology) {
    heater::ProductRange range{list(entry_.table("product_sizes"), "values"), "", ""};
    read_source("product_sizes", range);
    if (!ascending(range.sizes, 1) || range.sizes[0] <= 0.0) {
      complain("product_sizes", "the product sizes are not ascending multiples above 0",
               "give values = [...] from the smallest up, 1 being the rated size");
      return;
    }
    technology.product_sizes = range;
  }

  void read_map(Technology& technology) {
    const Settings& given = entry_.table("map");
    heater::PerformanceMap map{list(given, "outdoor_temp_c"),
                               list(given, "water_temp_c"),
                               list(given, "heat_w"),
                               list(given, "input_w"),
                               "",
                               ""};
    read_source("map", map);
    const size_t columns = map.outdoor_temp_c.size();
    const size_t cells = columns * map.water_temp_c.size();
    if (!ascending(map.outdoor_temp_c, 2) || !ascending(map.water_temp_c, 3) || map.heat_w.size() != cells ||
        map.input_w.size() != cells) {
      complain("map",
               fmt::format("the map does not fit together: {} outdoor by {} water temperatures, {} heats, {} inputs",
                           columns, map.water_temp_c.size(), map.heat_w.size(), map.input_w.size()),
               "outdoor_temp_c has at least 2 and water_temp_c at least 3 ascending temperatures; heat_w and input_w "
               "have one "
               "value for each pair, one water temperature's row after the other");
      return;
    }
    for (size_t column = 0; column < columns; ++column) check_column(map, column);
    technology.map = map;
  }

  void check_column(const heater::PerformanceMap& map, size_t column) {
    size_t inside = 0;
    for (size_t cell = column; cell < map.heat_w.size(); cell += map.outdoor_temp_c.size()) {
      if (map.heat_w[cell] > 0.0 && map.input_w[cell] > 0.0) ++inside;
    }
    if (inside >= 3) return;
    complain("map",
             fmt::format("the map has only {} usable values at {} degC outdoors", inside, map.outdoor_temp_c[column]),
             "each outdoor temperature needs heat and input above 0 at three water temperatures or more; leave colder "
             "columns out, they are continued from the coldest two");
  }

  // What the entry, inherited numbers included, still lacks.
  void check(Technology& technology) {
    const HeaterModel* model = heater::find_model(technology.model);
    if (model == nullptr) {
      complain("model", fmt::format("the technology '{}' has no model", technology.name),
               advice_for_unknown("", model_names()));
      return;
    }
    technology.kind = model->kind;
    check_carrier(technology, *model);
    for (const TechnologyField& field : technology_fields()) {
      Sourced& number = technology.*field.number;
      if (!number.status.empty() || entry_.given(field.key)) continue;
      if (field.always_needed || needs(*model, field.key)) {
        missing(technology, field.key, field.description);
      } else {
        number = {field.otherwise.value_or(0.0), "not given: the loader's default", "assumed"};
      }
    }
    if (needs(*model, "map") && !technology.map && !entry_.given("map")) missing(technology, "map", "full-load table");
    check_water(technology);
    check_control(technology);
  }

  void check_control(const Technology& technology) {
    if (technology.sensed == heater::SensedTemperature::air || technology.kind == heater::HeaterKind::set_point) return;
    complain("control",
             fmt::format("the technology '{}' (model {}) cannot follow the operative temperature", technology.name,
                         technology.model),
             "leave control out: an ideal plant follows the air, a hand-fired stove nobody's thermostat");
  }

  static bool needs(const HeaterModel& model, const std::string& key) {
    return std::find(model.needs.begin(), model.needs.end(), key) != model.needs.end();
  }

  void missing(const Technology& technology, const std::string& key, const std::string& what) {
    complain(key, fmt::format("the technology '{}' (model {}) lacks '{}'", technology.name, technology.model, key),
             fmt::format("give {} = {{ value = ..., source = \"...\", status = \"...\" }} ({}), or start from another "
                         "entry with like = \"...\"",
                         key, what));
  }

  void check_carrier(const Technology& technology, const HeaterModel& model) {
    if (std::find(model.carriers.begin(), model.carriers.end(), technology.carrier) != model.carriers.end()) return;
    std::string allowed;
    for (const heater::Carrier carrier : model.carriers) {
      allowed += (allowed.empty() ? "" : ", ") + heater::carrier_names()[static_cast<size_t>(carrier)];
    }
    complain("carrier",
             fmt::format("the technology '{}' (model {}) cannot use the carrier '{}'", technology.name,
                         technology.model, heater::carrier_names()[static_cast<size_t>(technology.carrier)]),
             "allowed: " + allowed);
  }

  // A heat pump's water in the cold must stay inside its table: the coldest column's hottest row, and 5 K for the edge.
  void check_water(const Technology& technology) {
    if (!technology.map) return;
    const heater::PerformanceMap& map = *technology.map;
    double hottest = 0.0;
    for (size_t row = 0; row < map.water_temp_c.size(); ++row) {
      if (map.heat_w[row * map.outdoor_temp_c.size()] > 0.0) hottest = map.water_temp_c[row] + 5.0;
    }
    const double water = heater::supply_temperature_c(technology, WATER_CHECK_OUTDOOR_C);
    if (water <= hottest) return;
    complain("supply_temp_c",
             fmt::format("the water of '{}' reaches {} degC at {} degC outdoors, beyond its map", technology.name,
                         water, WATER_CHECK_OUTDOOR_C),
             fmt::format("choose supply_temp_c and supply_slope so that it stays at or below {} degC", hottest));
  }

  const Settings& entry_;
  ProblemList& problems_;
};

// An entry may build on those that are known when it is read: no circles.
void report_like(const Settings& entry, const std::string& name, const std::vector<std::string>& in_file,
                 const std::vector<Technology>& all, ProblemList& problems) {
  const std::string& other = entry.text("like");
  if (std::find(in_file.begin(), in_file.end(), other) != in_file.end()) {
    problems.add(entry.problem("like", fmt::format("'{}' is like '{}', which is not above it in the file", name, other),
                               "an entry builds on built-in ones or on those above it, never in a circle"));
    return;
  }
  std::vector<std::string> names;
  for (const Technology& t : all) names.push_back(t.name);
  problems.add(entry.problem("like", fmt::format("'{}' is like '{}', which is not there", name, other),
                             advice_for_unknown(other, names)));
}

void put_entry(const Settings& entry, const std::string& name, const std::vector<std::string>& in_file,
               std::vector<Technology>& all, ProblemList& problems) {
  Technology technology;
  if (entry.given("like")) {
    const Technology* other = find_technology(all, entry.text("like"));
    if (other == nullptr) {
      report_like(entry, name, in_file, all, problems);
      return;
    }
    technology = *other;
  }
  technology.name = name;
  EntryReader(entry, problems).read(technology);
  const auto same = std::find_if(all.begin(), all.end(), [&](const Technology& t) { return t.name == name; });
  if (same == all.end()) {
    all.push_back(std::move(technology));
  } else {
    *same = std::move(technology);
  }
}

std::vector<Technology> put_over(const Settings& file, ProblemList& problems, std::vector<Technology> base) {
  if (!file.has("technology")) return base;
  const Settings& entries = file.table("technology");
  for (const std::string& name : entries.names()) put_entry(entries.table(name), name, entries.names(), base, problems);
  return base;
}

}  // namespace

const Schema& technologies_schema() {
  static const Schema SCHEMA = {
      "technologies.toml", "Heaters: every number with its source and status.", {entry_spec()}};
  return SCHEMA;
}

std::vector<Technology> read_technologies(const std::string& path, ProblemList& problems,
                                          std::vector<Technology> base) {
  return put_over(read_settings_file(path, technologies_schema(), {}, problems), problems, std::move(base));
}

std::vector<Technology> read_technologies_text(const std::string& toml_text, const std::string& file_name,
                                               ProblemList& problems, std::vector<Technology> base) {
  return put_over(read_settings(toml_text, file_name, technologies_schema(), {}, problems), problems, std::move(base));
}

const Technology* find_technology(const std::vector<Technology>& technologies, const std::string& name) {
  const auto found =
      std::find_if(technologies.begin(), technologies.end(), [&](const Technology& t) { return t.name == name; });
  return found == technologies.end() ? nullptr : &*found;
}

}  // namespace hearthgrid::io
