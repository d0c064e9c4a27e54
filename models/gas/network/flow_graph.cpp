#include "models/gas/network/flow_graph.hpp"

#include <array>
#include <numeric>

#include "models/gas/network/disjoint_sets.hpp"
#include "models/gas/network/network_faults.hpp"

namespace hearthgrid::gas {

namespace {

constexpr double SECONDS_PER_HOUR = 3600.0;

class GraphMaker {
 public:
  explicit GraphMaker(const GasNetwork& network)
      : network_(network), kg_s_per_m3h_(network.fluid.reference_density_kg_m3() / SECONDS_PER_HOUR) {}

  FlowGraph make() {
    join_nodes();
    for (int p = 0; p < static_cast<int>(network_.pipes.size()); ++p) {
      const GasPipe& pipe = network_.pipes[static_cast<size_t>(p)];
      const int from = at(pipe.from), to = at(pipe.to);
      if (pipe.in_service && from != NO_NODE && from != to) graph_.pipes.push_back({from, to, p});
    }
    add_devices();
    order_valves();
    return std::move(graph_);
  }

 private:
  [[nodiscard]] int at(int node) const { return graph_.node_of[static_cast<size_t>(node)]; }
  [[nodiscard]] double ambient(int node) const {
    return ambient_pressure_pa(network_.nodes[static_cast<size_t>(node)].elevation_m);
  }

  void join_nodes() {
    const auto nodes = static_cast<int>(network_.nodes.size());
    graph_.unreached = unreached_nodes(network_);
    std::vector<bool> unreached(network_.nodes.size(), false);
    for (const int node : graph_.unreached) unreached[static_cast<size_t>(node)] = true;
    DisjointSets sets(nodes);
    for (const auto& valve : network_.valves) {
      if (valve.open) sets.join(valve.from, valve.to);
    }
    graph_.node_of.assign(network_.nodes.size(), NO_NODE);
    for (int node = 0; node < nodes; ++node) {
      if (unreached[static_cast<size_t>(node)]) continue;
      const int first = sets.find(node);
      if (first == node) {
        graph_.node_of[static_cast<size_t>(node)] = graph_.nodes();
        graph_.first_of.push_back(node);
        graph_.ambient_pa.push_back(ambient(node));
      } else {
        graph_.node_of[static_cast<size_t>(node)] = at(first);
      }
    }
  }

  void add_devices() {
    for (int i = 0; i < static_cast<int>(network_.supplies.size()); ++i) {
      const GasSupply& supply = network_.supplies[static_cast<size_t>(i)];
      if (!supply.in_service) continue;
      FlowDevice device{.kind = DeviceKind::supply, .index = i, .outlet = at(supply.node)};
      device.set_pa = supply.pressure_pa + ambient(supply.node);
      device.capacity_kg_s = supply.capacity_m3h * kg_s_per_m3h_;
      device.takes_back = supply.takes_back;
      graph_.devices.push_back(device);
    }
    for (int i = 0; i < static_cast<int>(network_.regulators.size()); ++i) {
      const GasRegulator& regulator = network_.regulators[static_cast<size_t>(i)];
      if (!regulator.in_service || at(regulator.from) == NO_NODE) continue;
      FlowDevice device{.kind = DeviceKind::regulator, .index = i, .inlet = at(regulator.from)};
      device.outlet = at(regulator.to);
      device.set_pa = regulator.set_pa + ambient(regulator.to);
      device.difference_pa = regulator.minimum_difference_pa;
      device.capacity_kg_s = regulator.capacity_m3h * kg_s_per_m3h_;
      graph_.devices.push_back(device);
    }
    for (int i = 0; i < static_cast<int>(network_.compressors.size()); ++i) {
      const GasCompressor& compressor = network_.compressors[static_cast<size_t>(i)];
      if (!compressor.in_service || at(compressor.from) == NO_NODE) continue;
      FlowDevice device{.kind = DeviceKind::compressor, .index = i, .inlet = at(compressor.from)};
      device.outlet = at(compressor.to);
      device.set_pa = compressor.outlet_pa + ambient(compressor.to);
      device.ratio = compressor.ratio;
      device.capacity_kg_s = compressor.capacity_m3h * kg_s_per_m3h_;
      graph_.devices.push_back(device);
    }
  }

  /// A spanning forest of the open valves, leaves first.
  void order_valves() {
    const auto nodes = static_cast<int>(network_.nodes.size());
    DisjointSets sets(nodes);
    std::vector<std::vector<int>> valves_of(network_.nodes.size());
    for (int v = 0; v < static_cast<int>(network_.valves.size()); ++v) {
      const GasValve& valve = network_.valves[static_cast<size_t>(v)];
      if (!valve.open || at(valve.from) == NO_NODE || !sets.join(valve.from, valve.to)) continue;
      valves_of[static_cast<size_t>(valve.from)].push_back(v);
      valves_of[static_cast<size_t>(valve.to)].push_back(v);
    }
    std::vector<bool> seen(network_.nodes.size(), false);
    std::vector<ValveLeaf> outward;
    for (int root = 0; root < nodes; ++root) {
      if (seen[static_cast<size_t>(root)]) continue;
      seen[static_cast<size_t>(root)] = true;
      std::vector<int> queue{root};
      for (size_t next = 0; next < queue.size(); ++next) {
        for (const int v : valves_of[static_cast<size_t>(queue[next])]) {
          const GasValve& valve = network_.valves[static_cast<size_t>(v)];
          const int other = valve.from == queue[next] ? valve.to : valve.from;
          if (seen[static_cast<size_t>(other)]) continue;
          seen[static_cast<size_t>(other)] = true;
          outward.push_back({v, other, queue[next]});
          queue.push_back(other);
        }
      }
    }
    graph_.valves.assign(outward.rbegin(), outward.rend());
  }

  const GasNetwork& network_;
  double kg_s_per_m3h_;
  FlowGraph graph_;
};

}  // namespace

std::string_view state_name(DeviceState state) {
  static constexpr std::array<std::string_view, 4> NAMES{"hold", "open", "saturated", "closed"};
  return NAMES.at(static_cast<size_t>(state));
}

FlowGraph make_graph(const GasNetwork& network) {
  return GraphMaker(network).make();
}

std::vector<DeviceState> first_states(const FlowGraph& graph) {
  std::vector<DeviceState> states;
  for (const auto& device : graph.devices) {
    states.push_back(device.ratio > 0.0 ? DeviceState::open : DeviceState::hold);
  }
  return states;
}

}  // namespace hearthgrid::gas
