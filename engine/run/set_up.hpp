#pragma once
// From a loaded scenario and its physics to what blocks read.

#include <functional>
#include <string>

#include "engine/run/block.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {

/// Both must outlive it. `instruction_set`: of the kernels; empty = the best that the processor has.
[[nodiscard]] Simulation set_up(const Scenario& scenario, const Physics& physics, const std::string& instruction_set,
                                std::function<bool()> stop);

}  // namespace hearthgrid::run
