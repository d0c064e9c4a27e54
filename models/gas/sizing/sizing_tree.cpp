#include "models/gas/sizing/sizing_tree.hpp"

namespace hearthgrid::gas {
namespace {

struct Link {
  int to = 0, pipe = -1, regulator = -1;
  bool forward = true;
};

/// Links by joined node; nothing where they are no trees of pipes and regulators with one supply each.
std::optional<std::vector<std::vector<Link>>> links_of(const FlowGraph& graph) {
  const auto nodes = static_cast<size_t>(graph.nodes());
  std::vector<std::vector<Link>> links(nodes);
  size_t count = graph.pipes.size();
  for (const FlowPipe& pipe : graph.pipes) {
    links[static_cast<size_t>(pipe.from)].push_back({pipe.to, pipe.pipe, -1, true});
    links[static_cast<size_t>(pipe.to)].push_back({pipe.from, pipe.pipe, -1, false});
  }
  for (const FlowDevice& device : graph.devices) {
    if (device.kind == DeviceKind::compressor) return std::nullopt;
    ++count;
    if (device.kind == DeviceKind::supply) continue;
    links[static_cast<size_t>(device.inlet)].push_back({device.outlet, -1, device.index, true});
  }
  if (count != nodes) return std::nullopt;
  return links;
}

/// Walks from a supply to all that it feeds.
void walk(const GasNetwork& network, const std::vector<std::vector<Link>>& links, const FlowDevice& supply,
          std::vector<bool>& seen, SizingTree& tree) {
  const auto root = static_cast<size_t>(supply.outlet);
  seen[root] = true;
  tree.feeding_pa[root] = supply.set_pa;
  tree.feeding_node[root] = supply.outlet;
  size_t next = tree.order.size();
  tree.order.push_back(supply.outlet);
  for (; next < tree.order.size(); ++next) {
    const int joined = tree.order[next];
    const auto n = static_cast<size_t>(joined);
    for (const Link& link : links[n]) {
      const auto to = static_cast<size_t>(link.to);
      if (seen[to]) continue;
      seen[to] = true;
      tree.edge[to] = {joined, link.pipe, link.regulator, link.forward, {}};
      tree.feeding_pa[to] = tree.feeding_pa[n];
      tree.feeding_node[to] = tree.feeding_node[n];
      if (link.regulator >= 0) {
        const GasRegulator& regulator = network.regulators[static_cast<size_t>(link.regulator)];
        const double elevation_m = network.nodes[static_cast<size_t>(regulator.to)].elevation_m;
        tree.feeding_pa[to] = regulator.set_pa + ambient_pressure_pa(elevation_m);
        tree.feeding_node[to] = link.to;
      }
      tree.order.push_back(link.to);
    }
  }
}

void sum_flows(const GasNetwork& network, const DesignDraws& draws, SizingTree& tree) {
  const double kg_s_per_m3h = network.fluid.reference_density_kg_m3() / 3600.0;
  for (TreeEdge& edge : tree.edge) edge.kg_s.assign(draws.size(), 0.0);
  for (size_t node = 0; node < network.nodes.size(); ++node) {
    const int n = tree.graph.node_of[node];
    for (size_t s = 0; n != NO_NODE && s < draws.size(); ++s) {
      tree.edge[static_cast<size_t>(n)].kg_s[s] += draws[s][node] * kg_s_per_m3h;
    }
  }
  for (size_t i = tree.order.size(); i-- > 0;) {
    const TreeEdge& edge = tree.edge[static_cast<size_t>(tree.order[i])];
    for (size_t s = 0; edge.parent >= 0 && s < draws.size(); ++s) {
      tree.edge[static_cast<size_t>(edge.parent)].kg_s[s] += edge.kg_s[s];
    }
  }
}

}  // namespace

std::optional<SizingTree> make_tree(const GasNetwork& network, const DesignDraws& draws) {
  SizingTree tree{.graph = make_graph(network), .order = {}, .edge = {}, .feeding_pa = {}, .feeding_node = {}};
  const auto links = links_of(tree.graph);
  if (!links) return std::nullopt;
  tree.edge.resize(links->size());
  tree.feeding_pa.assign(links->size(), 0.0);
  tree.feeding_node.assign(links->size(), -1);
  std::vector<bool> seen(links->size(), false);
  for (const FlowDevice& device : tree.graph.devices) {
    if (device.kind != DeviceKind::supply) continue;
    if (seen[static_cast<size_t>(device.outlet)]) return std::nullopt;
    walk(network, *links, device, seen, tree);
  }
  if (tree.order.size() != links->size()) return std::nullopt;
  sum_flows(network, draws, tree);
  return tree;
}

}  // namespace hearthgrid::gas
