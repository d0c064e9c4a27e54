// The tables of `show` about money.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tools/cli/grant_terms.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

bool any(const Numbers& values) {
  return std::any_of(values.begin(), values.end(), [](double value) { return value != 0.0; });
}

// Grows a table by columns of equal length.
class Columns {
 public:
  Columns(bool exact, const std::string& header, const Texts& names) : exact_(exact) {
    table_.header.push_back(header);
    for (const std::string& name : names) table_.rows.push_back({name});
  }
  void text(const std::string& header, const Texts& cells) {
    table_.left.push_back(table_.header.size());
    table_.header.push_back(header);
    for (size_t i = 0; i < cells.size(); ++i) table_.rows[i].push_back(cells[i]);
  }
  void numbers(const std::string& header, const Numbers& values) {
    table_.header.push_back(header);
    const Texts texts = column_text(values);
    for (size_t i = 0; i < values.size(); ++i) table_.rows[i].push_back(exact_ ? exact_text(values[i]) : texts[i]);
  }
  /// The same; people are spared a column of zeros.
  void unless_zero(const std::string& header, const Numbers& values) {
    if (exact_ || any(values)) numbers(header, values);
  }
  /// The same of means; of no homes there is none.
  void means(const std::string& header, const Numbers& values, const Numbers& homes) {
    numbers(header, values);
    for (size_t i = 0; i < values.size(); ++i) {
      if (homes[i] == 0.0) table_.rows[i].back() = exact_ ? "" : "-";
    }
  }
  [[nodiscard]] TextTable take() { return std::move(table_); }

 private:
  bool exact_;
  TextTable table_;
};

constexpr const char* UNSPLIT = "levels_unsplit";

// What levels_unsplit pays in a row of [row][payer].
double unsplit_of(const Texts& payers, const Numbers& cny, size_t row) {
  const auto found = std::find(payers.begin(), payers.end(), UNSPLIT);
  if (found == payers.end()) return 0.0;
  return cny[row * payers.size() + static_cast<size_t>(found - payers.begin())];
}

// What levels_unsplit pays of an item (all if empty) in the first year.
double unsplit_in_first_year(const TableRequest& request, const std::string& item) {
  const Texts payers = request.reader.texts("payer"), items = request.reader.texts("item");
  const Numbers cny = request.reader.numbers("cost_cny", request.mix);
  double sum = 0.0;
  for (size_t i = 0; i < items.size(); ++i) {
    if (item.empty() || items[i] == item) sum += std::abs(unsplit_of(payers, cny, i));
  }
  return sum;
}

// A row for each name and a column for each payer; [row][payer] of `cny`.
void add_payers(Columns& columns, const Texts& payers, const Numbers& cny, size_t rows) {
  Numbers all(rows, 0.0);
  for (size_t payer = 0; payer < payers.size(); ++payer) {
    Numbers column;
    for (size_t row = 0; row < rows; ++row) {
      column.push_back(cny[row * payers.size() + payer]);
      all[row] += column.back();
    }
    columns.unless_zero(payers[payer], column);
  }
  columns.numbers("all", all);
}

// Rows that anyone pays or, for programs, all of them.
void keep_rows(bool exact, size_t width, Texts& names, Numbers& cny) {
  if (exact) return;
  Texts kept;
  Numbers values;
  for (size_t row = 0; row < names.size(); ++row) {
    const auto begin = cny.begin() + static_cast<std::ptrdiff_t>(row * width);
    if (!any({begin, begin + static_cast<std::ptrdiff_t>(width)})) continue;
    kept.push_back(names[row]);
    values.insert(values.end(), begin, begin + static_cast<std::ptrdiff_t>(width));
  }
  names = kept;
  cny = values;
}

void add_total(size_t width, Texts& names, Numbers& cny) {
  Numbers totals(width, 0.0);
  for (size_t i = 0; i < cny.size(); ++i) totals[i % width] += cny[i];
  names.emplace_back("total");
  cny.insert(cny.end(), totals.begin(), totals.end());
}

Numbers difference(const Numbers& a, const Numbers& b) {
  Numbers out;
  for (size_t i = 0; i < a.size(); ++i) out.push_back(a[i] - b[i]);
  return out;
}

// People are spared a column without a mark.
void add_marks(Columns& columns, bool exact, const Texts& marks) {
  const bool any = std::any_of(marks.begin(), marks.end(), [](const std::string& mark) { return !mark.empty(); });
  if (exact || any) columns.text("split", marks);
}

}  // namespace

TextTable money_table(const TableRequest& request) {
  Texts items = request.reader.texts("item");
  const Texts payers = request.reader.texts("payer");
  Numbers cny = request.reader.numbers("cost_present_value_cny", request.mix);
  if (!request.exact) add_total(payers.size(), items, cny);
  keep_rows(request.exact, payers.size(), items, cny);
  Columns columns(request.exact, "item, CNY", items);
  add_payers(columns, payers, cny, items.size());
  const GrantTerms terms(request);
  Texts marks;
  for (size_t i = 0; i < items.size(); ++i) {
    marks.push_back(terms.mark({.item = items[i] == "total" ? "" : items[i]}, unsplit_of(payers, cny, i)));
  }
  add_marks(columns, request.exact, marks);
  TextTable table = columns.take();
  table.title = "present value of all years";
  table.note = terms.list();
  return table;
}

TextTable money_years_table(const TableRequest& request) {
  const Texts payers = request.reader.texts("payer");
  const size_t items = request.reader.size_of("item");
  const Numbers cny = request.reader.numbers("cost_cny", request.mix);  // year, item, payer
  const Numbers year = request.reader.numbers("year");
  Numbers sums(year.size() * payers.size(), 0.0);
  for (size_t i = 0; i < cny.size(); ++i) {
    sums[i / (items * payers.size()) * payers.size() + i % payers.size()] += cny[i];
  }
  const GrantTerms terms(request);
  Texts years, marks;
  for (const double y : year) {
    marks.push_back(terms.mark({.year = y}, unsplit_of(payers, sums, years.size())));
    years.push_back(fmt::format("{:.0f}", y));
  }
  if (!request.exact) {
    add_total(payers.size(), years, sums);
    marks.push_back(terms.mark({}, unsplit_of(payers, sums, years.size() - 1)));
  }
  Columns columns(request.exact, "year, CNY", years);
  add_payers(columns, payers, sums, years.size());
  add_marks(columns, request.exact, marks);
  TextTable table = columns.take();
  table.title = "nominal; the last year takes off what is not worn out";
  table.note = terms.pointer();
  return table;
}

TextTable money_received_table(const TableRequest& request) {
  const Texts receivers = request.reader.texts("receiver");
  const Numbers cny = request.reader.numbers("received_cny", request.mix);  // year, item, receiver
  Numbers nominal(receivers.size(), 0.0);
  for (size_t i = 0; i < cny.size(); ++i) nominal[i % receivers.size()] += cny[i];
  const Numbers present = request.reader.numbers("received_present_value_cny", request.mix);
  Texts names = receivers;
  Numbers both;
  for (size_t i = 0; i < receivers.size(); ++i) {
    both.push_back(nominal[i]);
    both.push_back(present[i]);
  }
  keep_rows(request.exact, 2, names, both);
  Columns columns(request.exact, "who gets it, CNY", names);
  const GrantTerms terms(request);
  const Texts payers = request.reader.texts("payer");
  const double in_tariff = unsplit_in_first_year(request, "electricity") + unsplit_in_first_year(request, "gas");
  Numbers first, second;
  Texts marks;
  for (size_t i = 0; i < both.size(); i += 2) {
    first.push_back(both[i]);
    second.push_back(both[i + 1]);
    const std::string& name = names[i / 2];
    const bool user = name == "household" || name == "institution";
    const bool granted = both[i] != 0.0 && std::find(payers.begin(), payers.end(), name) != payers.end();
    marks.push_back(granted ? terms.mark({.user = user ? name : ""}, user ? in_tariff : 0.0) : "");
  }
  columns.numbers("all years, nominal", first);
  columns.numbers("present value", second);
  add_marks(columns, request.exact, marks);
  TextTable table = columns.take();
  table.note = terms.pointer();
  return table;
}

TextTable bills_table(const TableRequest& request) {
  const auto of = [&](const std::string& name) { return request.reader.numbers(name, request.mix); };
  Texts villages = request.reader.texts("village");
  const Numbers homes = request.reader.numbers("village_households"), converted = of("village_converted");
  if (!request.exact) villages.emplace_back("all");
  // People get the mean of all villages below them.
  const auto with_mean = [&](Numbers values, const Numbers& weights) {
    const double sum = std::inner_product(values.begin(), values.end(), weights.begin(), 0.0);
    const double weight = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (!request.exact) values.push_back(weight > 0.0 ? sum / weight : 0.0);
    return values;
  };
  const auto with_sum = [&](Numbers values) {
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    if (!request.exact) values.push_back(sum);
    return values;
  };
  Columns columns(request.exact, "village", villages);
  columns.numbers("homes", with_sum(homes));
  columns.numbers("converted", with_sum(converted));
  const std::string later = "after subsidies, " + request.reader.attribute("bill_later_year").value_or("later");
  for (const bool of_converted : {false, true}) {
    const std::string front = of_converted ? "converted: " : "";
    const std::string name = of_converted ? "village_converted_" : "village_";
    const Numbers& weights = of_converted ? converted : homes;
    const Numbers gross = of(name + "bill_gross_cny"), bill = of(name + "bill_cny"),
                  grant = of(name + "running_grant_cny");
    const auto means = [&](const std::string& header, const Numbers& values) {
      columns.means(front + header, with_mean(values, weights), with_sum(weights));
    };
    const auto means_unless_zero = [&](const std::string& header, const Numbers& values) {
      if (request.exact || any(values)) means(header, values);
    };
    means("gross", gross);
    means_unless_zero("tariff's subsidy", difference(gross, bill));
    means_unless_zero("grant", grant);
    means("to pay", difference(bill, grant));
    means(later, of(name + "bill_later_cny"));
  }
  // The same terms everywhere; a village without grants has none to mark.
  const GrantTerms terms(request);
  const double in_tariff = unsplit_in_first_year(request, "electricity") + unsplit_in_first_year(request, "gas");
  const Numbers grants = with_mean(of("village_running_grant_cny"), homes),
                reduced = with_mean(difference(of("village_bill_gross_cny"), of("village_bill_cny")), homes);
  Texts marks;
  for (size_t v = 0; v < villages.size(); ++v) {
    const std::string of_grants = grants[v] != 0.0 ? terms.mark({.item = "running"}) : "";
    const bool of_tariff = reduced[v] != 0.0 && in_tariff != 0.0;
    marks.push_back(of_tariff && of_grants.empty() ? "open" : of_grants);
  }
  add_marks(columns, request.exact, marks);
  TextTable table = columns.take();
  table.note = terms.pointer();
  table.title = folded(
      "energy of the season, CNY per home: mean of all homes, then of those that the mix converts; after subsidies: of "
      "a "
      "whole winter that begins in that year, at its prices",
      TABLE_WIDTH);
  return table;
}

namespace {

// "county 2022: cap 5000, needed 6000, not funded 1000 CNY"; who is granted more than it pays receives.
std::string budget_line(const std::string& name, double cap, double need, double unfunded) {
  std::string line = fmt::format("{}: cap {}, ", name, number_text(cap));
  line += need < 0.0 ? fmt::format("receives {} more than it pays, ", number_text(-need))
                     : fmt::format("needed {}, ", number_text(need));
  line += unfunded < 0.0 ? fmt::format("{} CNY of it for what is not funded", number_text(-unfunded))
                         : fmt::format("not funded {} CNY", number_text(unfunded));
  return line;
}

}  // namespace

TextTable budget_table(const TableRequest& request) {
  const io::ResultsReader& r = request.reader;
  const Texts budgets = r.texts("budget"), villages = r.texts("village");
  const Numbers cap = r.numbers("budget_cap_cny"), need = r.numbers("budget_need_cny", request.mix),
                unfunded = r.numbers("budget_unfunded_cny", request.mix), rank = r.numbers("budget_village_rank"),
                converted = r.numbers("village_converted", request.mix),
                funded = r.numbers("budget_funded_homes", request.mix),
                next = r.has("progress_next_winter_homes") ? r.numbers("progress_next_winter_homes", request.mix)
                                                           : Numbers(villages.size(), 0.0);
  std::vector<size_t> order(villages.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return rank[a] < rank[b]; });
  Texts names;
  Numbers to_convert, in_budget, left;
  for (const size_t v : order) {
    names.push_back(villages[v]);
    to_convert.push_back(converted[v] + next[v]);
    in_budget.push_back(funded[v]);
    left.push_back(to_convert.back() - funded[v]);
  }
  Columns columns(request.exact, "village, in order", names);
  columns.numbers("homes to convert", to_convert);
  columns.numbers("funded", in_budget);
  columns.numbers("not funded", left);
  TextTable table = columns.take();
  const GrantTerms terms(request);
  for (size_t i = 0; i < budgets.size(); ++i) {
    std::string line = budget_line(budgets[i], cap[i], need[i], unfunded[i]);
    const size_t space = budgets[i].rfind(' ');
    const std::string mark =
        terms.mark({.payer = budgets[i].substr(0, space), .year = std::stod(budgets[i].substr(space + 1))});
    if (!mark.empty()) line += ", split " + mark + ": an input";
    table.title += (i == 0 ? "" : "\n") + folded(line, TABLE_WIDTH);
  }
  table.note = terms.pointer();
  return table;
}

}  // namespace hearthgrid::cli
