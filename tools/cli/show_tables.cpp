#include "tools/cli/show_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "tools/cli/local_time.hpp"

namespace hearthgrid::cli {

namespace {

// Adds columns of a table one by one; a variable that the file does not have gives dashes.
class Builder {
 public:
  Builder(const TableRequest& request, size_t rows) : request_(request), rows_(rows) { table_.rows.resize(rows); }

  void text(const std::string& header, const std::vector<std::string>& cells) {
    if (!table_.header.empty()) {
      table_.left.push_back(table_.header.size());
    }
    table_.header.push_back(header);
    for (size_t i = 0; i < rows_; ++i) {
      table_.rows[i].push_back(cells.at(i));
    }
  }

  void numbers(const std::string& header, const std::vector<double>& values) {
    table_.header.push_back(header);
    const std::vector<std::string> texts = column_text(values);
    for (size_t i = 0; i < rows_; ++i) {
      table_.rows[i].push_back(request_.exact ? exact_text(values.at(i)) : texts.at(i));
    }
  }

  /// A variable of the mix (or of no mix), times a factor.
  void variable(const std::string& header, const std::string& name, double factor = 1.0) {
    if (!request_.reader.has(name)) {
      table_.header.push_back(header);
      for (auto& row : table_.rows) {
        row.emplace_back(request_.exact ? "" : "-");
      }
      return;
    }
    numbers(header, values(name, factor));
  }

  /// The same, without the column if people read it and it is 0 throughout.
  void unless_zero(const std::string& header, const std::string& name, double factor = 1.0) {
    if (request_.exact || !request_.reader.has(name) || any(values(name))) {
      variable(header, name, factor);
    }
  }

  /// The same, without the column if the file does not have the variable either.
  void if_any(const std::string& header, const std::string& name, double factor = 1.0) {
    if (request_.reader.has(name)) unless_zero(header, name, factor);
  }

  /// A column if the file has the variable.
  void if_there(const std::string& header, const std::string& name, double factor = 1.0) {
    if (request_.reader.has(name)) variable(header, name, factor);
  }

  /// Whether any value is not 0.
  [[nodiscard]] static bool any(const std::vector<double>& values) {
    return std::any_of(values.begin(), values.end(), [](double value) { return value != 0.0; });
  }

  [[nodiscard]] std::vector<double> values(const std::string& name, double factor = 1.0) const {
    const bool by_mix = request_.reader.dimensions(name).front() == "mix";
    std::vector<double> out = by_mix ? request_.reader.numbers(name, request_.mix) : request_.reader.numbers(name);
    for (double& value : out) {
      value *= factor;
    }
    return out;
  }

  /// Names of what an index variable points to.
  void names(const std::string& header, const std::string& index, const std::string& dimension) {
    if (!request_.reader.has(index)) {
      return;
    }
    const std::vector<std::string> all = request_.reader.texts(dimension);
    std::vector<std::string> cells;
    for (const double number : values(index)) {
      cells.push_back(all.at(static_cast<size_t>(number)));
    }
    text(header, cells);
  }

  void meanings(const std::string& header, const std::string& flag) {
    if (!request_.reader.has(flag)) {
      return;
    }
    const std::vector<std::string> all = request_.reader.flag_meanings(flag);
    std::vector<std::string> cells;
    for (const double number : values(flag)) {
      cells.push_back(all.at(static_cast<size_t>(number)));
    }
    text(header, cells);
  }

  /// Rows by a variable, largest first, ties in the file's order.
  void sort_by(const std::string& name) {
    if (!request_.reader.has(name)) {
      return;
    }
    sort_by(values(name));
  }

  void sort_by(const std::vector<double>& key) {
    std::vector<size_t> order(rows_);
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return key[a] > key[b]; });
    std::vector<std::vector<std::string>> sorted;
    for (const size_t row : order) {
      sorted.push_back(std::move(table_.rows[row]));
    }
    table_.rows = std::move(sorted);
  }

  [[nodiscard]] TextTable take() { return std::move(table_); }

 private:
  const TableRequest& request_;
  size_t rows_;
  TextTable table_;
};

// Local time of the steps where a variable has its peak, from the time axis of the file.
std::vector<std::string> local_times(const TableRequest& request, const std::vector<double>& minutes) {
  const LocalTime time(request.reader);
  std::vector<std::string> texts;
  for (const double value : minutes) texts.push_back(time.text(value, request.exact));
  return texts;
}

}  // namespace

TextTable transformers_table(const TableRequest& request) {
  Builder build(request, request.reader.size_of("transformer"));
  build.text("transformer", request.reader.texts("transformer"));
  build.names("village", "transformer_village", "village");
  build.variable("homes", "transformer_households");
  build.variable("rated kVA", "transformer_rated_kva");
  build.variable("peak kVA", "transformer_peak_kva");
  build.if_there("P05 kVA", "transformer_peak_kva_p05");
  build.if_there("P95 kVA", "transformer_peak_kva_p95");
  build.variable("loading %", "transformer_peak_loading", 100.0);
  if (request.reader.has("transformer_peak_time")) {
    build.text("peak at", local_times(request, build.values("transformer_peak_time")));
  }
  build.variable("h > 80 %", "transformer_hours_above_80");
  build.variable("h > 100 %", "transformer_hours_above_100");
  build.variable("2 h > 80 %", "transformer_events_80");
  build.variable("2 h > 100 %", "transformer_events_100");
  build.variable("hot spot degC", "transformer_peak_hot_spot_c");
  build.if_any("h > cyclic", "transformer_hours_above_cyclic");
  build.if_any("h > emergency", "transformer_hours_above_emergency");
  build.if_there("lowest V pu", "transformer_min_voltage_pu");
  build.if_there("h under", "transformer_hours_undervoltage");
  build.if_there("line %", "transformer_line_loading_max", 100.0);
  build.if_there("unbalance %", "transformer_voltage_unbalance_max", 100.0);
  build.variable("kVA needed", "transformer_kva_needed");
  build.variable("cost CNY", "transformer_upgrade_cost_cny");
  build.meanings("driver", "transformer_upgrade_driver");
  build.sort_by("transformer_peak_loading");
  return build.take();
}

TextTable voltage_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const size_t transformers = reader.size_of("transformer");
  Builder build(request, transformers);
  build.text("transformer", reader.texts("transformer"));
  build.names("village", "transformer_village", "village");
  build.variable("homes", "transformer_households");
  build.variable("reach m", "transformer_lv_radius_m");
  build.variable("lowest V", "transformer_min_voltage_pu", 220.0);
  build.text("at", local_times(request, build.values("transformer_min_voltage_time")));
  build.if_there("feeder pu", "transformer_mv_voltage_then_pu");
  build.if_there("fed V", "transformer_min_voltage_fed_then_pu", 220.0);
  build.if_there("lowest feeder pu", "transformer_mv_min_voltage_pu");
  build.if_there("fed V, bound", "transformer_min_voltage_fed_pu", 220.0);
  build.variable("h under", "transformer_hours_undervoltage");
  build.variable("homes under", "transformer_homes_undervoltage");
  build.variable("highest V", "transformer_max_voltage_pu", 220.0);
  build.unless_zero("h over", "transformer_hours_overvoltage");
  build.variable("unbalance %", "transformer_voltage_unbalance_max", 100.0);
  build.variable("h unbalanced", "transformer_hours_unbalanced");
  build.variable("line %", "transformer_line_loading_max", 100.0);
  const std::vector<std::string> lines = reader.texts("transformer_line_loading_line");
  const auto first = lines.begin() + static_cast<std::ptrdiff_t>(request.mix * transformers);
  build.text("line", {first, first + static_cast<std::ptrdiff_t>(transformers)});
  build.variable("phase %", "transformer_phase_loading_max", 100.0);
  build.variable("neutral A", "transformer_neutral_a_max");
  std::vector<double> loss = build.values("transformer_line_loss_kwh", 100.0);
  const std::vector<double> energy = build.values("transformer_energy_kwh");
  for (size_t t = 0; t < loss.size(); ++t) loss[t] = energy[t] > 0.0 ? loss[t] / energy[t] : 0.0;
  build.numbers("lost %", loss);
  build.unless_zero("steps unsolved", "transformer_lv_failed_steps");
  build.meanings("lines", "transformer_lv_origin");
  build.sort_by(build.values("transformer_min_voltage_pu", -1.0));
  TextTable table = build.take();
  table.note = "volts of a home, phase to neutral; limits 198 to 235.4 V (220 V +7/-10 %) where the scenario says none";
  return table;
}

TextTable zoom_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  Builder build(request, reader.size_of("transformer"));
  build.text("transformer", reader.texts("transformer"));
  build.names("village", "transformer_village", "village");
  build.variable("homes", "transformer_households");
  build.variable("rated kVA", "transformer_rated_kva");
  build.variable("season kVA", "transformer_peak_kva");
  const std::vector<double> time = reader.numbers("zoom_time");
  const double step = time.size() > 1 ? time[1] - time[0] : 1.0;
  build.variable(fmt::format("{:.0f} min kVA", step), "transformer_zoom_peak_kva");
  build.variable("15 min", "transformer_zoom_peak_15min_kva");
  build.variable("30 min", "transformer_zoom_peak_30min_kva");
  build.variable("60 min", "transformer_zoom_peak_60min_kva");
  build.text("peak at", local_times(request, build.values("transformer_zoom_peak_time")));
  const bool voltages = reader.has("transformer_zoom_min_voltage_pu");
  if (voltages) {
    build.variable("lowest V", "transformer_zoom_min_voltage_pu", 220.0);
    build.variable("15 min V", "transformer_zoom_min_voltage_15min_pu", 220.0);
    build.text("lowest at", local_times(request, build.values("transformer_zoom_min_voltage_time")));
    build.variable("homes under", "transformer_zoom_homes_undervoltage");
    build.variable("homes 15 min", "transformer_zoom_homes_undervoltage_15min");
    build.variable("min under", "transformer_zoom_minutes_undervoltage");
    build.variable("unbalance %", "transformer_zoom_voltage_unbalance_max", 100.0);
    build.variable("line %", "transformer_zoom_line_loading_max", 100.0);
    build.unless_zero("steps unsolved", "transformer_zoom_lv_failed_steps");
  }
  build.sort_by("transformer_zoom_peak_kva");
  TextTable table = build.take();
  if (voltages) {
    table.note = folded(
        "volts of a home, phase to neutral; 15 min V, homes 15 min: the same days by the mean loads of clock quarters; "
        "min under: with a home below the limit.",
        TABLE_WIDTH);
  }
  const std::vector<std::string> starts = reader.texts("zoom_window");
  const std::vector<double> days = reader.numbers("zoom_window_days");
  for (size_t i = 0; i < starts.size(); ++i) {
    table.title += fmt::format("{}{}", i == 0 ? "days run again: " : ", ", starts[i]);
    if (days.at(i) > 1.0) table.title += fmt::format(" and {:.0f} more", days.at(i) - 1.0);
  }
  return table;
}

TextTable villages_table(const TableRequest& request) {
  Builder build(request, request.reader.size_of("village"));
  build.text("village", request.reader.texts("village"));
  build.variable("homes", "village_households");
  build.variable("converted", "village_converted");
  build.variable("heat MWh", "village_heat_kwh", 1e-3);
  build.variable("unmet MWh", "village_unmet_kwh", 1e-3);
  build.variable("power MWh", "village_electricity_kwh", 1e-3);
  build.unless_zero("gas m3", "village_gas_m3");
  build.unless_zero("coal t", "village_coal_kg", 1e-3);
  build.unless_zero("pellets t", "village_pellet_kg", 1e-3);
  build.if_any("wood t", "village_wood_kg", 1e-3);
  build.if_any("straw t", "village_straw_kg", 1e-3);
  build.variable("indoor degC", "village_mean_indoor_c");
  build.variable("h < 14 degC", "village_hours_below_14");
  build.variable("bills CNY", "village_bill_cny");
  return build.take();
}

TextTable households_table(const TableRequest& request) {
  Builder build(request, request.reader.size_of("household"));
  build.text("home", request.reader.texts("household"));
  build.names("village", "household_village", "village");
  build.meanings("heater", "household_technology");
  build.meanings("insulation", "household_envelope");
  build.variable("area m2", "household_heated_area_m2");
  build.variable("heat kWh", "household_heat_kwh");
  build.variable("unmet kWh", "household_unmet_kwh");
  build.if_there("cooling kWh", "household_cooling_kwh");
  build.variable("power kWh", "household_electricity_kwh");
  build.unless_zero("gas m3", "household_gas_m3");
  build.unless_zero("coal kg", "household_coal_kg");
  build.unless_zero("pellets kg", "household_pellet_kg");
  build.if_any("wood kg", "household_wood_kg");
  build.if_any("straw kg", "household_straw_kg");
  build.variable("peak kW", "household_peak_kw");
  build.variable("mean degC", "household_mean_indoor_c");
  build.variable("min degC", "household_min_indoor_c");
  build.variable("h < 14 degC", "household_hours_below_14");
  build.variable("bill CNY", "household_bill_cny");
  build.sort_by("household_hours_below_14");
  return build.take();
}

TextTable named_table(const TableRequest& request) {
  const std::vector<std::string> homes = request.reader.texts("named_household");
  const std::vector<std::string> months = request.reader.texts("month");
  Builder build(request, homes.size());
  build.text("home", homes);
  build.if_there("peak heat kW", "named_peak_heat_kw");
  build.if_there("in an hour", "named_peak_heat_60min_kw");
  build.if_there("peak cooling in an hour kW", "named_peak_cooling_60min_kw");
  build.if_there("lowest hour degC", "named_min_indoor_60min_c");
  build.if_there("highest hour degC", "named_max_indoor_60min_c");
  for (const auto& [word, variable] :
       {std::pair("heat", "named_month_heat_kwh"), {"cooling", "named_month_cooling_kwh"}}) {
    if (!request.reader.has(variable)) continue;
    const std::vector<double> all = build.values(variable);
    for (size_t m = 0; m < months.size(); ++m) {
      std::vector<double> column;
      for (size_t h = 0; h < homes.size(); ++h) column.push_back(all[h * months.size() + m]);
      build.numbers(fmt::format("{} {} kWh", word, months[m]), column);
    }
  }
  return build.take();
}

}  // namespace hearthgrid::cli
