#include "tools/cli/gas_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "tools/cli/local_time.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

constexpr size_t SHORT_ROWS = 5;  // of the tables below the nodes

// A table of chosen objects of one dimension, in an order.
class Objects {
 public:
  Objects(const TableRequest& request, const std::string& dimension)
      : request_(request), reader_(request.reader), names_(reader_.texts(dimension)), rows_(names_.size()) {
    std::iota(rows_.begin(), rows_.end(), size_t{0});
  }

  [[nodiscard]] Numbers values(const std::string& variable) const {
    return reader_.dimensions(variable).front() == "mix" ? reader_.numbers(variable, request_.mix)
                                                         : reader_.numbers(variable);
  }
  /// Largest first, ties in the file's order.
  void sort_by(const Numbers& key) {
    std::stable_sort(rows_.begin(), rows_.end(), [&](size_t a, size_t b) { return key[a] > key[b]; });
  }
  template <class Keep>
  void keep_if(Keep keep) {
    std::erase_if(rows_, [&](size_t row) { return !keep(row); });
  }
  void cut(size_t rows) {
    if (rows_.size() > rows) rows_.resize(rows);
  }

  void name(const std::string& header) { text(header, names_); }
  void text(const std::string& header, const Texts& all) {
    if (!table_.header.empty()) table_.left.push_back(table_.header.size());
    column(header, [&](size_t row) { return all.at(row); });
  }
  void number(const std::string& header, const Numbers& all) {
    Numbers chosen;
    for (const size_t row : rows_) chosen.push_back(all.at(row));
    const Texts texts = column_text(chosen);
    size_t next = 0;
    column(header, [&](size_t row) { return request_.exact ? exact_text(all.at(row)) : texts.at(next++); });
  }
  void number(const std::string& header, const std::string& variable, double factor = 1.0) {
    Numbers all = values(variable);
    for (double& value : all) value *= factor;
    number(header, all);
  }
  void unless_zero(const std::string& header, const std::string& variable, double factor = 1.0) {
    const Numbers all = values(variable);
    const bool any = std::any_of(all.begin(), all.end(), [](double v) { return v != 0.0; });
    if (request_.exact || any) number(header, variable, factor);
  }
  void time(const std::string& header, const std::string& variable) {
    const LocalTime local(reader_);
    const Numbers all = values(variable);
    column(header, [&](size_t row) { return local.text(all.at(row), request_.exact); });
    table_.left.push_back(table_.header.size() - 1);
  }
  void flag(const std::string& header, const std::string& variable) {
    const Texts meanings = reader_.flag_meanings(variable);
    const Numbers all = values(variable);
    Texts texts;
    for (const double value : all) {
      texts.push_back(meanings.at(static_cast<size_t>(value)));
      std::replace(texts.back().begin(), texts.back().end(), '_', ' ');
    }
    text(header, texts);
  }
  [[nodiscard]] TextTable take() {
    table_.rows.resize(rows_.size());
    for (const auto& column : columns_) {
      for (size_t i = 0; i < column.size(); ++i) table_.rows[i].push_back(column[i]);
    }
    return std::move(table_);
  }

 private:
  template <class Cell>
  void column(const std::string& header, Cell cell) {
    table_.header.push_back(header);
    Texts cells;
    for (const size_t row : rows_) cells.push_back(cell(row));
    columns_.push_back(std::move(cells));
  }

  const TableRequest& request_;
  const io::ResultsReader& reader_;
  Texts names_;
  std::vector<size_t> rows_;
  TextTable table_;
  std::vector<Texts> columns_;
};

double of_mix(const TableRequest& request, const char* variable) {
  return request.reader.numbers(variable, request.mix).at(0);
}

std::string node_name(const TableRequest& request, double index) {
  return request.reader.texts("gas_node").at(static_cast<size_t>(index));
}

// What a planner asks first.
std::string summary(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const LocalTime local(reader);
  std::string text;
  const double node = of_mix(request, "gas_min_pressure_node");
  if (node >= 0.0) {
    text += fmt::format("lowest pressure {} Pa at '{}', {}", number_text(of_mix(request, "gas_min_pressure_pa")),
                        node_name(request, node), local.text(of_mix(request, "gas_min_pressure_time"), false));
  } else {
    text += "nobody draws, or no step has a solution";
  }
  const double unserved_m3 = of_mix(request, "gas_unserved_total_m3");
  text += fmt::format("\nwanted {} m3, unserved {} m3", number_text(of_mix(request, "gas_wanted_m3")),
                      number_text(unserved_m3));
  if (unserved_m3 > 0.0) {
    text +=
        fmt::format(" in {} h (caps {}, pressure {}, no supply {})", number_text(of_mix(request, "gas_hours_unserved")),
                    number_text(of_mix(request, "gas_capped_m3")), number_text(of_mix(request, "gas_short_m3")),
                    number_text(of_mix(request, "gas_unreached_m3")));
  }
  const double hours = of_mix(request, "gas_hours_at_cap"), days = of_mix(request, "gas_days_at_cap");
  if (hours + days > 0.0) {
    text += fmt::format("\nall supplies together: {} h at the hourly cap, {} days at the daily cap", hours, days);
  }
  if (of_mix(request, "gas_hours_unsolved") > 0.0) {
    text += fmt::format("\n{} h have no solution, the first {}: {}", number_text(of_mix(request, "gas_hours_unsolved")),
                        local.text(of_mix(request, "gas_unsolved_first_time"), false),
                        reader.texts("gas_unsolved_reason").at(request.mix));
  }
  if (of_mix(request, "gas_outside_m3") > 0.0) {
    text += fmt::format("\n{} m3 are drawn by homes at no node of the network",
                        number_text(of_mix(request, "gas_outside_m3")));
  }
  if (reader.has("gas_zoom_min_pressure_pa") && of_mix(request, "gas_zoom_min_pressure_node") >= 0.0) {
    const Numbers zoom = reader.numbers("zoom_time");
    const double step = zoom.size() > 1 ? zoom[1] - zoom[0] : 1.0;
    text += fmt::format(
        "\nin the zoomed days {} Pa by steps of {:.0f} min, {} Pa by quarter hours; up to {} Pa lower at one node",
        number_text(of_mix(request, "gas_zoom_min_pressure_pa")), step,
        number_text(of_mix(request, "gas_zoom_min_pressure_15min_pa")),
        number_text(of_mix(request, "gas_zoom_largest_drop_pa")));
  }
  std::string folded_text;
  for (size_t from = 0; from <= text.size();) {
    const size_t end = std::min(text.find('\n', from), text.size());
    folded_text += (from == 0 ? "" : "\n") + folded(text.substr(from, end - from), TABLE_WIDTH);
    from = end + 1;
  }
  return folded_text;
}

TextTable pipes(const TableRequest& request, size_t most) {
  Objects build(request, "gas_pipe");
  build.sort_by(build.values("gas_pipe_max_velocity_m_s"));
  if (most > 0) build.cut(most);
  const Texts nodes = request.reader.texts("gas_node");
  const auto ends = [&](const char* variable) {
    Texts names;
    for (const double node : build.values(variable)) names.push_back(nodes.at(static_cast<size_t>(node)));
    return names;
  };
  build.name("pipe");
  if (request.exact) {  // names may be long: both ends beside them are too much for a line
    build.text("from", ends("gas_pipe_from"));
    build.text("to", ends("gas_pipe_to"));
  }
  build.number("length m", "gas_pipe_length_m");
  build.number("bore mm", "gas_pipe_inner_diameter_mm");
  build.number("peak m3/h", "gas_pipe_peak_m3h");
  build.number("m/s", "gas_pipe_max_velocity_m_s");
  build.time("at", "gas_pipe_max_velocity_time");
  return build.take();
}

TextTable regulators(const TableRequest& request, size_t most) {
  Objects build(request, "gas_regulator");
  build.sort_by(build.values("gas_regulator_peak_m3h"));
  build.sort_by(build.values("gas_regulator_peak_share"));
  if (most > 0) build.cut(most);
  build.name("regulator");
  if (most == 0) build.flag("kind", "gas_regulator_kind");
  build.number("set Pa", "gas_regulator_set_pa");
  build.number("peak m3/h", "gas_regulator_peak_m3h");
  build.unless_zero("% of capacity", "gas_regulator_peak_share", 100.0);
  build.time("at", "gas_regulator_peak_time");
  build.number("h saturated", "gas_regulator_hours_saturated");
  build.number("h open", "gas_regulator_hours_open");
  if (request.reader.has("gas_regulator_zoom_peak_m3h")) {
    build.number("zoom m3/h", "gas_regulator_zoom_peak_m3h");
    build.number("zoom 15 min", "gas_regulator_zoom_peak_15min_m3h");
  }
  build.unless_zero("steps unsolved", "gas_regulator_unsolved_steps");
  return build.take();
}

TextTable supplies(const TableRequest& request) {
  Objects build(request, "gas_supply");
  build.name("supply");
  build.number("season m3", "gas_supply_total_m3");
  build.number("peak m3/h", "gas_supply_peak_m3h");
  build.unless_zero("% of capacity", "gas_supply_peak_share", 100.0);
  build.number("peak hour m3/h", "gas_supply_peak_hour_m3h");
  build.time("hour", "gas_supply_peak_hour_time");
  build.number("peak day m3", "gas_supply_peak_day_m3");
  build.time("day", "gas_supply_peak_day_time");
  build.unless_zero("h saturated", "gas_supply_hours_saturated");
  build.unless_zero("h at cap", "gas_supply_hours_at_cap");
  build.unless_zero("days at cap", "gas_supply_days_at_cap");
  build.unless_zero("steps unsolved", "gas_supply_unsolved_steps");
  return build.take();
}

TextTable titled(TextTable table, const std::string& title) {
  table.title = title;
  return table;
}

TextTable profile_header() {
  TextTable table;
  table.header = {"node", "tier", "via", "distance m", "pressure Pa", "drop Pa"};
  table.left = {1, 2};
  return table;
}

}  // namespace

TextTable gas_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  if (!reader.has("gas_node_min_pressure_pa")) return village_gas_table(request);
  Objects build(request, "gas_node");
  const Numbers wanted = build.values("gas_node_wanted_m3"), homes = build.values("gas_node_households");
  build.keep_if([&](size_t n) { return wanted[n] > 0.0 || homes[n] > 0.0; });
  Numbers key = build.values("gas_node_min_pressure_pa");
  for (double& value : key) value = -value;
  build.sort_by(key);
  build.name("node");
  build.flag("tier", "gas_node_tier");
  build.number("homes", "gas_node_households");
  build.number("lowest Pa", "gas_node_min_pressure_pa");
  build.time("at", "gas_node_min_pressure_time");
  if (reader.has("gas_node_zoom_min_pressure_pa")) {
    build.number("zoom Pa", "gas_node_zoom_min_pressure_pa");
    build.number("zoom 15 min", "gas_node_zoom_min_pressure_15min_pa");
  }
  build.number("h below service", "gas_node_hours_below_service");
  build.number("peak m3/h", "gas_node_peak_m3h");
  build.unless_zero("unserved m3", "gas_unserved_m3");
  build.unless_zero("h unserved", "gas_node_hours_unserved");
  build.unless_zero("steps unsolved", "gas_node_unsolved_steps");
  TextTable table = build.take();
  if (request.exact) return table;
  table.title = summary(request);
  if (reader.has("gas_pipe_peak_m3h")) {
    table.note += "\n" + render(titled(pipes(request, SHORT_ROWS), "fastest gas (all: --table gas_pipes)"));
  }
  if (reader.has("gas_regulator_peak_m3h")) {
    table.note += "\n" + render(titled(regulators(request, SHORT_ROWS),
                                       "regulators nearest to their capacity (all: --table gas_regulators)"));
  }
  table.note += "\n" + render(titled(supplies(request), "supplies"));
  if (table.note.ends_with('\n')) table.note.pop_back();
  return table;
}

TextTable gas_pipes_table(const TableRequest& request) {
  return pipes(request, 0);
}

TextTable gas_regulators_table(const TableRequest& request) {
  return regulators(request, 0);
}

TextTable gas_supplies_table(const TableRequest& request) {
  return supplies(request);
}

TextTable gas_profile_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  if (of_mix(request, "gas_min_pressure_node") < 0.0) {
    TextTable none = profile_header();
    none.title = of_mix(request, "gas_wanted_m3") > 0.0
                     ? "no way to show: in no step that has a solution does anybody get any gas"
                     : "no way to show: nobody wants gas";
    return none;
  }
  const Numbers mix = reader.numbers("gas_profile_mix"), node = reader.numbers("gas_profile_node"),
                distance = reader.numbers("gas_profile_distance_m"),
                pressure = reader.numbers("gas_profile_pressure_pa"), tier = reader.numbers("gas_profile_tier");
  const Texts via = reader.texts("gas_profile_via"), tiers = reader.flag_meanings("gas_profile_tier");
  TextTable table = profile_header();
  const auto number = [&](double value) { return request.exact ? exact_text(value) : number_text(value); };
  const Texts nodes = reader.texts("gas_node");
  // A pipe that is named after its ends says nothing new.
  const auto via_text = [&](size_t i) {
    const std::string& here = nodes.at(static_cast<size_t>(node[i]));
    const std::string& before = nodes.at(static_cast<size_t>(node[i - 1]));
    return via[i] == before + "~" + here || via[i] == here + "~" + before ? std::string("pipe") : via[i];
  };
  for (size_t i = 0; i < mix.size(); ++i) {
    if (static_cast<size_t>(mix[i]) != request.mix) continue;
    const bool first = table.rows.empty();
    std::string tier_text = tiers.at(static_cast<size_t>(tier[i]));
    std::replace(tier_text.begin(), tier_text.end(), '_', ' ');
    table.rows.push_back({nodes.at(static_cast<size_t>(node[i])), tier_text,
                          first           ? "-"
                          : request.exact ? via[i]
                                          : via_text(i),
                          number(distance[i]), number(pressure[i]),
                          number(first ? 0.0 : pressure[i - 1] - pressure[i])});
  }
  if (request.exact) return table;
  table.title = "nobody draws, or no step has a solution";
  if (table.rows.empty()) return table;
  table.title = folded(fmt::format("the way to '{}' at its worst moment, {}", table.rows.back().front(),
                                   LocalTime(reader).text(of_mix(request, "gas_min_pressure_time"), false)),
                       TABLE_WIDTH);
  return table;
}

}  // namespace hearthgrid::cli
