#pragma once
// The way that gas takes to a node: from the supply through what brings it most.

#include <string>
#include <vector>

#include "engine/run/gas_pass.hpp"

namespace hearthgrid::run {

struct GasProfilePoint {
  int node = gas::NO_NODE;
  double distance_m = 0.0;   ///< along the pipes from the first point
  double pressure_pa = 0.0;  ///< gauge
  std::string via;           ///< pipe, regulator, valve or compressor that leads here; empty at the first point
};

/// From the supply to `node`, upstream always along the greatest inflow. One point where nothing flows there.
[[nodiscard]] std::vector<GasProfilePoint> gas_profile(const gas::GasNetwork& network, const GasState& state, int node);

}  // namespace hearthgrid::run
