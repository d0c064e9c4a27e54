#include "tools/cli/kva_table.hpp"

#include <fmt/format.h>

namespace hearthgrid::cli {

TextTable kva_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const std::vector<std::string> groups = reader.texts("kva_group");
  const std::vector<double> numbers = reader.numbers("kva_homes"), homes = reader.numbers("kva_group_homes");
  constexpr const char* VARIABLES[] = {"kva_per_home", "kva_per_home_p05", "kva_per_home_p95",
                                       "kva_admd_kw",  "kva_coincidence",  "kva_standard_kva"};
  std::vector<std::vector<double>> figures;
  for (const char* variable : VARIABLES) figures.push_back(reader.numbers(variable));
  TextTable table;
  table.header = {"climate, heater", "homes", "kVA a home", "p05", "p95", "ADMD kW", "coinc.", "standard kVA"};
  if (request.exact) {
    table.header = {"kva_group", "kva_homes"};
    table.header.insert(table.header.end(), std::begin(VARIABLES), std::end(VARIABLES));
  }
  for (size_t g = 0; g < groups.size(); ++g) {
    for (size_t n = 0; n < numbers.size(); ++n) {
      if (numbers[n] > homes[g]) continue;
      std::vector<std::string> row{groups[g], fmt::format("{:.0f}", numbers[n])};
      for (size_t v = 0; v < figures.size(); ++v) {
        const double value = figures[v][g * numbers.size() + n];
        const bool whole = v + 1 == figures.size();
        row.push_back(request.exact ? exact_text(value)
                      : whole       ? fmt::format("{:.0f}", value)
                                    : fmt::format("{:.2f}", value));
      }
      table.rows.push_back(std::move(row));
    }
  }
  table.title =
      folded("rated power per home that keeps the largest quarter hour of so many homes within the loading limit",
             TABLE_WIDTH);
  table.note = folded(
      "Nine of ten groups of so many homes need between p05 and p95; the standard size is for p95. Homes' whole "
      "electricity, losses of lines aside. Groups of fewer than ten designated homes are left out.",
      TABLE_WIDTH);
  return table;
}

}  // namespace hearthgrid::cli
