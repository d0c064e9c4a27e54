#include "models/gas/network/flow_plan.hpp"

#include <algorithm>

#include "models/gas/network/disjoint_sets.hpp"

namespace hearthgrid::gas {

namespace {

class PlanMaker {
 public:
  PlanMaker(const FlowGraph& graph, const std::vector<DeviceState>& states, bool peel)
      : graph_(graph), states_(states), peel_(peel), held_(static_cast<size_t>(graph.nodes()), false) {}

  FlowPlan make() {
    add_edges();
    find_zones();
    for (auto& zone : plan_.zones) split(zone);
    order_zones();
    const auto nodes = static_cast<size_t>(graph_.nodes());
    plan_.pressure_pa2.assign(nodes, 0.0);
    plan_.load_kg_s.assign(nodes, 0.0);
    plan_.flow_kg_s.assign(plan_.edges.size(), 0.0);
    plan_.device_kg_s.assign(graph_.devices.size(), 0.0);
    return std::move(plan_);
  }

 private:
  void add_edges() {
    for (const auto& pipe : graph_.pipes) plan_.edges.push_back({.from = pipe.from, .to = pipe.to, .pipe = pipe.pipe});
    for (size_t d = 0; d < graph_.devices.size(); ++d) {
      const FlowDevice& device = graph_.devices[d];
      if (states_[d] == DeviceState::hold) held_[static_cast<size_t>(device.outlet)] = true;
      if (states_[d] != DeviceState::open) continue;
      PlanEdge edge{.from = device.inlet, .to = device.outlet, .difference_pa = device.difference_pa};
      edge.ratio = device.ratio > 0.0 ? device.ratio : 1.0;
      edge.device = static_cast<int>(d);
      plan_.edges.push_back(edge);
    }
    taken_.assign(plan_.edges.size(), false);
    is_leaf_.assign(static_cast<size_t>(graph_.nodes()), false);
    degree_.assign(static_cast<size_t>(graph_.nodes()), 0);
    edges_of_.resize(static_cast<size_t>(graph_.nodes()));
    for (int e = 0; e < static_cast<int>(plan_.edges.size()); ++e) {
      edges_of_[static_cast<size_t>(plan_.edges[static_cast<size_t>(e)].from)].push_back(e);
      edges_of_[static_cast<size_t>(plan_.edges[static_cast<size_t>(e)].to)].push_back(e);
    }
  }

  [[nodiscard]] int other_end(int edge, int node) const {
    const PlanEdge& e = plan_.edges[static_cast<size_t>(edge)];
    return e.from == node ? e.to : e.from;
  }

  /// Breadth first; the scale of squared pressures goes along.
  void find_zones() {
    plan_.zone_of.assign(static_cast<size_t>(graph_.nodes()), -1);
    plan_.node_scale.assign(static_cast<size_t>(graph_.nodes()), 1.0);
    for (int root = 0; root < graph_.nodes(); ++root) {
      if (plan_.zone_of[static_cast<size_t>(root)] >= 0) continue;
      const auto number = static_cast<int>(plan_.zones.size());
      plan_.zones.emplace_back();
      std::vector<int>& nodes = plan_.zones.back().nodes;
      nodes.push_back(root);
      plan_.zone_of[static_cast<size_t>(root)] = number;
      for (size_t next = 0; next < nodes.size(); ++next) {
        const int node = nodes[next];
        for (const int e : edges_of_[static_cast<size_t>(node)]) {
          const int other = other_end(e, node);
          if (plan_.zone_of[static_cast<size_t>(other)] >= 0) continue;
          const PlanEdge& edge = plan_.edges[static_cast<size_t>(e)];
          const double squared = edge.ratio * edge.ratio;
          plan_.zone_of[static_cast<size_t>(other)] = number;
          plan_.node_scale[static_cast<size_t>(other)] =
              plan_.node_scale[static_cast<size_t>(node)] * (edge.from == node ? squared : 1.0 / squared);
          nodes.push_back(other);
        }
      }
      std::sort(nodes.begin(), nodes.end());
    }
    for (auto& edge : plan_.edges) edge.scale = plan_.node_scale[static_cast<size_t>(edge.from)];
    for (int d = 0; d < static_cast<int>(graph_.devices.size()); ++d) {
      if (states_[static_cast<size_t>(d)] != DeviceState::hold) continue;
      const int zone = plan_.zone_of[static_cast<size_t>(graph_.devices[static_cast<size_t>(d)].outlet)];
      plan_.zones[static_cast<size_t>(zone)].held.push_back(d);
    }
  }

  /// Takes off what hangs by one edge, until only held nodes and meshes are left.
  void split(PlanZone& zone) {
    for (const int d : zone.held) {
      const FlowDevice& device = graph_.devices[static_cast<size_t>(d)];
      if (device.inlet == NO_NODE ||
          plan_.zone_of[static_cast<size_t>(device.inlet)] != plan_.zone_of[static_cast<size_t>(device.outlet)]) {
        continue;
      }
      zone.transfers.push_back({device.outlet, device.inlet});
    }
    const bool peel = peel_ && zone.fed() && zone.transfers.empty();
    std::vector<int> leaves;
    for (const int node : zone.nodes) {
      degree_[static_cast<size_t>(node)] = static_cast<int>(edges_of_[static_cast<size_t>(node)].size());
      if (degree_[static_cast<size_t>(node)] == 1 && !held_[static_cast<size_t>(node)]) leaves.push_back(node);
    }
    for (size_t next = 0; peel && next < leaves.size(); ++next) {
      const int node = leaves[next];
      for (const int e : edges_of_[static_cast<size_t>(node)]) {
        if (taken_[static_cast<size_t>(e)]) continue;
        const int parent = other_end(e, node);
        const double sign = plan_.edges[static_cast<size_t>(e)].to == node ? 1.0 : -1.0;
        zone.leaves.push_back({node, parent, e, sign});
        taken_[static_cast<size_t>(e)] = true;
        if (--degree_[static_cast<size_t>(parent)] == 1 && !held_[static_cast<size_t>(parent)]) {
          leaves.push_back(parent);
        }
        break;
      }
    }
    for (const auto& leaf : zone.leaves) is_leaf_[static_cast<size_t>(leaf.node)] = true;
    std::vector<int> nodes, edges;
    for (const int node : zone.nodes) {
      if (!is_leaf_[static_cast<size_t>(node)]) nodes.push_back(node);
    }
    for (const int node : nodes) {
      for (const int e : edges_of_[static_cast<size_t>(node)]) {
        if (!taken_[static_cast<size_t>(e)] && plan_.edges[static_cast<size_t>(e)].from == node) edges.push_back(e);
      }
    }
    std::sort(edges.begin(), edges.end());
    if (edges.empty() && peel_) return;
    zone.core = CoreSystem(plan_.edges, std::move(edges), nodes, held_, zone.transfers);
  }

  /// A zone comes after those that its own devices feed, whose draw it has to know.
  void order_zones() {
    const auto count = static_cast<int>(plan_.zones.size());
    std::vector<std::vector<int>> feeders(plan_.zones.size());  // zones that feed a zone
    std::vector<int> waiting(plan_.zones.size(), 0);
    for (int d = 0; d < static_cast<int>(graph_.devices.size()); ++d) {
      const FlowDevice& device = graph_.devices[static_cast<size_t>(d)];
      if (states_[static_cast<size_t>(d)] != DeviceState::hold || device.inlet == NO_NODE) continue;
      const int inlet = plan_.zone_of[static_cast<size_t>(device.inlet)];
      const int outlet = plan_.zone_of[static_cast<size_t>(device.outlet)];
      if (outlet == inlet) continue;
      feeders[static_cast<size_t>(outlet)].push_back(inlet);
      ++waiting[static_cast<size_t>(inlet)];
    }
    std::vector<int> order;
    std::vector<bool> placed(plan_.zones.size(), false);
    for (int z = 0; z < count; ++z) {
      if (waiting[static_cast<size_t>(z)] == 0) order.push_back(z);
    }
    for (size_t next = 0; next < order.size(); ++next) {
      placed[static_cast<size_t>(order[next])] = true;
      for (const int feeder : feeders[static_cast<size_t>(order[next])]) {
        if (--waiting[static_cast<size_t>(feeder)] == 0) order.push_back(feeder);
      }
    }
    for (int z = 0; z < count; ++z) {
      if (placed[static_cast<size_t>(z)]) continue;
      plan_.circular = true;
      order.push_back(z);
    }
    std::vector<int> place(plan_.zones.size());
    std::vector<PlanZone> sorted;
    for (const int z : order) {
      place[static_cast<size_t>(z)] = static_cast<int>(sorted.size());
      sorted.push_back(std::move(plan_.zones[static_cast<size_t>(z)]));
    }
    plan_.zones = std::move(sorted);
    for (int& zone : plan_.zone_of) zone = place[static_cast<size_t>(zone)];
  }

  const FlowGraph& graph_;
  const std::vector<DeviceState>& states_;
  bool peel_;
  FlowPlan plan_;
  std::vector<std::vector<int>> edges_of_;
  std::vector<bool> held_, taken_, is_leaf_;
  std::vector<int> degree_;
};

}  // namespace

FlowPlan make_plan(const FlowGraph& graph, const std::vector<DeviceState>& states, bool peel) {
  return PlanMaker(graph, states, peel).make();
}

}  // namespace hearthgrid::gas
