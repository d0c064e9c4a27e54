// `show --table feeders`, `substations` and `service`: what a planning report lists of medium voltage and of homes'
// connections.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "tools/cli/local_time.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;

// Columns side by side, of one length.
class Columns {
 public:
  Columns(const TableRequest& request, size_t rows) : request_(request), time_(request.reader) {
    table_.rows.resize(rows);
  }

  [[nodiscard]] Numbers of(const char* variable, double factor = 1.0) const {
    const bool by_mix = request_.reader.dimensions(variable).front() == "mix";
    Numbers values = by_mix ? request_.reader.numbers(variable, request_.mix) : request_.reader.numbers(variable);
    for (double& value : values) value *= factor;
    return values;
  }

  void text(const char* header, const std::vector<std::string>& cells) {
    if (!table_.header.empty()) table_.left.push_back(table_.header.size());
    table_.header.emplace_back(header);
    for (size_t i = 0; i < cells.size(); ++i) table_.rows[i].push_back(cells[i]);
  }
  void numbers(const char* header, const Numbers& values) {
    const std::vector<std::string> texts = column_text(values);
    table_.header.emplace_back(header);
    for (size_t i = 0; i < values.size(); ++i) {
      table_.rows[i].push_back(request_.exact ? exact_text(values[i]) : texts[i]);
    }
  }
  void variable(const char* header, const char* name, double factor = 1.0) { numbers(header, of(name, factor)); }
  // A share that is read in hundredths.
  void hundredths(const char* header, const char* name, int decimals = 2) {
    table_.header.emplace_back(header);
    const Numbers values = of(name);
    for (size_t i = 0; i < values.size(); ++i) {
      table_.rows[i].push_back(request_.exact ? exact_text(values[i]) : fmt::format("{:.{}f}", values[i], decimals));
    }
  }
  void times(const char* header, const char* name) {
    std::vector<std::string> texts;
    for (const double minutes : of(name)) texts.push_back(time_.text(minutes, request_.exact));
    text(header, texts);
  }
  // Names behind an index; "-" where it points nowhere.
  void names(const char* header, const char* index, const char* dimension) {
    const std::vector<std::string> all = request_.reader.texts(dimension);
    std::vector<std::string> texts;
    for (const double number : of(index)) {
      texts.push_back(number < 0.0 ? "-" : all.at(static_cast<size_t>(number)));
    }
    text(header, texts);
  }
  void meanings(const char* header, const char* flag) {
    const std::vector<std::string> all = request_.reader.flag_meanings(flag);
    std::vector<std::string> texts;
    for (const double number : of(flag)) texts.push_back(all.at(static_cast<size_t>(number)));
    text(header, texts);
  }

  // Largest first, ties in the file's order.
  [[nodiscard]] TextTable by(const char* variable) {
    const Numbers key = of(variable);
    std::vector<size_t> order(key.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return key[a] > key[b]; });
    std::vector<std::vector<std::string>> sorted;
    for (const size_t row : order) sorted.push_back(std::move(table_.rows[row]));
    table_.rows = std::move(sorted);
    return std::move(table_);
  }

 private:
  const TableRequest& request_;
  LocalTime time_;
  TextTable table_;
};

/// Transformers that no tie takes over, by feeder; for people the first few.
std::vector<std::string> left_out(const TableRequest& request) {
  constexpr size_t MOST = 2;
  const io::ResultsReader& reader = request.reader;
  const Numbers feeder = reader.numbers("transformer_feeder"), tie = reader.numbers("transformer_n1_tie", request.mix);
  const std::vector<std::string> names = reader.texts("transformer");
  std::vector<std::vector<std::string>> left(reader.size_of("feeder"));
  for (size_t t = 0; t < names.size(); ++t) {
    if (tie[t] < 0.0) left[static_cast<size_t>(feeder[t])].push_back(names[t]);
  }
  std::vector<std::string> texts;
  for (std::vector<std::string>& of : left) {
    const size_t more = request.exact || of.size() <= MOST ? 0 : of.size() - MOST;
    of.resize(of.size() - more);
    const std::string all = fmt::format("{}", fmt::join(of, request.exact ? "; " : ", "));
    texts.push_back(all.empty() ? "-" : more > 0 ? fmt::format("{} and {} more", all, more) : all);
  }
  return texts;
}

}  // namespace

TextTable feeders_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  Columns columns(request, reader.size_of("feeder"));
  columns.text("feeder", reader.texts("feeder"));
  columns.names("substation", "feeder_substation", "substation");
  columns.variable("units", "feeder_transformers");
  columns.variable("homes", "feeder_households");
  columns.variable("MVA", "feeder_installed_kva", 1e-3);
  columns.variable("km", "feeder_length_km");
  columns.variable("radius km", "feeder_radius_km");
  columns.variable("limit A", "feeder_limit_a");
  columns.variable("peak A", "feeder_peak_a");
  columns.variable("loading %", "feeder_peak_loading", 100.0);
  columns.times("peak at", "feeder_peak_time");
  columns.variable("h > 80 %", "feeder_hours_above_80");
  columns.variable("h > 100 %", "feeder_hours_above_100");
  columns.hundredths("lowest pu", "feeder_min_voltage_pu", 3);
  columns.variable("h low", "feeder_hours_low_voltage");
  Numbers loss = columns.of("feeder_loss_kwh", 100.0);
  const Numbers energy = columns.of("feeder_energy_kwh");
  for (size_t i = 0; i < loss.size(); ++i) loss[i] = energy[i] > 0.0 ? loss[i] / energy[i] : 0.0;
  columns.numbers("loss %", loss);
  columns.hundredths("coincidence", "feeder_coincidence");
  columns.meanings("N-1", "feeder_n1_result");
  columns.names("taken over by", "feeder_n1_neighbour", "feeder");
  columns.names("tie", "feeder_n1_tie", "mv_line");
  columns.variable("margin A", "feeder_n1_margin_a");
  columns.variable("transfer A", "feeder_n1_transferable_a");
  columns.variable("transfer %", "feeder_n1_share", 100.0);
  columns.variable("ties", "feeder_n1_split_ties");
  columns.variable("with all ties %", "feeder_n1_split_share", 100.0);
  columns.variable("left kVA", "feeder_n1_not_carried_kva");
  columns.text("left out", left_out(request));
  TextTable table = columns.by("feeder_peak_loading");
  const Numbers origin = reader.numbers("feeder_origin");
  if (std::any_of(origin.begin(), origin.end(), [](double made_up) { return made_up > 0.0; })) {
    table.title = "feeders made up by the rule of electricity.feeder_sizing";
  }
  table.note = folded(
      "Loading: of the section nearest to its ampacity at the air temperature; limit: of the head then. Loss: in "
      "lines. "
      "N-1: the head is lost and one tie takes over; passes, or what stops it: line, voltage, substation, no tie, no "
      "solution. Margin: of the neighbour's head; transfer: what it can take, also as a share of the feeder's load. "
      "Ties: that "
      "take whole sections over if all are used, what they carry together, what is left and which transformers.",
      TABLE_WIDTH);
  return table;
}

TextTable substations_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  Columns columns(request, reader.size_of("substation"));
  columns.text("substation", reader.texts("substation"));
  columns.variable("units", "substation_transformers");
  columns.variable("MVA", "substation_rated_mva");
  columns.variable("feeders", "substation_feeders");
  columns.variable("peak MW", "substation_peak_kw", 1e-3);
  columns.variable("peak MVA", "substation_peak_kva", 1e-3);
  columns.variable("loading %", "substation_peak_loading", 100.0);
  columns.times("peak at", "substation_peak_time");
  columns.variable("h > 80 %", "substation_hours_above_80");
  columns.variable("h > 100 %", "substation_hours_above_100");
  columns.hundredths("coincidence", "substation_coincidence");
  columns.variable("loss MWh", "substation_loss_kwh", 1e-3);
  columns.variable("firm MVA", "substation_firm_mva");
  columns.variable("N-1 loading %", "substation_n1_loading", 100.0);
  columns.variable("h > firm", "substation_hours_above_firm");
  columns.variable("N-1 short MVA", "substation_n1_short_mva");
  TextTable table = columns.by("substation_peak_loading");
  table.note =
      folded("Firm: what is left when one transformer is lost; short: what its peak would miss then.", TABLE_WIDTH);
  return table;
}

TextTable service_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  Columns columns(request, reader.size_of("village"));
  columns.text("village", reader.texts("village"));
  columns.variable("homes", "village_households");
  columns.variable("above limit", "village_above_service_limit");
  columns.variable("upgrade CNY", "village_service_upgrade_cny");
  TextTable table = columns.by("village_above_service_limit");
  table.title = fmt::format("{:.0f} homes above the limit of their connection; {:.0f} CNY for stronger ones",
                            reader.numbers("county_above_service_limit").at(request.mix),
                            reader.numbers("county_service_upgrade_cny").at(request.mix));
  return table;
}

}  // namespace hearthgrid::cli
