#include "tools/cli/diversity_table.hpp"

#include <fmt/format.h>

namespace hearthgrid::cli {

namespace {

constexpr size_t FIGURES = 6;
constexpr const char* VARIABLES[FIGURES] = {
    "admd_kw", "admd_p05_kw", "admd_p95_kw", "coincidence_factor", "coincidence_factor_p05", "coincidence_factor_p95"};

// Places in a variable by group, size and bin that hold a figure, bin by bin so that sizes follow each other.
struct Place {
  size_t group, size, bin;
};

std::vector<Place> places(const io::ResultsReader& reader, const std::vector<double>& sizes) {
  const std::vector<double> homes = reader.numbers("technology_group_homes");
  const std::vector<double> days = reader.numbers("temperature_bin_days");
  std::vector<Place> kept;
  for (size_t group = 0; group < homes.size(); ++group) {
    for (size_t bin = 0; bin < days.size(); ++bin) {
      for (size_t size = 0; size < sizes.size(); ++size) {
        if (days[bin] > 0.0 && sizes[size] <= homes[group]) kept.push_back({group, size, bin});
      }
    }
  }
  return kept;
}

}  // namespace

TextTable diversity_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const std::vector<std::string> groups = reader.texts("technology_group"), bins = reader.texts("temperature_bin");
  const std::vector<double> sizes = reader.numbers("group_size"), days = reader.numbers("temperature_bin_days");
  std::vector<std::vector<double>> figures;
  for (const char* variable : VARIABLES) figures.push_back(reader.numbers(variable));
  TextTable table;
  table.header = {"heater", "outdoor degC", "days", "homes", "ADMD kW", "p05", "p95", "coinc.", "p05", "p95"};
  if (request.exact) {
    table.header = {"technology_group", "temperature_bin", "days", "group_size"};
    table.header.insert(table.header.end(), std::begin(VARIABLES), std::end(VARIABLES));
  }
  table.left = {1};
  for (const Place& at : places(reader, sizes)) {
    std::vector<std::string> row = {groups[at.group], bins[at.bin], fmt::format("{:.0f}", days[at.bin]),
                                    fmt::format("{:.0f}", sizes[at.size])};
    for (const auto& figure : figures) {
      const double value = figure[(at.group * sizes.size() + at.size) * bins.size() + at.bin];
      row.push_back(request.exact ? exact_text(value) : fmt::format("{:.2f}", value));
    }
    table.rows.push_back(std::move(row));
  }
  table.title = "homes' whole electricity; days by their mean outdoor temperature in the county";
  table.note = folded(
      "ADMD: a group's largest quarter hour over its homes; coincidence: the same over the sum of its homes' own "
      "largest. Nine of ten groups of so many homes lie from p05 to p95.",
      TABLE_WIDTH);
  return table;
}

}  // namespace hearthgrid::cli
