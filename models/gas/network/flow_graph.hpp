#pragma once
// A gas network made ready for solving: nodes joined by open valves are one, devices that set pressures are alike.

#include <vector>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

/// Hold: the outlet stands at its set pressure. Open: it follows the inlet (less the minimum difference, or times the
/// ratio). Saturated: the capacity flows, the outlet stands below the set pressure. Closed: nothing flows, the outlet
/// stands above it.
enum class DeviceState : int8_t { hold, open, saturated, closed };

[[nodiscard]] std::string_view state_name(DeviceState state);

enum class DeviceKind { supply, regulator, compressor };

/// What sets a pressure or a ratio. Supplies come first, then regulators, then compressors, in their order.
struct FlowDevice {
  DeviceKind kind = DeviceKind::supply;
  int index = 0;                    ///< in the network's list
  int inlet = NO_NODE, outlet = 0;  ///< joined nodes; a supply has no inlet
  double set_pa = 0.0;              ///< absolute
  double difference_pa = 0.0;
  double ratio = 0.0;  ///< above 0: of fixed ratio
  double capacity_kg_s = UNLIMITED;
  bool takes_back = false;
};

/// A pipe in service between two joined nodes.
struct FlowPipe {
  int from = 0, to = 0, pipe = 0;
};

/// A valve that joins nodes, in an order in which flows follow one after the other: `node` is a leaf once those before
/// are gone. Valves that close a loop of valves carry nothing.
struct ValveLeaf {
  int valve = 0, node = 0, other = 0;
};

struct FlowGraph {
  std::vector<int> node_of;        ///< joined node of each node; NO_NODE where no supply reaches
  std::vector<int> first_of;       ///< a node of each joined one
  std::vector<double> ambient_pa;  ///< of joined nodes
  std::vector<FlowPipe> pipes;
  std::vector<FlowDevice> devices;
  std::vector<ValveLeaf> valves;
  std::vector<int> unreached;  ///< nodes

  [[nodiscard]] int nodes() const { return static_cast<int>(first_of.size()); }
};

/// The network must be sound.
[[nodiscard]] FlowGraph make_graph(const GasNetwork& network);
/// All hold, but compressors of fixed ratio, which are open.
[[nodiscard]] std::vector<DeviceState> first_states(const FlowGraph& graph);

}  // namespace hearthgrid::gas
