// `show --table abatement` and `abatement_curve`: what an avoided tonne costs whom.

#include <fmt/format.h>

#include "tools/cli/column_table.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

}  // namespace

TextTable abatement_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Texts pollutants = reader.texts("pollutant"), sides = reader.texts("side");
  const size_t villages = reader.size_of("village");
  const Numbers village_cost = reader.numbers("abatement_annual_cost_cny", request.mix);
  const Numbers cny_t = reader.numbers("abatement_cost_cny_t", request.mix);
  const Numbers avoids = reader.numbers("abatement_avoids", request.mix);
  const Numbers npv = reader.numbers("abatement_npv_cny", request.mix);
  const auto county_t = [&](const char* variable) {
    Numbers sums(pollutants.size());
    const Numbers kg = reader.numbers(variable, request.mix);
    for (size_t i = 0; i < kg.size(); ++i) sums[i % sums.size()] += kg[i] / 1000.0;
    return sums;
  };
  const Numbers first = county_t("abatement_first_winter_kg"), later = county_t("abatement_later_winter_kg");
  Numbers annual(sides.size());
  for (size_t v = 0; v < villages; ++v) {
    for (size_t side = 0; side < annual.size(); ++side) annual[side] += village_cost[v * annual.size() + side];
  }
  Columns columns(request.exact, pollutants.size());
  columns.text("pollutant", pollutants);
  if (request.exact || first != later) {
    columns.numbers("first winter t", first);
    columns.numbers("later winters t", later);
  }
  columns.numbers("avoided t", county_t("abatement_avoided_kg"));
  for (size_t side = 0; side < sides.size(); ++side) {
    const auto from = cny_t.begin() + static_cast<std::ptrdiff_t>(side * pollutants.size());
    columns.numbers_where(sides[side] + " CNY/t", {from, from + static_cast<std::ptrdiff_t>(pollutants.size())},
                          avoids);
  }
  TextTable& table = columns.table;
  for (size_t side = 0; side < sides.size(); ++side) {
    table.title += fmt::format("{}{}: {} CNY a year, net present value {}", side == 0 ? "" : "\n", sides[side],
                               change_text(annual[side]), change_text(npv[side]));
    if (!request.exact) continue;
    columns.numbers(sides[side] + " annual CNY", Numbers(pollutants.size(), annual[side]));
    columns.numbers(sides[side] + " npv CNY", Numbers(pollutants.size(), npv[side]));
  }
  table.note = folded(
      "Beyond before, level over money.years; avoided t: in a year, mean over these years. Costs: positive = dearer, "
      "negative = a saving; net present value: "
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

}  // namespace hearthgrid::cli
