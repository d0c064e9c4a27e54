#include "models/electricity/planning/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace hearthgrid::electricity {
namespace {

std::pair<size_t, int> place_of(const Design& design, int node_id) {
  for (size_t a = 0; a < design.areas.size(); ++a) {
    const int node = find_node(design.areas[a], node_id);
    if (node >= 0) return {a, node};
  }
  throw std::invalid_argument(fmt::format("no area has a node {}", node_id));
}

/// Mean of what phases share with each other.
std::complex<double> mutual_of(const LvImpedance& branch) {
  const auto& z = branch.phase_ohm;
  return (z[0][1] + z[1][2] + z[2][0]) / 3.0;
}

void restring(LvNode& node, const NewLine& line, double length_m) {
  const double km = length_m / 1000.0;
  node.rating_a = line.rating_a;
  node.length_m = length_m;
  if (!node.neutral) {
    node.branch = four_wire_branch(line.phase_ohm_per_km * km, line.neutral_ohm_per_km * km);
    return;
  }
  const std::complex<double> mutual = mutual_of(node.branch);
  for (size_t p = 0; p < 3; ++p) node.branch.phase_ohm[p][p] = mutual + line.phase_ohm_per_km * km;
  node.neutral->self_ohm = mutual + line.neutral_ohm_per_km * km;
}

void act(Design& design, const LargerConductor& a) {
  for (const int id : a.node_ids) {
    const auto [area, node] = place_of(design, id);
    LvNode& found = design.areas[area].network.nodes[node];
    if (found.parent >= 0) restring(found, a.line, found.length_m);
  }
}

void act(Design& design, const FeederSplit& a) {
  const auto [area, node] = place_of(design, a.node_id);
  LvNetwork& network = design.areas[area].network;
  LvNode& found = network.nodes[node];
  if (found.parent < 0) return;
  const double length_m = path_length_m(network, node);
  if (found.neutral && found.length_m > 0.0) {
    // The new line's mutual impedance is that of the old one, over the new length.
    const double longer = length_m / found.length_m;
    for (auto& row : found.branch.phase_ohm) {
      for (auto& z : row) z *= longer;
    }
    for (auto& z : found.neutral->mutual_ohm) z *= longer;
  }
  found.parent = 0;
  restring(found, a.line, length_m);
}

/// Nodes of an area for which keep(node) holds, with their homes; the first of them becomes the first node.
template <class Keep>
PlanArea part_of(const PlanArea& whole, Keep keep) {
  PlanArea part{whole.name, whole.transformer, {}, {}, {}};
  part.network.no_load_v = whole.network.no_load_v;
  part.network.rated_v = whole.network.rated_v;
  std::vector<int> now(whole.network.nodes.size(), -1);
  for (size_t n = 0; n < now.size(); ++n) {
    if (!keep(n)) continue;
    now[n] = static_cast<int>(part.network.nodes.size());
    LvNode node = whole.network.nodes[n];
    node.parent = now[n] == 0 ? -1 : now[node.parent];
    part.network.nodes.push_back(std::move(node));
    part.node_ids.push_back(whole.node_ids[n]);
  }
  for (size_t h = 0; h < whole.rows.size(); ++h) {
    LvHome home = whole.network.homes[h];
    if (now[home.node] < 0) continue;
    home.node = now[home.node];
    part.network.homes.push_back(home);
    part.rows.push_back(whole.rows[h]);
  }
  return part;
}

void act(Design& design, const SecondTransformer& a) {
  const auto [at, node] = place_of(design, a.node_id);
  const PlanArea whole = design.areas[at];
  if (whole.network.nodes[node].parent < 0) throw std::invalid_argument("a transformer stands there already");
  // A feeder split may have put a node before its parent's number, never after: subtree() holds for any such tree.
  std::vector<bool> moves(whole.network.nodes.size());
  for (const int n : subtree(whole.network, node)) moves[n] = true;
  design.areas[at] = part_of(whole, [&](size_t n) { return !moves[n]; });
  PlanArea fresh = part_of(whole, [&](size_t n) { return moves[n]; });
  fresh.name = fmt::format("{}, new at {}", design.areas[0].name, whole.network.nodes[node].name);
  fresh.transformer = a.transformer;
  LvNode& terminals = fresh.network.nodes[0];
  terminals.branch = a.branch;
  terminals.neutral.reset();
  terminals.rating_a = std::numeric_limits<double>::infinity();
  terminals.boost = 1.0;
  terminals.length_m = 0.0;
  terminals.line = -1;
  design.areas.push_back(std::move(fresh));
}

void act(Design& design, const LargerTransformer& a) {
  design.areas[0].transformer = a.transformer;
  design.areas[0].network.nodes[0].branch = a.branch;
}

void act(Design& design, const LineRegulator& a) {
  const auto [area, node] = place_of(design, a.node_id);
  LvNode& found = design.areas[area].network.nodes[node];
  if (found.parent >= 0) found.boost = a.boost;
}

void act(Design& design, const PhaseRebalancing& a) {
  for (PlanArea& area : design.areas) {
    for (size_t h = 0; h < area.rows.size(); ++h) {
      const int8_t phase = a.phases.at(area.rows[h]);
      if (phase < 0 || phase > 3) throw std::invalid_argument(fmt::format("there is no phase {}", phase));
      if (area.network.homes[h].phase != 3 && phase != 3) area.network.homes[h].phase = phase;
    }
  }
}

void act(Design& design, const TapChange& a) {
  LvNetwork& network = design.areas[0].network;
  const double ratio = 1.0 + a.share;
  network.no_load_v *= ratio;
  for (auto& row : network.nodes[0].branch.phase_ohm) {
    for (auto& z : row) z *= ratio * ratio;
  }
}

}  // namespace

const std::vector<std::string>& measure_kind_names() {
  static const std::vector<std::string> NAMES = {"larger_conductor",   "feeder_split",   "second_transformer",
                                                 "larger_transformer", "line_regulator", "phase_rebalancing",
                                                 "tap_change"};
  return NAMES;
}

Design apply(const Design& design, const Measure& measure) {
  Design changed = design;
  std::visit([&](const auto& action) { act(changed, action); }, measure.action);
  return changed;
}

Design apply_all(const Design& design, std::span<const Measure* const> measures) {
  std::vector<const Measure*> ordered(measures.begin(), measures.end());
  std::ranges::stable_sort(ordered, {}, [](const Measure* m) { return m->action.index(); });
  Design changed = design;
  for (const Measure* measure : ordered) {
    std::visit([&](const auto& action) { act(changed, action); }, measure->action);
  }
  return changed;
}

}  // namespace hearthgrid::electricity
