#pragma once
// What a results file keeps of a scenario's inputs.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/run/gas_tables.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {

/// Fills Scenario::inputs with the texts for /inputs, long ones as a hash, and Scenario::input_hash with one of
/// everything, whatever the order of rows.
void keep_inputs(Scenario& scenario, const GasTables& gas, const std::vector<std::string>& overrides,
                 ProblemList& problems);

}  // namespace hearthgrid::run
