#include "engine/io/gwp_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/io/key.hpp"
#include "engine/io/source_keys.hpp"
#include "engine/io/table.hpp"

namespace hearthgrid::io {

namespace {

using emission::HORIZON_YEARS;

size_t horizon_of(int years) {
  return static_cast<size_t>(std::find(HORIZON_YEARS.begin(), HORIZON_YEARS.end(), years) - HORIZON_YEARS.begin());
}

size_t gas_of(const std::string& name) {
  const auto& names = emission::warming_gas_names();
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

const Schema& gwp_schema() {
  static const Schema SCHEMA{
      .file = "gwp.csv",
      .description = "Warming of a gas over that of as much carbon dioxide, by horizon.",
      .keys = {
          text("gas",
               "ch4_fossil counts upstream; ch4_non_fossil counts at stoves and plants, whose CO2 factors hold all "
               "carbon already.")
              .one_of(emission::warming_gas_names()),
          integer("years", "year", "Horizon.").one_of({"20", "100"}),
          number("value", "1", "The figure that counts.").at_least(0),
          number("low", "1", "Low end of its 90 % range.").at_least(0),
          number("high", "1", "High end of its 90 % range.").at_least(0), status_key(), source_key()}};
  return SCHEMA;
}

emission::WarmingPotentials read_gwp(const std::string& path, ProblemList& problems) {
  emission::WarmingPotentials potentials;
  const size_t problems_before = problems.all().size();
  const Table table = read_table_file(path, gwp_schema(), problems);
  if (problems.all().size() > problems_before) return potentials;
  std::array<std::array<bool, emission::WARMING_GASES>, emission::HORIZONS> given{};
  for (int row = 0; row < table.rows(); ++row) {
    const size_t horizon = horizon_of(static_cast<int>(*table.number(row, "years")));
    const size_t gas = gas_of(table.text(row, "gas"));
    const double value = *table.number(row, "value");
    if (given[horizon][gas]) {
      problems.add(table.problem(row, "gas", "gas and horizon are given twice", "one row for each"));
    }
    if (!(*table.number(row, "low") <= value && value <= *table.number(row, "high"))) {
      problems.add(table.problem(row, "value", "the values are not in the order low <= value <= high", "mend them"));
    }
    given[horizon][gas] = true;
    potentials.value[static_cast<size_t>(emission::Level::low)][horizon][gas] = *table.number(row, "low");
    potentials.value[static_cast<size_t>(emission::Level::central)][horizon][gas] = value;
    potentials.value[static_cast<size_t>(emission::Level::high)][horizon][gas] = *table.number(row, "high");
    potentials.status[horizon][gas] = table.text(row, "status");
    potentials.source[horizon][gas] = table.text(row, "source");
  }
  for (size_t horizon = 0; horizon < given.size(); ++horizon) {
    for (size_t gas = 0; gas < given[horizon].size(); ++gas) {
      if (given[horizon][gas]) continue;
      problems.add(
          {table.file(), 0, 0,
           fmt::format("no row for {} over {} years", emission::warming_gas_names()[gas], HORIZON_YEARS[horizon]),
           "give one"});
    }
  }
  return potentials;
}

}  // namespace hearthgrid::io
