#pragma once
// Fuels and power that a scenario uses and whose way to the homes has no emission factors.

#include <string>
#include <vector>

#include "engine/run/load.hpp"

namespace hearthgrid::run {

/// What `check` and `run` say of fuels that some home burns in some mix, and of power, without an upstream chain in the
/// factors: what is let out on the way counts as nothing there. Empty if every one has its chain.
[[nodiscard]] std::vector<std::string> lacking_chains(const Scenario& scenario);

}  // namespace hearthgrid::run
