#pragma once
// The spreads of a scenario's own: [[uncertainty.input]].

#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/draws_plan.hpp"

namespace hearthgrid::run {

/// Gives inputs what the scenario's entries name of them: distribution, figures, status, source; all else stays. What
/// is not named of status and source stays too, the source with a word on which figures are the scenario's. Problems:
/// names that the scenario does not draw, a name given twice, keys that the distribution has no use for, spreads that
/// cannot be drawn.
void override_inputs(const io::Settings& uncertainty, std::vector<UncertainInput>& inputs, ProblemList& problems);

}  // namespace hearthgrid::run
