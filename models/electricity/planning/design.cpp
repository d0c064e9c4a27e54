#include "models/electricity/planning/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "models/electricity/low_voltage/lv_branch.hpp"

namespace hearthgrid::electricity {

Design as_it_stands(std::string name, TransformerType transformer, LvNetwork network) {
  PlanArea area{std::move(name), std::move(transformer), std::move(network), {}, {}};
  if (area.network.nodes.empty()) throw std::invalid_argument("a network needs the transformer's terminals");
  area.rows.resize(area.network.homes.size());
  area.node_ids.resize(area.network.nodes.size());
  std::iota(area.rows.begin(), area.rows.end(), 0);
  std::iota(area.node_ids.begin(), area.node_ids.end(), 0);
  return {{std::move(area)}};
}

LvImpedance dyn11_branch(const TransformerType& transformer, double rated_v) {
  const double volts = std::sqrt(3.0) * rated_v;
  return four_wire_branch(
      short_circuit_ohm(1000.0 * transformer.rated_kva, volts, transformer.impedance_share, transformer.load_loss_w),
      0.0);
}

LvImpedance four_wire_branch(std::complex<double> z_phase_ohm, std::complex<double> z_neutral_ohm) {
  LvImpedance branch;
  for (size_t p = 0; p < 3; ++p) {
    branch.phase_ohm[p].fill(z_neutral_ohm);
    branch.phase_ohm[p][p] += z_phase_ohm;
  }
  return branch;
}

std::vector<int> subtree(const LvNetwork& network, int node) {
  std::vector<bool> inside(network.nodes.size());
  std::vector<int> nodes;
  for (int n = node; n < static_cast<int>(network.nodes.size()); ++n) {
    const int parent = network.nodes[n].parent;
    if (n != node && (parent < 0 || !inside[parent])) continue;
    inside[n] = true;
    nodes.push_back(n);
  }
  return nodes;
}

double path_length_m(const LvNetwork& network, int node) {
  double length_m = 0.0;
  for (int n = node; n > 0; n = network.nodes[n].parent) length_m += network.nodes[n].length_m;
  return length_m;
}

std::vector<double> path_resistance_ohm(const LvNetwork& network) {
  std::vector<double> ohm(network.nodes.size());
  for (size_t n = 0; n < ohm.size(); ++n) {
    const LvNode& node = network.nodes[n];
    ohm[n] = node.branch.phase_ohm[0][0].real() + (node.parent < 0 ? 0.0 : ohm[node.parent]);
  }
  return ohm;
}

int find_node(const PlanArea& area, int node_id) {
  const auto found = std::ranges::find(area.node_ids, node_id);
  return found == area.node_ids.end() ? -1 : static_cast<int>(found - area.node_ids.begin());
}

namespace {

LineGroup group_of(const LvNetwork& network, std::string name, std::vector<int> nodes, int feeder, bool trunk) {
  LineGroup group{std::move(name), std::move(nodes), 0.0, feeder, trunk};
  std::ranges::sort(group.nodes);
  for (const int n : group.nodes) group.length_m += network.nodes[n].length_m;
  return group;
}

}  // namespace

std::vector<LineGroup> line_groups(const LvNetwork& network) {
  std::vector<LineGroup> groups;
  const auto count = static_cast<int>(network.nodes.size());
  for (int feeder = 1; feeder < count; ++feeder) {
    if (network.nodes[feeder].parent != 0) continue;
    const std::vector<int> nodes = subtree(network, feeder);
    const int end = *std::ranges::max_element(
        nodes, {}, [&](int n) { return std::pair(path_length_m(network, n), -static_cast<double>(n)); });
    std::vector<bool> on_trunk(network.nodes.size());
    std::vector<int> trunk;
    for (int n = end; n > 0; n = network.nodes[n].parent) {
      on_trunk[n] = true;
      trunk.push_back(n);
    }
    const std::string& name = network.nodes[feeder].name;
    groups.push_back(group_of(network, fmt::format("trunk of the line by {}", name), trunk, feeder, true));
    for (const int n : nodes) {
      const int parent = network.nodes[n].parent;
      if (on_trunk[n] || parent == 0 || !on_trunk[parent]) continue;
      groups.push_back(
          group_of(network, fmt::format("lateral by {}", network.nodes[n].name), subtree(network, n), feeder, false));
    }
  }
  return groups;
}

}  // namespace hearthgrid::electricity
