#pragma once
// The tables of pandapower as its exports write them: columns with the types that pandas gives them.

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace hearthgrid::io {

using Json = nlohmann::ordered_json;

/// One table: columns with pandas types, rows of cells (null = absent).
struct OutTable {
  std::string name;
  std::vector<std::pair<std::string, std::string>> columns;  ///< name, dtype
  std::vector<std::vector<Json>> rows{};

  [[nodiscard]] std::string csv() const {
    std::string text = "index";
    for (const auto& [column, type] : columns) text += "," + column;
    text += "\n";
    for (size_t i = 0; i < rows.size(); ++i) {
      text += std::to_string(i);
      for (const Json& cell : rows[i]) text += "," + cell_text(cell);
      text += "\n";
    }
    return text;
  }

  [[nodiscard]] Json json() const {
    Json split{{"columns", Json::array()}, {"index", Json::array()}, {"data", rows}};
    Json types = Json::object();
    for (const auto& [column, type] : columns) {
      split["columns"].push_back(column);
      types[column] = type;
    }
    for (size_t i = 0; i < rows.size(); ++i) split["index"].push_back(i);
    return {{"_module", "pandas.core.frame"},
            {"_class", "DataFrame"},
            {"_object", split.dump()},
            {"orient", "split"},
            {"dtype", types}};
  }

 private:
  static std::string cell_text(const Json& cell) {
    if (cell.is_null()) return "";
    if (cell.is_boolean()) return cell.get<bool>() ? "True" : "False";
    if (!cell.is_string()) return cell.dump();
    std::string text = cell.get<std::string>();
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
  }
};

/// Empty tables with their columns.
struct PandapowerOutTables {
  OutTable bus{"bus", {{"name", "object"}, {"vn_kv", "float64"}, {"type", "object"}, {"in_service", "bool"}}};
  OutTable line{"line",
                {{"name", "object"},
                 {"std_type", "object"},
                 {"from_bus", "int64"},
                 {"to_bus", "int64"},
                 {"length_km", "float64"},
                 {"r_ohm_per_km", "float64"},
                 {"x_ohm_per_km", "float64"},
                 {"c_nf_per_km", "float64"},
                 {"g_us_per_km", "float64"},
                 {"r0_ohm_per_km", "float64"},
                 {"x0_ohm_per_km", "float64"},
                 {"c0_nf_per_km", "float64"},
                 {"max_i_ka", "float64"},
                 {"df", "float64"},
                 {"parallel", "int64"},
                 {"in_service", "bool"}}};
  OutTable trafo{"trafo",
                 {{"name", "object"},
                  {"hv_bus", "int64"},
                  {"lv_bus", "int64"},
                  {"sn_mva", "float64"},
                  {"vn_hv_kv", "float64"},
                  {"vn_lv_kv", "float64"},
                  {"vk_percent", "float64"},
                  {"vkr_percent", "float64"},
                  {"pfe_kw", "float64"},
                  {"i0_percent", "float64"},
                  {"shift_degree", "float64"},
                  {"tap_side", "object"},
                  {"tap_neutral", "float64"},
                  {"tap_step_percent", "float64"},
                  {"tap_step_degree", "float64"},
                  {"tap_pos", "float64"},
                  {"tap_changer_type", "object"},
                  {"tap_phase_shifter", "bool"},
                  {"parallel", "int64"},
                  {"df", "float64"},
                  {"vector_group", "object"},
                  {"vk0_percent", "float64"},
                  {"vkr0_percent", "float64"},
                  {"mag0_percent", "float64"},
                  {"mag0_rx", "float64"},
                  {"si0_hv_partial", "float64"},
                  {"in_service", "bool"}}};
  OutTable load{"load",
                {{"name", "object"},
                 {"bus", "int64"},
                 {"p_mw", "float64"},
                 {"q_mvar", "float64"},
                 {"const_z_percent", "float64"},
                 {"const_i_percent", "float64"},
                 {"scaling", "float64"},
                 {"in_service", "bool"},
                 {"type", "object"},
                 {"shape", "object"}}};
  OutTable sgen{"sgen",
                {{"name", "object"},
                 {"bus", "int64"},
                 {"p_mw", "float64"},
                 {"q_mvar", "float64"},
                 {"scaling", "float64"},
                 {"in_service", "bool"},
                 {"type", "object"},
                 {"shape", "object"}}};
  OutTable asymmetric_load{"asymmetric_load", asymmetric_columns()};
  OutTable asymmetric_sgen{"asymmetric_sgen", asymmetric_columns()};
  OutTable shunt{"shunt",
                 {{"name", "object"},
                  {"bus", "int64"},
                  {"p_mw", "float64"},
                  {"q_mvar", "float64"},
                  {"vn_kv", "float64"},
                  {"step", "int64"},
                  {"in_service", "bool"}}};
  OutTable ext_grid{"ext_grid",
                    {{"name", "object"},
                     {"bus", "int64"},
                     {"vm_pu", "float64"},
                     {"va_degree", "float64"},
                     {"slack_weight", "float64"},
                     {"s_sc_max_mva", "float64"},
                     {"rx_max", "float64"},
                     {"r0x0_max", "float64"},
                     {"x0x_max", "float64"},
                     {"in_service", "bool"}}};
  OutTable switches{"switch",
                    {{"bus", "int64"},
                     {"element", "int64"},
                     {"et", "object"},
                     {"type", "object"},
                     {"closed", "bool"},
                     {"name", "object"},
                     {"z_ohm", "float64"}}};
  OutTable profiles{"profiles", {}};

 private:
  static std::vector<std::pair<std::string, std::string>> asymmetric_columns() {
    return {{"name", "object"},     {"bus", "int64"},        {"p_a_mw", "float64"}, {"q_a_mvar", "float64"},
            {"p_b_mw", "float64"},  {"q_b_mvar", "float64"}, {"p_c_mw", "float64"}, {"q_c_mvar", "float64"},
            {"scaling", "float64"}, {"in_service", "bool"},  {"type", "object"},    {"shape", "object"}};
  }
};

}  // namespace hearthgrid::io
