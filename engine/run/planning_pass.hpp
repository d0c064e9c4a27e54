#pragma once
// After the season: what would mend the transformers that break limits, and how many more homes each can take.
//
// A transformer's homes are simulated once more (home_series.hpp), alone, so that a plan needs the memory of one
// transformer, whatever the county. Transformers are independent of each other: the caller may share them out.

#include <span>
#include <string>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/planning_inputs.hpp"

namespace hearthgrid::run {

/// The cheapest remedy of a transformer in a mix. Homes are rows in the population's order, other customers the last.
struct TransformerRemedy {
  int transformer = 0, mix = 0;
  electricity::Remedy remedy;
};

/// Of one transformer in some mixes; needs `inputs.low_voltage`. Mixes in which its homes stand alike share a search.
/// Throws Interrupted if the run is to stop, InputError where the catalogue or the network is at fault.
[[nodiscard]] std::vector<TransformerRemedy> plan_remedies(const SimulationInputs& inputs, int transformer,
                                                           std::span<const int> mixes, const PlanningRules& rules);

/// From one mix of `inputs.plan` towards another: homes whose heater differs between them at the season's end can
/// convert, each to what it has in the other one.
struct TransformerHosting {
  int transformer = 0, from_mix = 0, to_mix = 0;
  electricity::Hosting hosting;
};
[[nodiscard]] TransformerHosting plan_hosting(const SimulationInputs& inputs, int transformer, int from_mix, int to_mix,
                                              const PlanningRules& rules);

}  // namespace hearthgrid::run
