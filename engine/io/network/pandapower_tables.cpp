#include "engine/io/network/pandapower_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <set>

#include "engine/base/suggest.hpp"
#include "engine/io/network/frame_json.hpp"
#include "engine/io/network/json_text.hpp"
#include "engine/io/text_file.hpp"

namespace hearthgrid::io {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const std::set<std::string> UNDERSTOOD{
    "bus",    "line",  "trafo",   "load", "asymmetric_load", "sgen", "asymmetric_sgen", "ext_grid",
    "switch", "shunt", "storage", "ward"};

/// Tables that change no flow, in full or by how their names begin.
bool passed_over(const std::string& table) {
  static const std::set<std::string> NAMES{"poly_cost",      "pwl_cost",     "measurement",
                                           "bus_geodata",    "line_geodata", "group",
                                           "characteristic", "std_types",    "q_capability_characteristic"};
  static constexpr std::array<const char*, 9> PREFIXES{"res_",
                                                       "_",
                                                       "pandapower",
                                                       "powerfactory",
                                                       "profiles",
                                                       "trafo_characteristic",
                                                       "shunt_characteristic",
                                                       "q_capability_curve",
                                                       "piecewise_linear"};
  return NAMES.contains(table) ||
         std::any_of(PREFIXES.begin(), PREFIXES.end(), [&](const char* prefix) { return table.starts_with(prefix); });
}

constexpr const char* WHAT_IS_UNDERSTOOD =
    "understood: bus, line, trafo, load, asymmetric_load, sgen, asymmetric_sgen, ext_grid, switch, shunt, storage, "
    "ward; put "
    "it out of service, remove it or model it with these";

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

void read_json_tables(PandapowerTables& tables, ProblemList& problems) {
  const std::optional<Json> json = read_json_file(tables.path, problems);
  if (!json) return;
  const Json* net = &*json;
  if (net->is_object() && net->value("_class", Json()) == "pandapowerNet" && net->contains("_object")) {
    net = &net->at("_object");
  }
  if (!net->is_object() || !net->contains("bus")) {
    problems.add({tables.path, 0, 0, "this is not a network of pandapower", "write one with pandapower's to_json"});
    return;
  }
  for (const auto& [key, value] : net->items()) {
    if (key == "f_hz" && value.is_number()) tables.frequency_hz = value.get<double>();
    if (key == "name" && value.is_string()) tables.name = value.get<std::string>();
    const bool table = value.is_object() && value.value("_class", Json()) == "DataFrame" && value.contains("_object");
    if (!table || (passed_over(key) && key != "profiles")) continue;
    std::optional<ElementFrame> frame = frame_of_json(key, tables.path, value, "pandapower", problems);
    if (!frame) continue;
    if (UNDERSTOOD.contains(key)) {
      tables.frames.insert_or_assign(key, std::move(*frame));
    } else if (key == "profiles") {
      tables.profiles = std::move(*frame);
    } else {
      refuse_table(*frame, problems);
    }
  }
}

/// A file that is not one of pandapower's tables may lie there, unless it lists elements at buses.
bool lists_elements(const ElementFrame& frame) {
  static constexpr std::array<const char*, 4> COLUMNS{"bus", "from_bus", "hv_bus", "element"};
  return std::any_of(COLUMNS.begin(), COLUMNS.end(), [&](const char* column) { return frame.has(column); });
}

void read_csv_tables(PandapowerTables& tables, ProblemList& problems) {
  std::set<std::string> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(tables.path, error)) {
    if (entry.path().extension() == ".csv" && fs::is_regular_file(entry.path(), error)) {
      paths.insert(entry.path().string());
    }
  }
  for (const std::string& path : paths) {
    const std::string table = fs::path(path).stem().string();
    if (passed_over(table) && table != "profiles") continue;
    const std::optional<std::string> text = read_text_file(path, problems);
    if (!text) continue;
    if (UNDERSTOOD.contains(table) || table == "profiles") {
      ElementFrame frame = frame_of_csv(table, path, *text, problems);
      if (table == "profiles") {
        tables.profiles = std::move(frame);
      } else {
        tables.frames.insert_or_assign(table, std::move(frame));
      }
      continue;
    }
    ProblemList form;
    const ElementFrame frame = frame_of_csv(table, path, *text, form);
    if (lists_elements(frame)) refuse_table(frame, problems);
  }
}

/// A column that changes a flow: the words or number with which it does not.
struct Refused {
  const char* table;
  const char* column;
  double harmless;  ///< number that changes nothing; absent, False and an empty cell never do
  const char* advice;
};

constexpr std::array<Refused, 17> REFUSED{{
    {"trafo", "tap_dependent_impedance", 0.0, "impedances by tap position are not modelled"},
    {"trafo", "tap_dependency_table", 0.0, "impedances by tap position are not modelled"},
    {"trafo", "tap2_step_percent", 0.0, "a second tap changer is not modelled"},
    {"trafo", "tap2_step_degree", 0.0, "a second tap changer is not modelled"},
    {"trafo", "xn_ohm", 0.0, "a grounded neutral's reactance is not modelled"},
    {"trafo", "leakage_resistance_ratio_hv", 0.5, "only an even split of the leakage is modelled"},
    {"trafo", "leakage_reactance_ratio_hv", 0.5, "only an even split of the leakage is modelled"},
    {"shunt", "step_dependency_table", 0.0, "shunts that differ by step are not modelled"},
    {"shunt", "id_characteristic_table", 0.0, "shunts that differ by step are not modelled"},
    {"line", "tdpf", 0.0, "resistance by temperature is not modelled"},
    {"ext_grid", "ps_mw", 0.0, "secondary control is not modelled"},
    {"sgen", "const_z_percent", 0.0, "generators of constant power are modelled"},
    {"sgen", "const_i_percent", 0.0, "generators of constant power are modelled"},
    {"asymmetric_load", "const_z_percent", 0.0, "asymmetric loads of constant power are modelled"},
    {"asymmetric_load", "const_i_percent", 0.0, "asymmetric loads of constant power are modelled"},
    {"asymmetric_sgen", "const_z_percent", 0.0, "generators of constant power are modelled"},
    {"asymmetric_sgen", "const_i_percent", 0.0, "generators of constant power are modelled"},
}};

/// The columns that are read, by table; a slip in one of their names must not drop a number in silence.
const std::map<std::string, std::vector<std::string>> READ{
    {"bus", {"name", "vn_kv", "in_service"}},
    {"line",
     {"from_bus", "to_bus", "length_km", "r_ohm_per_km", "x_ohm_per_km", "c_nf_per_km", "g_us_per_km", "r0_ohm_per_km",
      "x0_ohm_per_km", "c0_nf_per_km", "max_i_ka", "df", "parallel", "in_service", "std_type"}},
    {"trafo", {"hv_bus",           "lv_bus",          "sn_mva",       "vn_hv_kv",
               "vn_lv_kv",         "vk_percent",      "vkr_percent",  "pfe_kw",
               "i0_percent",       "shift_degree",    "tap_side",     "tap_neutral",
               "tap_step_percent", "tap_step_degree", "tap_pos",      "tap_phase_shifter",
               "tap_changer_type", "parallel",        "df",           "vector_group",
               "vk0_percent",      "vkr0_percent",    "mag0_percent", "mag0_rx",
               "si0_hv_partial",   "in_service"}},
    {"load",
     {"bus", "p_mw", "q_mvar", "const_z_percent", "const_i_percent", "const_z_p_percent", "const_i_p_percent",
      "const_z_q_percent", "const_i_q_percent", "scaling", "in_service", "type"}},
    {"sgen", {"bus", "p_mw", "q_mvar", "scaling", "in_service"}},
    {"storage", {"bus", "p_mw", "q_mvar", "scaling", "in_service"}},
    {"ward", {"bus", "ps_mw", "qs_mvar", "pz_mw", "qz_mvar", "in_service"}},
    {"asymmetric_load",
     {"bus", "p_a_mw", "p_b_mw", "p_c_mw", "q_a_mvar", "q_b_mvar", "q_c_mvar", "scaling", "in_service", "type"}},
    {"asymmetric_sgen",
     {"bus", "p_a_mw", "p_b_mw", "p_c_mw", "q_a_mvar", "q_b_mvar", "q_c_mvar", "scaling", "in_service", "type"}},
    {"ext_grid", {"bus", "vm_pu", "va_degree", "s_sc_max_mva", "rx_max", "r0x0_max", "x0x_max", "in_service"}},
    {"switch", {"bus", "element", "et", "closed", "z_ohm"}},
    {"shunt", {"bus", "p_mw", "q_mvar", "vn_kv", "step", "in_service"}},
};

/// Columns of pandapower's that look like others.
const std::set<std::string> OWN_NAMES{"index",        "name",      "type",
                                      "rx_min",       "r0x0_min",  "x0x_min",
                                      "s_sc_min_mva", "tap_min",   "tap_max",
                                      "max_step",     "sn_mva",    "zone",
                                      "geo",          "tap2_pos",  "tap2_side",
                                      "tap2_neutral", "tap2_min",  "tap2_max",
                                      "std_type",     "min_vm_pu", "max_vm_pu",
                                      "min_p_mw",     "max_p_mw",  "min_q_mvar",
                                      "max_q_mvar",   "shape",     "tap2_changer_type",
                                      "in_ka",        "oltc"};

void refuse_columns(const ElementFrame& frame, ProblemList& problems) {
  for (const Refused& refused : REFUSED) {
    if (refused.table != frame.element() || !frame.has(refused.column)) continue;
    for (int row = 0; row < frame.rows(); ++row) {
      const std::string word = lower_case(frame.text(row, refused.column));
      if (word.empty() || word == "false" || number_of(word) == refused.harmless) continue;
      problems.add(frame.problem(row, fmt::format("{} is {}", refused.column, word), refused.advice));
      break;
    }
  }
}

}  // namespace

PandapowerTables read_pandapower_tables(const std::string& path, ProblemList& problems) {
  PandapowerTables tables{.path = path, .name = fs::path(path).stem().string()};
  for (const std::string& name : UNDERSTOOD) tables.frames.emplace(name, ElementFrame(name, path));
  std::error_code error;
  if (fs::is_directory(path, error)) {
    if (!fs::exists(fs::path(path) / "bus.csv", error)) {
      problems.add({path, 0, 0, "this folder has no bus.csv",
                    "a network of pandapower is a folder with bus.csv, line.csv, ... or a JSON file of its to_json"});
      return tables;
    }
    read_csv_tables(tables, problems);
  } else {
    read_json_tables(tables, problems);
  }
  return tables;
}

void check_pandapower_columns(const PandapowerTables& tables, ProblemList& problems) {
  for (const auto& [name, frame] : tables.frames) {
    if (frame.rows() == 0) continue;
    refuse_columns(frame, problems);
    std::vector<std::string> missing;
    for (const std::string& column : READ.at(name)) {
      if (!frame.has(column)) missing.push_back(column);
    }
    for (const std::string& column : frame.columns()) {
      const auto& known = READ.at(name);
      if (OWN_NAMES.contains(column) || std::find(known.begin(), known.end(), column) != known.end()) continue;
      if (column.size() < 4) continue;
      const std::optional<std::string> near = nearest(column, missing);
      if (near && edit_distance(column, *near) <= 2) {
        problems.add({tables.path, 0, 0, fmt::format("the table {} has an unknown column {}", name, column),
                      fmt::format("did you mean '{}'? Otherwise rename it", *near)});
      }
    }
  }
}

}  // namespace hearthgrid::io
