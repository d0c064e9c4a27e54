// The JSON of power-grid-model: data sets, compact lists of attributes, batches of updates.

#include "engine/io/network/pgm_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "engine/io/network/json_text.hpp"
#include "engine/io/network/pgm_tables.hpp"

namespace hearthgrid::io {

namespace {

using Json = nlohmann::ordered_json;

const std::set<std::string> UNDERSTOOD{"node",     "line",    "asym_line", "link",     "transformer", "source",
                                       "sym_load", "sym_gen", "asym_load", "asym_gen", "shunt"};
/// They change no power flow.
const std::set<std::string> PASSED_OVER{"sym_voltage_sensor",
                                        "asym_voltage_sensor",
                                        "sym_power_sensor",
                                        "asym_power_sensor",
                                        "sym_current_sensor",
                                        "asym_current_sensor",
                                        "fault"};

std::string cell_text(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// Elements written as bare lists get the names of `attributes`, so that everything later sees objects.
void name_attributes(const std::string& path, const Json& attributes, Json& data, ProblemList& problems) {
  for (const auto& [component, elements] : data.items()) {
    if (!elements.is_array()) {
      problems.add({path, 0, 0, fmt::format("{} is not a list", component), "give a list of elements"});
      elements = Json::array();
      continue;
    }
    const bool named = attributes.is_object() && attributes.contains(component) && attributes[component].is_array();
    const Json names = named ? attributes[component] : Json::array();
    for (Json& element : elements) {
      if (element.is_object()) continue;
      Json object = Json::object();
      if (!element.is_array() || element.size() != names.size()) {
        problems.add(
            {path, 0, 0,
             fmt::format("an element of {} is neither an object nor a list as long as its attributes", component),
             "see \"attributes\" in power-grid-model's serialization format"});
      } else {
        for (size_t i = 0; i < names.size(); ++i) object[cell_text(names[i])] = element[i];
      }
      element = std::move(object);
    }
  }
}

/// The whole file with its "data" in objects; an empty object if it is no data set of the wanted form.
Json read_data_set(const std::string& path, bool batch, ProblemList& problems) {
  std::optional<Json> json = read_json_file(path, problems);
  if (!json) return Json::object();
  const bool whole = json->is_object() && json->contains("data") && json->contains("version");
  if (!whole || (*json)["data"].is_array() != batch || (!batch && !(*json)["data"].is_object())) {
    problems.add({path, 0, 0,
                  fmt::format("this is not {} of power-grid-model", batch ? "a batch of updates" : "an input"),
                  batch ? R"(a JSON object with "version" and "data", a list of scenarios)"
                        : R"(a JSON object with "version" and "data", lists of elements by component)"});
    return Json::object();
  }
  if (cell_text((*json)["version"]) != "1.0") {
    problems.add(
        {path, 0, 0, fmt::format("version is {}", cell_text((*json)["version"])), "version 1.0 is understood"});
  }
  const Json attributes = json->value("attributes", Json::object());
  Json data = std::move((*json)["data"]);
  if (!batch) {
    name_attributes(path, attributes, data, problems);
    return data;
  }
  for (Json& scenario : data) {
    if (!scenario.is_object()) scenario = Json::object();
    name_attributes(path, attributes, scenario, problems);
  }
  return data;
}

/// Changes the elements of `data` that an update names by id, or all of a component in order where it has no ids.
void apply(const std::string& path, const Json& update, size_t scenario, Json& data, ProblemList& problems) {
  for (const auto& [component, changes] : update.items()) {
    if (!UNDERSTOOD.contains(component)) {
      if (PASSED_OVER.contains(component) || changes.empty()) continue;
      problems.add({path, 0, 0, fmt::format("scenario {}: updates of {} are not understood", scenario, component),
                    "remove them"});
      continue;
    }
    Json& elements = data[component];
    const bool by_order =
        std::none_of(changes.begin(), changes.end(), [](const Json& c) { return c.contains("id"); }) &&
        changes.size() == elements.size();
    for (size_t i = 0; i < changes.size(); ++i) {
      const Json id = changes[i].value("id", Json());
      const auto found = std::find_if(elements.begin(), elements.end(), [&](const Json& element) {
        return !id.is_null() && element.value("id", Json()) == id;
      });
      if (!by_order && found == elements.end()) {
        problems.add({path, 0, 0, fmt::format("scenario {}: there is no {} {}", scenario, component, cell_text(id)),
                      "an update names an element of the input by its id"});
        continue;
      }
      Json& element = by_order ? elements[i] : *found;
      for (const auto& [attribute, value] : changes[i].items()) {
        if (!value.is_null()) element[attribute] = value;
      }
    }
  }
}

}  // namespace

PgmTables pgm_tables(const std::string& path, const Json& data, ProblemList& problems) {
  static constexpr std::array<const char*, 3> PHASES{"_a", "_b", "_c"};
  PgmTables tables{.path = path, .name = std::filesystem::path(path).stem().string()};
  for (const auto& [component, elements] : data.items()) {
    if (elements.empty() || PASSED_OVER.contains(component)) continue;
    if (!UNDERSTOOD.contains(component)) {
      problems.add({path, 0, 0, fmt::format("elements of {} are not understood", component),
                    "understood: node, line, asym_line, link, transformer, source, sym_load, sym_gen, asym_load, "
                    "asym_gen, shunt"});
      continue;
    }
    std::vector<std::string> columns{"id"};
    std::map<std::string, size_t> position{{"id", 0}};
    std::vector<std::vector<std::string>> rows;
    const auto put = [&](const std::string& column, const std::string& text) {
      const auto [at, fresh] = position.emplace(column, columns.size());
      if (fresh) columns.push_back(column);
      if (rows.back().size() <= at->second) rows.back().resize(at->second + 1);
      rows.back()[at->second] = text;
    };
    for (const Json& element : elements) {
      rows.emplace_back();
      put("id", "");
      for (const auto& [attribute, value] : element.items()) {
        if (!value.is_array()) put(attribute, cell_text(value));
        for (size_t i = 0; value.is_array() && i < std::min<size_t>(3, value.size()); ++i) {
          put(attribute + PHASES[i], cell_text(value[i]));
        }
      }
    }
    ElementFrame frame(component, path);
    frame.set_columns(columns);
    for (auto& row : rows) {
      const std::string label = component + " " + row[0];
      frame.add_row(std::move(row), 0, label);
    }
    tables.frames.emplace(component, std::move(frame));
  }
  return tables;
}

electricity::Network read_pgm(const std::string& path, const PgmOptions& options) {
  ProblemList problems;
  const Json data = read_data_set(path, false, problems);
  problems.throw_if_any();
  const PgmTables tables = pgm_tables(path, data, problems);
  electricity::Network network = network_of_pgm(tables, options, problems);
  problems.throw_if_any();
  return network;
}

std::vector<electricity::Network> read_pgm_batch(const std::string& input_path, const std::string& update_path,
                                                 const PgmOptions& options) {
  ProblemList problems;
  const Json data = read_data_set(input_path, false, problems);
  const Json batch = read_data_set(update_path, true, problems);
  problems.throw_if_any();
  std::vector<electricity::Network> networks;
  for (size_t scenario = 0; scenario < batch.size(); ++scenario) {
    Json changed = data;
    apply(update_path, batch[scenario], scenario, changed, problems);
    problems.throw_if_any();
    networks.push_back(network_of_pgm(pgm_tables(input_path, changed, problems), options, problems));
    problems.throw_if_any();
  }
  return networks;
}

}  // namespace hearthgrid::io
