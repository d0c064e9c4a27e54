#pragma once
// Which buses are one electrical node, and which nodes hang together.

#include <vector>

#include "models/electricity/network/network.hpp"

namespace hearthgrid::electricity {

/// Disjoint sets of 0 .. n-1; the smallest member stands for its set, so results do not depend on the order of joins.
class DisjointSets {
 public:
  explicit DisjointSets(int n);
  [[nodiscard]] int find(int i) const;
  /// False if both are in one set already.
  bool join(int i, int j);

 private:
  std::vector<int> parent_;
};

/// Buses that closed switches and closed links join are one node. A bus out of service is none, and what hangs on it
/// is out of circuit.
struct NetworkNodes {
  int count = 0;
  std::vector<int> of_bus;      ///< node by bus; -1 out of service
  std::vector<int> bus;         ///< first bus by node
  std::vector<int> island;      ///< by node: the lowest node that lines and transformers connect it with
  std::vector<char> energised;  ///< by node, 0 or 1: its island has a source in service

  [[nodiscard]] bool live(int node) const { return energised[static_cast<size_t>(node)] != 0; }

  /// Node of a bus; -1 for none, for an unknown bus and for one out of service.
  [[nodiscard]] int at(int bus_index) const {
    return bus_index >= 0 && bus_index < static_cast<int>(of_bus.size()) ? of_bus[static_cast<size_t>(bus_index)] : -1;
  }
};

/// Whether both ends stand closed on buses in service: only then does an element connect.
[[nodiscard]] bool connects(const Network& network, const Line& line);
[[nodiscard]] bool connects(const Network& network, const TransformerBranch& transformer);
[[nodiscard]] bool connects(const Network& network, const BusSwitch& bus_switch);

/// Unknown buses are passed over: network_faults() names them.
[[nodiscard]] NetworkNodes merge_buses(const Network& network);

}  // namespace hearthgrid::electricity
