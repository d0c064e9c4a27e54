#pragma once
// The grid as the cheapest measures of a mix make it, in the tables of a scenario: what was planned, to be run again.
//
// Transformers that are mended get lines of their own in the table, whatever they had before, and their homes a node, a
// phase and a drop; the others stay as they are. Homes name their transformers, since a second transformer would change
// how homes are shared out.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/run/load.hpp"
#include "engine/run/planning_run.hpp"

namespace hearthgrid::run {

struct ReinforcedTables {
  /// Name of the file and its text: transformers.csv, households.csv, lv_lines.csv; lv_conductors.csv and villages.csv
  /// where they have to change; measures.csv, a row for each measure.
  std::vector<std::pair<std::string, std::string>> files;
  /// Key of the scenario and the file above that it has to name.
  std::vector<std::pair<std::string, std::string>> keys;
  std::vector<std::string> notes;  ///< transformers that stay as they are though they break limits, and why
  int mended = 0;
  double cost_cny = 0.0;
};

/// The tables with given remedies, by transformer of the population; each design is that of LowVoltage::network(), its
/// measures applied.
[[nodiscard]] ReinforcedTables tables_with(const Scenario& scenario, std::span<const electricity::Remedy> remedies);

/// Plans every transformer for one mix, as a run does, and writes down what is found. The scenario needs
/// [reinforcement] and homes from tables. Throws InputError where it has not, Interrupted when asked to stop.
[[nodiscard]] ReinforcedTables reinforced_tables(const Scenario& scenario, const SimulationInputs& inputs, int mix,
                                                 const PlanningOptions& options);

}  // namespace hearthgrid::run
