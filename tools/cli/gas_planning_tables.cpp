#include "tools/cli/gas_planning_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace hearthgrid::cli {
namespace {

using Numbers = std::vector<double>;

std::string text(const TableRequest& request, double number) {
  return request.exact ? exact_text(number) : number_text(number);
}

}  // namespace

TextTable gas_planning_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  constexpr std::array FRONTS = {"gas_sizing_", "gas_storage_", "gas_lng_", "gas_short_"};
  TextTable table;
  table.header = {"figure", "value", "unit"};
  table.left = {2};
  if (request.exact) {
    table.header.emplace_back("what");
    table.left.push_back(3);
  }
  // gas_short_m3 is of the season's balance, not of homes that run again.
  for (const std::string& name : reader.variables()) {
    const bool asked =
        std::any_of(FRONTS.begin(), FRONTS.end(), [&](const char* front) { return name.starts_with(front); });
    if (!asked || name == "gas_short_m3" || reader.dimensions(name) != std::vector<std::string>{"mix"}) continue;
    const double value = reader.numbers(name, request.mix).at(0);
    std::string shown = text(request, value);
    if (name == "gas_sizing_status") shown = reader.flag_meanings(name).at(static_cast<size_t>(value));
    table.rows.push_back({name, shown, reader.attribute(name, "units").value_or("")});
    if (request.exact) table.rows.back().push_back(reader.attribute(name, "long_name").value_or(""));
  }
  return table;
}

TextTable gas_storage_table(const TableRequest& request) {
  struct Column {
    const char *header, *variable;
    bool adds_up;  ///< over the areas
  };
  static constexpr Column LIMITS[] = {{"m3/h limit", "gas_area_hourly_limit_m3h", false},
                                      {"m3/day limit", "gas_area_daily_limit_m3", false}};
  static constexpr Column COLUMNS[] = {{"wanted m3", "gas_area_wanted_m3", true},
                                       {"storage m3", "gas_area_storage_m3", true},
                                       {"out m3/h", "gas_area_storage_send_out_m3h", true},
                                       {"out m3", "gas_area_storage_sent_out_m3", true},
                                       {"days", "gas_area_storage_days", false},
                                       {"LNG t", "gas_area_lng_tonnes", true},
                                       {"trucks", "gas_area_lng_truck_loads", true},
                                       {"tanks m3", "gas_area_lng_tank_m3", true}};
  const io::ResultsReader& reader = request.reader;
  TextTable table;
  table.header = {"area"};
  std::vector<Numbers> values;
  Numbers sums;
  for (const Column& column : LIMITS) {
    if (!request.exact) break;
    table.header.emplace_back(column.header);
    values.push_back(reader.numbers(column.variable));
    sums.push_back(0.0);
  }
  for (const Column& column : COLUMNS) {
    table.header.emplace_back(column.header);
    values.push_back(reader.numbers(column.variable, request.mix));
    double sum = 0.0;
    for (const double value : values.back()) sum += column.adds_up ? value : 0.0;
    if (!column.adds_up) sum = reader.numbers("gas_storage_days", request.mix).at(0);
    sums.push_back(sum);
  }
  const std::vector<std::string> areas = reader.texts("gas_area");
  for (size_t area = 0; area < areas.size(); ++area) {
    table.rows.push_back({areas[area]});
    for (const Numbers& column : values) table.rows.back().push_back(text(request, column[area]));
  }
  table.rows.push_back({"all"});
  for (size_t i = 0; i < sums.size(); ++i) {
    const bool limit = request.exact && i < std::size(LIMITS);
    table.rows.back().push_back(limit ? "" : text(request, sums[i]));
  }
  if (request.exact) return table;
  table.note = folded(
      "what the supplies' caps and capacities, and the caps on all together, do not give; full at the "
      "season's start. Send-outs add up whenever each area has its own",
      TABLE_WIDTH);
  return table;
}

TextTable gas_simultaneity_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Numbers sizes = reader.numbers("gas_group_size"),
                groups = reader.numbers("gas_simultaneity_groups", request.mix),
                mean = reader.numbers("gas_simultaneity", request.mix),
                largest = reader.numbers("gas_simultaneity_largest", request.mix);
  std::vector<std::string> tables, sources;
  Numbers planned;
  if (reader.has("gas_simultaneity_planned")) {
    tables = reader.texts("gas_simultaneity_table");
    sources = reader.texts("gas_simultaneity_source");
    planned = reader.numbers("gas_simultaneity_planned");
  }
  TextTable out;
  out.header = {"burners", "groups", "simulated", "largest"};
  for (size_t t = 0; t < tables.size(); ++t) {
    out.header.push_back(request.exact ? tables[t] : fmt::format("table {}", t + 1));
    if (!request.exact) {
      out.note +=
          (t == 0 ? "" : "\n") + folded(fmt::format("table {}: {} ({})", t + 1, tables[t], sources[t]), TABLE_WIDTH);
    }
  }
  for (size_t i = 0; i < sizes.size(); ++i) {
    const bool any = groups[i] > 0.0;
    if (!any && !request.exact) continue;
    out.rows.push_back({text(request, sizes[i]), text(request, groups[i]), any ? text(request, mean[i]) : "",
                        any ? text(request, largest[i]) : ""});
    for (size_t t = 0; t < tables.size(); ++t) out.rows.back().push_back(text(request, planned[t * sizes.size() + i]));
  }
  return out;
}

}  // namespace hearthgrid::cli
