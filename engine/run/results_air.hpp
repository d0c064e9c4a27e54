#pragma once
// Results: what villages let into the air.

#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/account.hpp"

namespace hearthgrid::run {

/// Writes the air of all mixes; `all` is [mix][village].
void write_air(io::ResultsWriter& file, const std::vector<VillageAccount>& all);

}  // namespace hearthgrid::run
