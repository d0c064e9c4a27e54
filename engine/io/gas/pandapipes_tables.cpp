#include "engine/io/gas/pandapipes_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "engine/base/suggest.hpp"
#include "engine/io/network/frame_json.hpp"
#include "engine/io/network/json_text.hpp"
#include "engine/io/text_file.hpp"

namespace hearthgrid::io {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// The understood tables with the columns that are read.
const std::map<std::string, std::vector<std::string>> READ{
    {"junction", {"name", "tfluid_k", "height_m", "in_service"}},
    {"pipe",
     {"name", "from_junction", "to_junction", "length_km", "diameter_m", "inner_diameter_mm", "k_mm",
      "loss_coefficient", "in_service", "std_type"}},
    {"sink", {"name", "junction", "mdot_kg_per_s", "scaling", "in_service", "type", "profile_id"}},
    {"source", {"name", "junction", "mdot_kg_per_s", "scaling", "in_service", "type", "profile_id"}},
    {"ext_grid", {"name", "junction", "p_bar", "t_k", "in_service", "type"}},
    {"valve", {"name", "from_junction", "to_junction", "opened", "loss_coefficient"}},
    {"pressure_control",
     {"name", "from_junction", "to_junction", "controlled_junction", "controlled_p_bar", "control_active",
      "loss_coefficient", "in_service"}},
    {"compressor", {"name", "from_junction", "to_junction", "pressure_ratio", "in_service"}},
};

constexpr const char* WHAT_IS_UNDERSTOOD =
    "understood: junction, pipe, sink, source, ext_grid, valve, pressure_control, compressor; put it out of service, "
    "remove it or model it with these";

/// Tables that change no flow.
bool passed_over(const std::string& table) {
  static constexpr std::array<const char*, 7> PREFIXES{"res_",     "_",          "pandapipes", "profiles",
                                                       "std_type", "controller", "group"};
  return table.ends_with("_geodata") ||
         std::any_of(PREFIXES.begin(), PREFIXES.end(), [&](const char* prefix) { return table.starts_with(prefix); });
}

/// Refuses a table that is not understood if any of its elements is in service.
void refuse_table(const ElementFrame& frame, ProblemList& problems) {
  ProblemList ignored;
  for (int row = 0; row < frame.rows(); ++row) {
    if (!frame.flag_or(row, "in_service", true, ignored)) continue;
    problems.add(frame.problem(row, fmt::format("elements of the table {} are not understood", frame.element()),
                               WHAT_IS_UNDERSTOOD));
    return;
  }
}

void take_fluid(const Json& value, PandapipesTables& tables, ProblemList& problems) {
  Json content = value.contains("_object") ? value.at("_object") : value;
  if (content.is_string()) {
    const auto parsed = parse_json(tables.path, content.get<std::string>(), problems);
    if (!parsed) return;
    content = *parsed;
  }
  tables.fluid = content;
}

void read_json_tables(PandapipesTables& tables, ProblemList& problems) {
  const std::optional<Json> json = read_json_file(tables.path, problems);
  if (!json) return;
  const Json* net = &*json;
  if (net->is_object() && net->value("_class", Json()) == "pandapipesNet" && net->contains("_object")) {
    net = &net->at("_object");
  }
  if (!net->is_object() || !net->contains("junction")) {
    problems.add({tables.path, 0, 0, "this is not a network of pandapipes", "write one with pandapipes' to_json"});
    return;
  }
  for (const auto& [key, value] : net->items()) {
    if (key == "name" && value.is_string() && !value.get<std::string>().empty()) tables.name = value.get<std::string>();
    if (key == "fluid" && value.is_object()) take_fluid(value, tables, problems);
    const bool table = value.is_object() && value.value("_class", Json()) == "DataFrame" && value.contains("_object");
    if (!table || passed_over(key)) continue;
    std::optional<ElementFrame> frame = frame_of_json(key, tables.path, value, "pandapipes", problems);
    if (!frame) continue;
    if (READ.contains(key)) {
      tables.frames.insert_or_assign(key, std::move(*frame));
    } else {
      refuse_table(*frame, problems);
    }
  }
}

/// A file that is not one of pandapipes' tables may lie there, unless it lists elements at junctions.
bool lists_elements(const ElementFrame& frame) {
  static constexpr std::array<const char*, 4> COLUMNS{"junction", "from_junction", "return_junction", "element"};
  return std::any_of(COLUMNS.begin(), COLUMNS.end(), [&](const char* column) { return frame.has(column); });
}

void read_csv_tables(PandapipesTables& tables, ProblemList& problems) {
  std::set<std::string> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(tables.path, error)) {
    if (entry.path().extension() == ".csv" && fs::is_regular_file(entry.path(), error)) {
      paths.insert(entry.path().string());
    }
  }
  for (const std::string& path : paths) {
    const std::string table = fs::path(path).stem().string();
    if (passed_over(table) || table.find("_res_") != std::string::npos) continue;
    const std::optional<std::string> text = read_text_file(path, problems);
    if (!text) continue;
    if (READ.contains(table)) {
      tables.frames.insert_or_assign(table, frame_of_csv(table, path, *text, problems));
      continue;
    }
    ProblemList form;
    const ElementFrame frame = frame_of_csv(table, path, *text, form);
    if (lists_elements(frame)) refuse_table(frame, problems);
  }
  const std::string fluid = (fs::path(tables.path) / "fluid.json").string();
  if (!fs::exists(fluid, error)) {
    problems.add({tables.path, 0, 0, "this folder has no fluid.json",
                  "give density, viscosity and compressibility of the gas there, as pandapipes' JSON has them"});
    return;
  }
  const auto json = read_json_file(fluid, problems);
  if (json && json->is_object()) take_fluid(*json, tables, problems);
}

void check_columns(const PandapipesTables& tables, ProblemList& problems) {
  for (const auto& entry : tables.frames) {
    const std::string& name = entry.first;
    const ElementFrame& frame = entry.second;
    if (frame.rows() == 0) continue;
    const auto& known = READ.at(name);
    std::vector<std::string> missing;
    std::copy_if(known.begin(), known.end(), std::back_inserter(missing),
                 [&](const std::string& column) { return !frame.has(column); });
    for (const std::string& column : frame.columns()) {
      if (column.size() < 4 || std::find(known.begin(), known.end(), column) != known.end()) continue;
      const std::optional<std::string> near = nearest(column, missing);
      if (!near || edit_distance(column, *near) > 2) continue;
      problems.add({tables.path, 0, 0, fmt::format("the table {} has an unknown column {}", name, column),
                    fmt::format("did you mean '{}'? Otherwise rename it", *near)});
    }
  }
}

}  // namespace

PandapipesTables read_pandapipes_tables(const std::string& path, ProblemList& problems) {
  PandapipesTables tables{.path = path, .name = fs::path(path).stem().string()};
  for (const auto& [name, columns] : READ) tables.frames.emplace(name, ElementFrame(name, path));
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    read_json_tables(tables, problems);
  } else if (fs::exists(fs::path(path) / "junction.csv", error)) {
    read_csv_tables(tables, problems);
  } else {
    problems.add(
        {path, 0, 0, "this folder has no junction.csv",
         "a network of pandapipes is a folder with junction.csv, pipe.csv, ... or a JSON file of its to_json"});
  }
  check_columns(tables, problems);
  return tables;
}

}  // namespace hearthgrid::io
