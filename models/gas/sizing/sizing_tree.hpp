#pragma once
// A gas network as trees that hang from its supplies, by pipes and regulators, with the flows of some draws.

#include <optional>
#include <vector>

#include "models/gas/network/flow_graph.hpp"
#include "models/gas/sizing/sizing_limits.hpp"

namespace hearthgrid::gas {

/// The edge from a joined node to its parent.
struct TreeEdge {
  int parent = -1;
  int pipe = -1, regulator = -1;
  bool forward = true;       ///< pipe: from parent to node
  std::vector<double> kg_s;  ///< by draw, away from the supply
};

struct SizingTree {
  FlowGraph graph;
  std::vector<int> order;  ///< parents before their children
  std::vector<TreeEdge> edge;
  std::vector<double> feeding_pa;  ///< by joined node: absolute, what its supply or regulator holds
  std::vector<int> feeding_node;   ///< where that stands
};

/// Nothing where what supplies reach is no set of trees of pipes and regulators, each with one supply.
[[nodiscard]] std::optional<SizingTree> make_tree(const GasNetwork& network, const DesignDraws& draws);

}  // namespace hearthgrid::gas
