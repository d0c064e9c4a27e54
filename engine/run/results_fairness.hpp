#pragma once
// Results: incomes and bills, what an avoided tonne costs, how far the works have come.

#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/account.hpp"

namespace hearthgrid::run {

/// The dimensions that are known before the simulation.
void describe_fairness(io::ResultsWriter& file, const Scenario& scenario);

/// Writes all of it; `all` is [mix][village].
void write_fairness(io::ResultsWriter& file, const Scenario& scenario, const Simulation& simulation,
                    const std::vector<VillageAccount>& all);

/// The part of it about the cost of what is avoided.
void write_abatement(io::ResultsWriter& file, const Scenario& scenario, const std::vector<VillageAccount>& all);

}  // namespace hearthgrid::run
