#pragma once
// Parts of a gas network that nothing joins: what happens in one does not show in the others.

#include <vector>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

/// Areas are what pipes, open valves, regulators and compressors in service join of the nodes that a supply reaches,
/// over all pressure tiers; numbered in the order of their first supplies. A regulator that no gas can come to joins
/// nothing.
struct NetworkAreas {
  int count = 0;
  std::vector<int> of_node;    ///< -1: no supply reaches it
  std::vector<int> of_supply;  ///< -1: out of service

  [[nodiscard]] int of(const GasPipe& pipe) const;  ///< -1: out of service, or no supply reaches it
};

[[nodiscard]] NetworkAreas network_areas(const GasNetwork& network);

/// One area as a network of its own, without demands; its elements in the order of the whole network's, and the places
/// that they have there.
struct AreaNetwork {
  GasNetwork network;
  std::vector<int> nodes, pipes, regulators, compressors, supplies;
};

/// Of elements out of service and closed valves those between nodes of the area are taken along.
[[nodiscard]] AreaNetwork area_network(const GasNetwork& network, const NetworkAreas& areas, int area);

}  // namespace hearthgrid::gas
