#pragma once
// A network's elements in order of name, so that nothing depends on the order in which they were given.

#include <vector>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

/// Sorts all lists by name (equal names keep their order). Returns where each node went, by its old index.
// NOLINTNEXTLINE(modernize-use-nodiscard): not all callers hold indices
std::vector<int> sort_by_name(GasNetwork& network);

}  // namespace hearthgrid::gas
