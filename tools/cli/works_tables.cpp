// `show --table progress` and `progress_villages`: how far the works have come, and what late homes miss.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/counted.hpp"
#include "tools/cli/column_table.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

// Periods in which anything of this mix is due or done; in others all stays as it was, be they in the file for a mix
// that is late.
Numbers moving(const Numbers& planned, const Numbers& done) {
  Numbers moves(planned.size());
  for (size_t i = 0; i < planned.size(); ++i) moves[i] = planned[i] != 0.0 || done[i] != 0.0 ? 1.0 : 0.0;
  return moves;
}

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
  const Numbers planned = county("progress_planned"), done = county("progress_done"), late = county("progress_late");
  Columns columns(request.exact, periods.size());
  columns.text("ten days from", periods);
  columns.numbers("planned", planned);
  columns.numbers("done", done);
  columns.numbers("planned so far", so_far(planned));
  columns.numbers("done so far", so_far(done));
  columns.numbers("late", late);
  TextTable& table = columns.table;
  if (const double homes = total("progress_late_homes"); homes > 0.0) {
    table.title = fmt::format(
        "{} {} days of the season, {} hours of it below 14 degC;\n"
        "{} CNY of the first winter's running subsidy are not paid",
        counted(std::llround(homes), "late home waits", "late homes wait"),
        number_text(total("progress_late_home_days")), number_text(total("progress_late_cold_home_hours")),
        number_text(total("progress_late_subsidy_cny")));
  }
  if (!request.exact) columns.drop_rows_without(moving(planned, done));
  if (table.rows.empty()) table.title = "nothing is due or done in this mix";
  table.note = folded(
      "Homes. Late: due by the period's end (or the last report) and not running; a village ahead of its plan does not "
      "make up for one behind. Periods in which nothing is due or done are left out: all stays as it was. Days "
      "and hours are sums over homes, hours of those that are lived in.",
      TABLE_WIDTH);
  return std::move(table);
}

namespace {

// A figure of each village, and what it comes to by the period before `end`.
class Villages {
 public:
  Villages(const TableRequest& request, size_t periods)
      : request_(request), periods_(periods), villages_(request.reader.size_of("village")) {}

  [[nodiscard]] Numbers sums(const char* variable, size_t from, size_t end) const {
    const Numbers cells = request_.reader.numbers(variable, request_.mix);
    Numbers result(villages_);
    for (size_t i = 0; i < cells.size(); ++i) {
      const bool counts = i % periods_ >= from && i % periods_ < end;
      result[i / periods_] += counts ? cells[i] : 0.0;
    }
    return result;
  }
  // The period of the last of them.
  [[nodiscard]] Texts last(const char* variable, const Texts& names, const std::string& none) const {
    const Numbers cells = request_.reader.numbers(variable, request_.mix);
    Texts result(villages_, none);
    for (size_t i = 0; i < cells.size(); ++i) {
      if (cells[i] != 0.0) result[i / periods_] = names[i % periods_];
    }
    return result;
  }

 private:
  const TableRequest& request_;
  size_t periods_, villages_;
};

}  // namespace

TextTable progress_villages_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Texts periods = reader.texts("ten_day_period");
  const auto of = [&](const char* variable) { return reader.numbers(variable, request.mix); };
  const Villages villages(request, periods.size());
  // The coming ten days: after the last report, else the first of all; none is left where all has been reported.
  const double index = of("progress_coming_period").front();
  const size_t coming = index < 0.0 ? periods.size() : std::min(periods.size(), static_cast<size_t>(index));
  const Numbers planned = villages.sums("progress_planned", 0, periods.size());
  const Numbers due = villages.sums("progress_planned", coming, std::min(periods.size(), coming + 1));
  const Numbers behind = villages.sums("progress_late", coming == 0 ? 0 : coming - 1, coming);
  Numbers target = villages.sums("progress_planned", 0, std::min(periods.size(), coming + 1));
  const Numbers so_far = villages.sums("progress_done", 0, coming);
  for (size_t v = 0; v < target.size(); ++v) target[v] = std::max(0.0, target[v] - so_far[v]);
  Columns columns(request.exact, planned.size());
  columns.text("village", reader.texts("village"));
  columns.numbers("planned", planned);
  columns.numbers("done", villages.sums("progress_done", 0, periods.size()));
  columns.numbers("behind", behind);
  columns.numbers("days late", of("progress_longest_wait_days"));
  columns.numbers("home days", of("progress_behind_home_days"));
  columns.numbers("due next", due);
  columns.numbers("to do", target);
  columns.text("last due", villages.last("progress_planned", periods, request.exact ? "" : "-"));
  columns.text("last done", villages.last("progress_done", periods, request.exact ? "" : "-"));
  // For people only where there is anything.
  const auto where_any = [&](const char* header, const char* variable) {
    const Numbers values = of(variable);
    const bool any = std::any_of(values.begin(), values.end(), [](double value) { return value != 0.0; });
    if (any || request.exact) columns.numbers(header, values);
  };
  where_any("next winter", "progress_next_winter_homes");
  if (reader.has("progress_dropped_homes")) where_any("dropped", "progress_dropped_homes");
  where_any("season days", "progress_late_home_days");
  where_any("below 14 h", "progress_late_cold_home_hours");
  where_any("unmet kWh", "progress_late_unmet_kwh");
  where_any("missed CNY", "progress_late_subsidy_cny");
  if (!request.exact) columns.drop_rows_without(planned);
  TextTable& table = columns.table;
  table.title = coming == periods.size() ? "no ten-day period is left after the last report"
                                         : fmt::format("the coming ten days begin on {}", periods[coming]);
  table.note = folded(
      "Homes; last due and done: the ten-day period of the last of them. Behind: due before the coming ten days, not "
      "running. Days late: of the home that waits longest beyond its day; home days: of all, until the last report or, "
      "without one, until all run (dropped: until the next season). Due next: due in the coming ten days; to do: due "
      "by their end, not running. Next "
      "winter: converted after this season. Dropped: late beyond the next season's first day, not converted. Season "
      "days to missed CNY: of homes that progress.delays makes late, until "
      "their new heater runs; missed: running subsidy of the first winter that they are not paid.",
      TABLE_WIDTH);
  return std::move(table);
}

}  // namespace hearthgrid::cli
