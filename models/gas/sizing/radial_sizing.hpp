#pragma once
// The cheapest pipes of trees (gas_sizing.hpp has the method).

#include <optional>
#include <vector>

#include "models/gas/sizing/gas_sizing.hpp"

namespace hearthgrid::gas {

struct RadialSizing {
  std::vector<int> pick;  ///< by pipe: index into wider_pipes, or -1
  double cost_cny = 0.0, lower_bound_cny = 0.0;
  bool optimal = true;
};

/// Nothing if what supplies reach is no set of trees, each with one supply.
[[nodiscard]] std::optional<RadialSizing> size_trees(const GasNetwork& network, const DesignDraws& draws,
                                                     const SizingCatalogue& catalogue, const SizingRule& rule,
                                                     size_t most_ways);

}  // namespace hearthgrid::gas
