#include "tools/cli/table_needs.hpp"

#include <fmt/format.h>

#include <map>

namespace hearthgrid::cli {

namespace {

const TableNeed GAS{"the run had no gas network", "set gas.network to one, or gas.synthesis = {} to make one up"};
const TableNeed FEEDERS{
    "the run had no medium-voltage feeders",
    "set electricity.feeders to a folder of them, or electricity.feeder_sizing = {} to make them up"};
const TableNeed PROGRESS{"nothing says when homes are due",
                         "set progress.first_day and progress.last_day, mix.convert.commissioned, progress.delays or "
                         "progress.reported"};

const std::map<std::string, TableNeed>& needs() {
  static const std::map<std::string, TableNeed> NEEDS{
      {"feeders", FEEDERS},
      {"substations", FEEDERS},
      {"service",
       {"no home has a limit of its connection",
        "set electricity.service_limit_kw, or service_limit_kw of homes in households.csv"}},
      {"named", {"no home was named", "set households.series_of to the names of homes"}},
      {"voltage", {"low voltage was not worked out", "set electricity.low_voltage = \"screen\""}},
      {"zoom", {"no days were run at a short step", "set zoom.coldest_days or zoom.windows"}},
      {"pickup", {"no outage was asked about", "set outage.hours, such as [1, 4]"}},
      {"reinforcement", {"nothing was planned", "add the table [reinforcement], and electricity.low_voltage"}},
      {"hosting", {"no question of hosting was asked", "add a table [[hosting]], and electricity.low_voltage"}},
      {"gas_sizing", GAS},
      {"gas_planning", GAS},
      {"gas_storage", GAS},
      {"gas_simultaneity", GAS},
      {"gas_pipes", GAS},
      {"gas_regulators", GAS},
      {"gas_supplies", GAS},
      {"gas_line_pack", GAS},
      {"gas_profile", GAS},
      {"budget", {"no payer's budget is capped", "add [[money.budget]] with payer, year and cap_cny"}},
      {"abatement_curve",
       {"no mix avoids anything that there is a curve of",
        "a curve needs a mix beside 'before' that avoids a pollutant of abatement.pollutants in some village; mixes "
        "with delayed = true are no options"}},
      {"progress", PROGRESS},
      {"progress_villages", PROGRESS},
      {"uncertainty", {"nothing was drawn", "set uncertainty.draws, such as 1000"}},
      {"drivers",
       {"no indices of importance were reckoned",
        "set uncertainty.draws, such as 1000, and uncertainty.index_points, such as 512"}},
      {"inputs", {"nothing was drawn", "set uncertainty.draws, such as 1000"}},
      {"members", {"there was one winter only", "set ensemble.members to 2 or more"}}};
  return NEEDS;
}

}  // namespace

TableNeed need_of_table(const io::ResultsReader& reader, const std::string& table) {
  const auto found = needs().find(table);
  const bool older = table == "progress_villages" && reader.has("progress_planned");
  if (older || found == needs().end()) {
    return {"another version of hearthgrid wrote it", "run the scenario again with this one"};
  }
  return found->second;
}

}  // namespace hearthgrid::cli
