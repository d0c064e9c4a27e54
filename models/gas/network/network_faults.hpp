#pragma once
// What is wrong with a gas network before anything is solved on it: every fault, with the element and where it was
// read.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

/// One mistake. `origin` is that of the element, as its import gave it.
struct GasNetworkFault {
  std::string text, origin, advice;
};

/// Elements by kind, in their order, then the network as a whole: two devices that hold one node, loops of devices that
/// set pressures (a regulator or compressor whose outlet leads back to its inlet), no supply. Parts that no supply
/// reaches are no fault: unreached_nodes tells them.
[[nodiscard]] std::vector<GasNetworkFault> network_faults(const GasNetwork& network);

/// Nodes that no supply in service reaches over pipes, open valves, regulators and compressors, in their order.
[[nodiscard]] std::vector<int> unreached_nodes(const GasNetwork& network);

/// As problems of an input, the origin in front of the text.
[[nodiscard]] std::vector<Problem> problems_of(const std::vector<GasNetworkFault>& faults);

/// Throws InputError with all faults, if there is any.
void require_sound(const GasNetwork& network);

}  // namespace hearthgrid::gas
