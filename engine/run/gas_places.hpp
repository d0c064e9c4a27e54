#pragma once
// Which homes of which transformer hang at which node of the gas network. A place is the part of a transformer's homes
// at one node: blocks sum draws by place, because a transformer lies in one block and a node's homes in several, so
// that the sums depend on neither blocks nor threads.

#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/gas_grid.hpp"
#include "engine/run/population.hpp"

namespace hearthgrid::run {

/// Places of transformers [first, first + count), by transformer, then node; homes without gas have one too.
[[nodiscard]] std::vector<GasPlace> gas_places(const Population& population, const GasGrid& grid, int first, int count);

/// Index into them of each home of those transformers.
[[nodiscard]] std::vector<int> place_of_homes(const std::vector<GasPlace>& places, const Population& population,
                                              const GasGrid& grid, int first, int count);

}  // namespace hearthgrid::run
