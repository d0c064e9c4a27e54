#include "engine/io/technology_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/suggest.hpp"
#include "engine/io/key.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/technology_checks.hpp"
#include "engine/io/technology_fields.hpp"
#include "engine/io/technology_tables.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::io {
namespace {

using heater::HeaterModel;
using heater::Sourced;
using heater::Technology;

std::vector<std::string> model_names() {
  std::vector<std::string> names;
  for (const HeaterModel& model : heater::heater_models()) names.emplace_back(model.name);
  return names;
}

// Words, sentences and switches; numbers and tables follow.
std::vector<KeySpec> word_keys() {
  return {
      text("like", "another entry, whose numbers hold where none is given here").or_absent(),
      text("description", "one sentence for people").or_absent(),
      text("model", "the equations that it follows").one_of(model_names()).or_absent(),
      text("carrier", "what it burns or draws").one_of(heater::carrier_names()).or_absent(),
      text("fuel",
           "which sort of the carrier: emission factors are taken from an entry of the same sort where it has none "
           "under its own name")
          .one_of(heater::fuel_names())
          .or_absent(),
      text("control",
           "which temperature its thermostat follows: \"air\" (where not given), or \"operative\", the mean of air "
           "and mean radiant temperature, as people feel it")
          .one_of({"air", "operative"})
          .or_absent(),
      text("supply_control",
           "what the leaving water follows: \"outdoor\" (where not given): supply_temp_c and supply_slope; "
           "\"room\": no hotter than the emitters need for the heat that the room wants")
          .one_of({"outdoor", "room"})
          .or_absent(),
      text("backup_carrier", "what the backup burns or draws (electricity where not given)")
          .one_of({"electricity", "gas"})
          .or_absent(),
      flag("valley_only", "it runs in the tariff's valley hours alone (false where not given)").or_absent(),
      flag("switch_by_price", "the backup heats alone where the tariff makes its heat cheaper (false where not given)")
          .or_absent()};
}

KeySpec entry_spec() {
  KeySpec entry = table("technology",
                        "one table per technology, [technology.NAME]; each number is given as "
                        "{ value = ..., source = \"...\", status = \"...\" }",
                        word_keys());
  entry.free_names = true;
  for (const TechnologyField& f : technology_fields()) {
    const std::string otherwise = f.otherwise ? fmt::format(" ({} where not given)", *f.otherwise) : "";
    entry.children.push_back(sourced_number(f.key, f.unit, f.minimum, f.maximum, f.description + otherwise));
  }
  entry.children.push_back(sourced_number(
      "emitter_w_k", "W/K", 1, 1e5, "heat of the emitters per K of mean water over air, at 30 K (none = no water)"));
  for (KeySpec& key : technology_table_keys()) entry.children.push_back(std::move(key));
  return entry;
}

class EntryReader {
 public:
  EntryReader(const Settings& entry, ProblemList& problems) : entry_(entry), problems_(problems) {}

  void read(Technology& technology) {
    if (entry_.given("description")) technology.description = entry_.text("description");
    if (entry_.given("model")) technology.model = entry_.text("model");
    if (entry_.given("carrier")) technology.carrier = *heater::carrier_from_name(entry_.text("carrier"));
    if (entry_.given("fuel")) technology.fuel = entry_.text("fuel");
    if (entry_.given("control")) {
      technology.sensed =
          entry_.text("control") == "operative" ? heater::SensedTemperature::operative : heater::SensedTemperature::air;
    }
    if (entry_.given("supply_control")) {
      technology.supply_control =
          entry_.text("supply_control") == "room" ? heater::SupplyControl::room : heater::SupplyControl::outdoor;
    }
    if (entry_.given("backup_carrier")) {
      technology.backup_carrier = *heater::carrier_from_name(entry_.text("backup_carrier"));
    }
    if (entry_.given("valley_only")) technology.valley_only = entry_.boolean("valley_only");
    if (entry_.given("switch_by_price")) technology.switch_by_price = entry_.boolean("switch_by_price");
    for (const TechnologyField& field : technology_fields()) {
      if (entry_.given(field.key)) technology.*field.number = sourced(field.key);
    }
    if (entry_.given("emitter_w_k")) technology.emitter_w_k = sourced("emitter_w_k");
    const HeaterModel* model = heater::find_model(technology.model);
    if (model != nullptr) {
      technology.kind = model->kind;
      technology.curve = model->curve;
    }
    read_technology_tables(entry_, technology, problems_);
    if (model != nullptr) {
      complete_technology(entry_, *model, technology, problems_);
      return;
    }
    problems_.add(entry_.problem("model", fmt::format("the technology '{}' has no model", technology.name),
                                 advice_for_unknown("", model_names())));
  }

 private:
  Sourced sourced(const std::string& key) {
    Sourced number;
    if (entry_.table(key).has("value")) number.value = entry_.table(key).number("value");
    read_source(entry_, key, number.source, number.status);
    return number;
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
