#pragma once
// How a network is solved while its devices keep their states: parts that pipes and open devices join (zones), the ones
// fed by others first, and in each the branches that are trees, taken off leaf by leaf, and the core that is left.

#include <vector>

#include "models/gas/network/core_system.hpp"
#include "models/gas/network/flow_graph.hpp"

namespace hearthgrid::gas {

/// `node` hangs on `parent` by `edge`, with all that was taken off before. `sign` is 1 for an edge from parent to node.
struct PlanLeaf {
  int node = 0, parent = 0, edge = 0;
  double sign = 1.0;
};

struct PlanZone {
  std::vector<int> nodes;
  std::vector<PlanLeaf> leaves;         ///< outermost first
  std::vector<int> held;                ///< devices whose outlet is held and lies here
  std::vector<CoreTransfer> transfers;  ///< of those that draw from the zone as well
  CoreSystem core;                      ///< what is not a tree on one held node; may be empty
  /// Whether anything from outside holds it.
  [[nodiscard]] bool fed() const { return held.size() > transfers.size(); }
};

struct FlowPlan {
  std::vector<PlanEdge> edges;  ///< the graph's pipes in their order, then open devices
  /// Squares of pressure are divided by this within a zone, so that compressors of fixed ratio join equals.
  std::vector<double> node_scale;
  std::vector<int> zone_of;     ///< by node
  std::vector<PlanZone> zones;  ///< downstream first
  bool circular = false;        ///< zones feed one another in a ring, over devices that hold

  // What a solve leaves behind, and the next one starts from.
  std::vector<double> pressure_pa2, load_kg_s, flow_kg_s;  ///< by node, node, edge
  std::vector<double> device_kg_s;                         ///< by device
  bool warm = false;
};

/// `peel`: take trees off; else everything is core, as pressure-driven demand needs it.
[[nodiscard]] FlowPlan make_plan(const FlowGraph& graph, const std::vector<DeviceState>& states, bool peel);

}  // namespace hearthgrid::gas
