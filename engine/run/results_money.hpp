#pragma once
// Results: who pays what, by year and village.

#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/account.hpp"

namespace hearthgrid::run {

/// Writes the money of all mixes; `all` is [mix][village].
void write_money(io::ResultsWriter& file, const Scenario& scenario, const std::vector<VillageAccount>& all);

}  // namespace hearthgrid::run
