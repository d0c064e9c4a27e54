// `show --table fairness`, `abatement`, `abatement_curve` and `progress`: who gains and who loses, what an avoided
// tonne costs whom, and how far the works have come.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "tools/cli/column_table.hpp"
#include "tools/cli/mix_figures.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

constexpr size_t WITH = 0, WITHOUT = 1, AFTER = 2;  // of bill_case

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
  if (reader.has("fairness_outlay_homes")) {
    const Numbers outlay = sums.of_mix("fairness_outlay_cny");
    columns.numbers("outlay CNY", ratio(outlay, sums.of_mix("fairness_outlay_homes")));
    columns.numbers("outlay % of income", ratio(outlay, sums.of_mix("fairness_outlay_income_cny"), 100.0));
    columns.numbers("outlay burdened", sums.of_mix("fairness_outlay_burdened"));
  }
  if (request.exact) {
    columns.numbers("bill lower with", sums.of_case("fairness_bill_lower", mix, WITH));
    columns.numbers("bill higher with", sums.of_case("fairness_bill_higher", mix, WITH));
  }
  columns.numbers("warmer", sums.of_mix("fairness_warmer"));
  columns.numbers("colder", sums.of_mix("fairness_colder"));
  columns.table.note = folded(
      "Heating bills of the season, mean of the homes: before; with the subsidies of the first winter; without any; "
      "after, of a later winter, when running subsidies have ended and all that is converted runs from the first day. "
      "Burdened: the bill is above fairness.burden_limit (10 % unless given) "
      "of the yearly income; homes without one are never. Better off: pay less and are no colder, or are warmer and "
      "pay no more. Outlay: what the conversion costs a home itself in the first year, less its grants, mean of those "
      "that are converted, "
      "this winter or for the next; burdened above fairness.outlay_limit (25 % unless given) of the yearly income. "
      "Warmer: fewer hours below 14 "
      "degC than before. Incomes that the scenario does not give are drawn "
      "around a mean, which is assumed where it is not given either.",
      TABLE_WIDTH);
  if (!request.exact) columns.drop_rows_without(homes);
  return std::move(columns.table);
}

}  // namespace

TextTable fairness_table(const TableRequest& request) {
  return distribution_table(request, false);
}

TextTable fairness_villages_table(const TableRequest& request) {
  return distribution_table(request, true);
}

}  // namespace hearthgrid::cli
