// `show --table progress` and `progress_villages`: how far the works have come, and what late homes miss.

#include <fmt/format.h>

#include <algorithm>

#include "tools/cli/column_table.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

}  // namespace

TextTable progress_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Texts periods = reader.texts("ten_day_period");
  const auto county = [&](const char* variable) {
    Numbers sums(periods.size());
    const Numbers cells = reader.numbers(variable, request.mix);
    for (size_t i = 0; i < cells.size(); ++i) sums[i % sums.size()] += cells[i];
    return sums;
  };
  const auto so_far = [](Numbers values) {
    for (size_t i = 1; i < values.size(); ++i) values[i] += values[i - 1];
    return values;
  };
  const auto total = [&](const char* variable) {
    double sum = 0.0;
    for (const double value : reader.numbers(variable, request.mix)) sum += value;
    return sum;
  };
  const Numbers planned = county("progress_planned"), done = county("progress_done");
  Columns columns(request.exact, periods.size());
  columns.text("ten days from", periods);
  columns.numbers("planned", planned);
  columns.numbers("done", done);
  columns.numbers("planned so far", so_far(planned));
  columns.numbers("done so far", so_far(done));
  columns.numbers("late", county("progress_late"));
  TextTable& table = columns.table;
  if (const double homes = total("progress_late_homes"); homes > 0.0) {
    table.title = fmt::format(
        "{} late homes wait {} days of the season, {} hours of it below 14 degC;\n"
        "{} CNY of the first winter's running subsidy are not paid",
        number_text(homes), number_text(total("progress_late_home_days")),
        number_text(total("progress_late_cold_home_hours")), number_text(total("progress_late_subsidy_cny")));
  }
  table.note = folded(
      "Homes. Late: due by the period's end (or the last report) and not running; a village ahead of its plan does not "
      "make up for one behind. Days and hours are sums over homes.",
      TABLE_WIDTH);
  return std::move(table);
}

TextTable progress_villages_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Texts periods = reader.texts("ten_day_period"), villages = reader.texts("village");
  const auto of = [&](const char* variable) { return reader.numbers(variable, request.mix); };
  // Sums over the periods, and the last in which there is anything.
  const auto add_up = [&](Columns& columns, const char* variable, const std::string& what) {
    const Numbers cells = of(variable);
    Numbers sums(villages.size());
    Texts last(villages.size(), request.exact ? "" : "-");
    for (size_t i = 0; i < cells.size(); ++i) {
      sums[i / periods.size()] += cells[i];
      if (cells[i] != 0.0) last[i / periods.size()] = periods[i % periods.size()];
    }
    columns.numbers(what, sums);
    columns.text(what + " last in", last);
    return sums;
  };
  Columns columns(request.exact, villages.size());
  columns.text("village", villages);
  const Numbers planned = add_up(columns, "progress_planned", "planned");
  (void)add_up(columns, "progress_done", "done");
  const Numbers late = of("progress_late");
  Numbers most(villages.size());
  for (size_t i = 0; i < late.size(); ++i) most[i / periods.size()] = std::max(most[i / periods.size()], late[i]);
  columns.numbers("most late", most);
  columns.numbers("home days", of("progress_late_home_days"));
  columns.numbers("cold home h", of("progress_late_cold_home_hours"));
  columns.numbers("unmet kWh", of("progress_late_unmet_kwh"));
  columns.numbers("subsidy missed CNY", of("progress_late_subsidy_cny"));
  if (!request.exact) columns.drop_rows_without(planned);
  TextTable& table = columns.table;
  table.note = folded(
      "Homes, and the ten-day period of the last of them. Home days to subsidy: of homes that progress.delays makes "
      "late, in the season until their new heater runs; cold: below 14 degC.",
      TABLE_WIDTH);
  return std::move(table);
}

}  // namespace hearthgrid::cli
