// `show --table fairness`, `abatement`, `abatement_curve` and `progress`: who gains and who loses, what an avoided
// tonne costs whom, and how far the works have come.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "tools/cli/mix_figures.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

constexpr size_t WITH = 0, WITHOUT = 1, AFTER = 2, CASES = 3;  // of bill_case

// A table built column by column.
class Columns {
 public:
  Columns(bool exact, size_t rows) : exact_(exact) { table.rows.resize(rows); }

  void text(const std::string& header, const Texts& cells) {
    if (!table.header.empty()) table.left.push_back(table.header.size());
    table.header.push_back(header);
    for (size_t i = 0; i < cells.size(); ++i) table.rows[i].push_back(cells[i]);
  }

  void numbers(const std::string& header, const Numbers& values) {
    table.header.push_back(header);
    const Texts texts = column_text(values);
    for (size_t i = 0; i < values.size(); ++i) {
      table.rows[i].push_back(exact_ ? exact_text(values[i]) : texts[i]);
    }
  }

  /// Left empty (a dash for people) where `there` is 0.
  void numbers_where(const std::string& header, const Numbers& values, const Numbers& there) {
    table.header.push_back(header);
    for (size_t i = 0; i < values.size(); ++i) {
      const bool none = there[i] == 0.0;
      table.rows[i].push_back(none ? (exact_ ? "" : "-") : exact_ ? exact_text(values[i]) : number_text(values[i]));
    }
  }

  /// Leaves out the rows whose count is 0.
  void drop_rows_without(const Numbers& counts) {
    std::vector<Texts> kept;
    for (size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] > 0.0) kept.push_back(std::move(table.rows[i]));
    }
    table.rows = std::move(kept);
  }

  TextTable table;

 private:
  bool exact_;
};

// Figures of the distribution, added up over villages for each band, or over bands for each village.
class Distribution {
 public:
  Distribution(const TableRequest& request, bool by_village)
      : request_(request),
        by_village_(by_village),
        villages_(request.reader.size_of("village")),
        bands_(request.reader.size_of("income_band")) {}

  [[nodiscard]] size_t rows() const { return by_village_ ? villages_ : bands_; }

  [[nodiscard]] Numbers of_all(const char* variable) const { return summed(request_.reader.numbers(variable)); }
  [[nodiscard]] Numbers of_mix(const char* variable) const {
    return summed(request_.reader.numbers(variable, request_.mix));
  }
  [[nodiscard]] Numbers of_case(const char* variable, size_t mix, size_t bill_case) const {
    const std::array<size_t, 2> at = {mix, bill_case};
    return summed(request_.reader.numbers(variable, at));
  }

 private:
  [[nodiscard]] Numbers summed(const Numbers& cells) const {
    Numbers sums(rows());
    for (size_t i = 0; i < cells.size(); ++i) sums[by_village_ ? i / bands_ : i % bands_] += cells[i];
    return sums;
  }

  const TableRequest& request_;
  bool by_village_;
  size_t villages_, bands_;
};

Numbers ratio(const Numbers& sums, const Numbers& counts, double factor = 1.0) {
  Numbers result(sums.size());
  for (size_t i = 0; i < sums.size(); ++i) result[i] = counts[i] == 0.0 ? 0.0 : factor * sums[i] / counts[i];
  return result;
}

// A figure for each kind of bill: before, and of the mix with, without and after the subsidies.
void by_bill(Columns& columns, const std::string& what, const std::function<Numbers(size_t, size_t)>& value,
             size_t base, size_t mix) {
  columns.numbers(what + " before", value(base, WITH));
  columns.numbers(what + " with", value(mix, WITH));
  columns.numbers(what + " without", value(mix, WITHOUT));
  columns.numbers(what + " after", value(mix, AFTER));
}

TextTable distribution_table(const TableRequest& request, bool by_village) {
  const io::ResultsReader& reader = request.reader;
  const Distribution sums(request, by_village);
  const size_t base = mix_figures(reader).base, mix = request.mix;
  Columns columns(request.exact, sums.rows());
  columns.text(by_village ? "village" : "income band", reader.texts(by_village ? "village" : "income_band"));
  const Numbers homes = sums.of_all("fairness_homes"), income = sums.of_all("fairness_income_cny");
  columns.numbers("homes", homes);
  columns.numbers("converted", sums.of_mix("fairness_converted"));
  columns.numbers("income CNY", ratio(income, homes));
  const auto bill = [&](size_t m, size_t c) { return sums.of_case("fairness_heating_bill_cny", m, c); };
  by_bill(
      columns, "CNY", [&](size_t m, size_t c) { return ratio(bill(m, c), homes); }, base, mix);
  if (!by_village) {
    by_bill(
        columns, "% of income", [&](size_t m, size_t c) { return ratio(bill(m, c), income, 100.0); }, base, mix);
  }
  by_bill(
      columns, "burdened", [&](size_t m, size_t c) { return sums.of_case("fairness_burdened", m, c); }, base, mix);
  columns.numbers("better off with", sums.of_case("fairness_better_off", mix, WITH));
  columns.numbers("worse off with", sums.of_case("fairness_worse_off", mix, WITH));
  columns.numbers("better off after", sums.of_case("fairness_better_off", mix, AFTER));
  columns.numbers("worse off after", sums.of_case("fairness_worse_off", mix, AFTER));
  if (request.exact) {
    columns.numbers("bill lower with", sums.of_case("fairness_bill_lower", mix, WITH));
    columns.numbers("bill higher with", sums.of_case("fairness_bill_higher", mix, WITH));
  }
  columns.numbers("warmer", sums.of_mix("fairness_warmer"));
  columns.numbers("colder", sums.of_mix("fairness_colder"));
  columns.table.note = folded(
      "Heating bills of the season, mean of the homes: before; with the subsidies of the first winter; without any; "
      "after, when running subsidies have ended. Burdened: the bill is above fairness.burden_limit (10 % unless given) "
      "of the yearly income; homes without one are never. Better off: pay less and are no colder, or are warmer and "
      "pay no more. Warmer: fewer hours below 14 degC than before. Incomes that the scenario does not give are drawn "
      "around a mean, which is assumed where it is not given either.",
      TABLE_WIDTH);
  if (!request.exact) columns.drop_rows_without(homes);
  return std::move(columns.table);
}

std::string cny_text(double cny, bool change) {
  return change ? change_text(cny) : number_text(cny);
}

}  // namespace

TextTable fairness_table(const TableRequest& request) {
  return distribution_table(request, false);
}

TextTable fairness_villages_table(const TableRequest& request) {
  return distribution_table(request, true);
}

TextTable abatement_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Texts pollutants = reader.texts("pollutant"), sides = reader.texts("side");
  const size_t villages = reader.size_of("village");
  const Numbers kg = reader.numbers("abatement_avoided_kg", request.mix);
  const Numbers village_cost = reader.numbers("abatement_annual_cost_cny", request.mix);
  const Numbers cny_t = reader.numbers("abatement_cost_cny_t", request.mix);
  const Numbers avoids = reader.numbers("abatement_avoids", request.mix);
  const Numbers npv = reader.numbers("abatement_npv_cny", request.mix);
  Numbers tonnes(pollutants.size()), annual(sides.size());
  for (size_t v = 0; v < villages; ++v) {
    for (size_t p = 0; p < tonnes.size(); ++p) tonnes[p] += kg[v * tonnes.size() + p] / 1000.0;
    for (size_t side = 0; side < annual.size(); ++side) annual[side] += village_cost[v * annual.size() + side];
  }
  Columns columns(request.exact, pollutants.size());
  columns.text("pollutant", pollutants);
  columns.numbers("avoided t", tonnes);
  for (size_t side = 0; side < sides.size(); ++side) {
    const auto first = cny_t.begin() + static_cast<std::ptrdiff_t>(side * pollutants.size());
    columns.numbers_where(sides[side] + " CNY/t", {first, first + static_cast<std::ptrdiff_t>(pollutants.size())},
                          avoids);
  }
  TextTable& table = columns.table;
  for (size_t side = 0; side < sides.size(); ++side) {
    table.title += fmt::format("{}{}: {} CNY a year, net present value {}", side == 0 ? "" : "\n", sides[side],
                               cny_text(annual[side], true), cny_text(npv[side], true));
    if (!request.exact) continue;
    columns.numbers(sides[side] + " annual CNY", Numbers(pollutants.size(), annual[side]));
    columns.numbers(sides[side] + " npv CNY", Numbers(pollutants.size(), npv[side]));
  }
  table.note = folded(
      "Beyond before, level over money.years. Costs: positive = dearer, negative = a saving; net present value: "
      "positive = a gain. A dash: nothing is avoided. Each tonne bears the whole cost: figures of several pollutants "
      "must not be added. Society: real cost, subsidies aside.",
      TABLE_WIDTH);
  return std::move(table);
}

TextTable abatement_curve_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const auto names = [&](const char* index, const char* dimension) {
    const Texts all = reader.texts(dimension);
    Texts cells;
    for (const double i : reader.numbers(index)) cells.push_back(all.at(static_cast<size_t>(i)));
    return cells;
  };
  const auto in_tonnes = [&](const char* variable) {
    Numbers values = reader.numbers(variable);
    for (double& value : values) value /= 1000.0;
    return values;
  };
  Columns columns(request.exact, reader.size_of("abatement_step"));
  columns.text("pollutant", names("abatement_step_pollutant", "pollutant"));
  columns.text("village", names("abatement_step_village", "village"));
  columns.text("from", names("abatement_step_from_mix", "mix"));
  columns.text("to", names("abatement_step_mix", "mix"));
  columns.numbers("CNY/t", reader.numbers("abatement_step_cost_cny_t"));
  columns.numbers("t", in_tonnes("abatement_step_avoided_kg"));
  columns.numbers("t so far", in_tonnes("abatement_step_cumulative_kg"));
  columns.numbers("CNY so far", reader.numbers("abatement_step_cumulative_cost_cny"));
  columns.table.note = folded(
      "Society's yearly cost beyond before by the cheapest next step of any village; each village has one mix at a "
      "time. Mixes that no step leads to are dearer than others for what they avoid. Villages count as if they did "
      "not act on each other.",
      TABLE_WIDTH);
  return std::move(columns.table);
}

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

}  // namespace hearthgrid::cli
