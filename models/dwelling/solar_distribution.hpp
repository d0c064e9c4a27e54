#pragma once
// Where the sunlight that came through the windows is absorbed.

#include <vector>

#include "models/dwelling/construction.hpp"

namespace hearthgrid::dwelling {

struct SolarDistribution {
  std::vector<double> absorbed;  ///< share absorbed by each opaque element; sums to 1 - lost
  double lost = 0.0;             ///< share that leaves through the glass again
};

/// All light first falls on the floor; what the floor reflects spreads over the other surfaces and the windows by area
/// (windows let out or absorb 0.8 of it); what is then left spreads over everything until it is gone. Without a floor,
/// all light spreads by area. Reproduces the shares of ASHRAE 140 case 600 (own estimate, see the tests).
[[nodiscard]] SolarDistribution solar_distribution(const Dwelling& dwelling);

}  // namespace hearthgrid::dwelling
