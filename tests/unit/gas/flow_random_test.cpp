// Random networks against a second formulation: flows of the chords are the unknowns, pressures are marched along a
// spanning tree with the textbook's laws by halving, and the mismatch at the chords is brought to zero.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <Eigen/Dense>
#include <algorithm>

#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {
namespace {

double between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 100000) / 100000.0;
}

/// One supply at node 0; pipe k joins node k + 1 to an earlier one, the rest are chords.
GasNetwork random_network(int nodes, int chords) {
  GasNetwork network;
  network.fluid.temperature_k = between(268.0, 293.0);
  const int law = *rc::gen::inRange(0, 3);
  if (law == 1) network.fluid.compressibility = linear_compressibility();
  if (law == 2) network.fluid.compressibility = cnga_compressibility(0.6, network.fluid.temperature_k);
  const bool medium = *rc::gen::arbitrary<bool>(), hilly = *rc::gen::arbitrary<bool>();
  for (int n = 0; n < nodes; ++n) add_node(network, "n" + std::to_string(n), hilly ? between(0.0, 60.0) : 0.0);
  const auto join = [&](int from, int to) {
    const bool turned = *rc::gen::arbitrary<bool>();
    const int pipe = add_pipe(network, turned ? to : from, turned ? from : to, between(5.0, medium ? 800.0 : 60.0),
                              between(0.03, 0.2));
    if (*rc::gen::arbitrary<bool>()) network.pipes[static_cast<size_t>(pipe)].loss_coefficient = between(0.0, 20.0);
  };
  for (int n = 1; n < nodes; ++n) join(*rc::gen::inRange(0, n), n);
  for (int c = 0; c < chords; ++c) {
    const int from = *rc::gen::inRange(0, nodes - 1);
    join(from, *rc::gen::inRange(from + 1, nodes));
  }
  add_supply(network, 0, medium ? 2e5 : 6000.0);
  for (int n = 1; n < nodes; ++n) {
    if (*rc::gen::inRange(0, 3) > 0) add_draw(network, n, medium ? between(0.0, 25.0) : between(0.0, 3.0));
  }
  return network;
}

struct ChordSolution {
  std::vector<double> pressure_pa, flow_kg_s;  // absolute, by node; by pipe
};

/// Flows of the tree for given flows of the chords, and pressures from the root.
ChordSolution along_tree(const GasNetwork& network, const Eigen::VectorXd& chord_kg_s) {
  const size_t nodes = network.nodes.size();
  const double kg_s = network.fluid.reference_density_kg_m3() / 3600.0;
  ChordSolution out{std::vector<double>(nodes, 0.0), std::vector<double>(network.pipes.size(), 0.0)};
  std::vector<double> need = node_draw_m3h(network);
  for (double& draw : need) draw *= kg_s;
  for (size_t p = nodes - 1; p < network.pipes.size(); ++p) {
    out.flow_kg_s[p] = chord_kg_s[static_cast<Eigen::Index>(p - nodes + 1)];
    need[static_cast<size_t>(network.pipes[p].from)] += out.flow_kg_s[p];
    need[static_cast<size_t>(network.pipes[p].to)] -= out.flow_kg_s[p];
  }
  for (size_t n = nodes - 1; n > 0; --n) {
    const GasPipe& pipe = network.pipes[n - 1];
    const bool down = pipe.to == static_cast<int>(n);
    out.flow_kg_s[n - 1] = down ? need[n] : -need[n];
    need[static_cast<size_t>(down ? pipe.from : pipe.to)] += need[n];
  }
  out.pressure_pa[0] = network.supplies[0].pressure_pa + ambient_pressure_pa(network.nodes[0].elevation_m);
  for (size_t n = 1; n < nodes; ++n) {
    const GasPipe& pipe = network.pipes[n - 1];
    const bool down = pipe.to == static_cast<int>(n);
    const auto other = static_cast<size_t>(down ? pipe.from : pipe.to);
    out.pressure_pa[n] =
        pressure_at_end(network.fluid, pipe, network.nodes[n].elevation_m - network.nodes[other].elevation_m,
                        out.pressure_pa[other], down ? out.flow_kg_s[n - 1] : -out.flow_kg_s[n - 1]);
  }
  return out;
}

Eigen::VectorXd mismatch(const GasNetwork& network, const Eigen::VectorXd& chord_kg_s) {
  const ChordSolution tree = along_tree(network, chord_kg_s);
  Eigen::VectorXd gaps(chord_kg_s.size());
  for (Eigen::Index c = 0; c < gaps.size(); ++c) {
    const GasPipe& pipe = network.pipes[network.nodes.size() - 1 + static_cast<size_t>(c)];
    const auto from = static_cast<size_t>(pipe.from), to = static_cast<size_t>(pipe.to);
    gaps[c] = pressure_at_end(network.fluid, pipe, network.nodes[to].elevation_m - network.nodes[from].elevation_m,
                              tree.pressure_pa[from], chord_kg_s[c]) -
              tree.pressure_pa[to];
  }
  return gaps;
}

/// Newton's method by differences, from no flow in the chords, with steps halved until the mismatch falls.
ChordSolution by_chords(const GasNetwork& network) {
  const auto chords = static_cast<Eigen::Index>(network.pipes.size() - network.nodes.size() + 1);
  Eigen::VectorXd flow = Eigen::VectorXd::Zero(chords);
  Eigen::VectorXd gap = mismatch(network, flow);
  for (int i = 0; i < 100 && chords > 0 && gap.cwiseAbs().maxCoeff() > 1e-6; ++i) {
    Eigen::MatrixXd slope(chords, chords);
    for (Eigen::Index c = 0; c < chords; ++c) {
      Eigen::VectorXd moved = flow;
      const double by = 1e-7 + 1e-5 * std::abs(flow[c]);
      moved[c] += by;
      slope.col(c) = (mismatch(network, moved) - gap) / by;
    }
    const Eigen::VectorXd step = slope.fullPivLu().solve(-gap);
    for (double share = 1.0; share > 1e-3; share *= 0.5) {
      const Eigen::VectorXd next = mismatch(network, flow + share * step);
      if (next.norm() >= gap.norm() && share > 2e-3) continue;
      flow += share * step;
      gap = next;
      break;
    }
  }
  return along_tree(network, flow);
}

RC_GTEST_PROP(RandomGasNetworks, AgreeWithFlowsOfChords, ()) {
  const GasNetwork network = random_network(*rc::gen::inRange(2, 12), *rc::gen::inRange(0, 4));
  const ChordSolution expected = by_chords(network);
  const double lowest_pa = *std::min_element(expected.pressure_pa.begin(), expected.pressure_pa.end());
  RC_PRE(lowest_pa > 1.02e5);
  const GasFlowResult result = solved(network);
  RC_ASSERT(result.solved());
  double drop = 1.0;
  for (const double p : expected.pressure_pa) drop = std::max(drop, std::abs(p - expected.pressure_pa[0]));
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    const double absolute = result.pressure_pa[n] + ambient_pressure_pa(network.nodes[n].elevation_m);
    RC_ASSERT(std::abs(absolute - expected.pressure_pa[n]) < 1e-5 + 1e-7 * drop);
  }
  const double supply = result.supplies[0].flow_m3h;
  RC_ASSERT(largest_gap_m3h(network, result) <= 1e-9 * supply + 1e-12);
  const double kg_s = network.fluid.reference_density_kg_m3() / 3600.0;
  for (size_t p = 0; p < network.pipes.size(); ++p) {
    // Wide short pipes in a mesh share by differences of pressure that halving can hardly see.
    RC_ASSERT(std::abs(result.pipe_m3h[p] - expected.flow_kg_s[p] / kg_s) < 1e-3 * supply + 1e-3);
  }
}

/// Every pipe's own equation, with the laws by halving, and both supplies at their pressure.
RC_GTEST_PROP(RandomGasNetworks, OfTwoSuppliesObeyEveryPipe, ()) {
  GasNetwork network = random_network(*rc::gen::inRange(3, 25), *rc::gen::inRange(0, 8));
  const double higher = network.supplies[0].pressure_pa * between(0.9, 1.02);
  add_supply(network, static_cast<int>(network.nodes.size()) - 1, higher);
  for (auto& supply : network.supplies) supply.takes_back = true;
  const GasFlowResult result = solved(network);
  RC_PRE(result.solved());
  RC_ASSERT(std::abs(result.pressure_pa.back() - higher) < 1e-6);
  double throughput = 0.0;
  for (const auto& supply : result.supplies) throughput += std::abs(supply.flow_m3h);
  RC_ASSERT(largest_gap_m3h(network, result) <= 1e-9 * throughput + 1e-12);
  const double kg_s = network.fluid.reference_density_kg_m3() / 3600.0;
  for (size_t p = 0; p < network.pipes.size(); ++p) {
    const auto from = static_cast<size_t>(network.pipes[p].from), to = static_cast<size_t>(network.pipes[p].to);
    const double begin = result.pressure_pa[from] + ambient_pressure_pa(network.nodes[from].elevation_m);
    const double end = result.pressure_pa[to] + ambient_pressure_pa(network.nodes[to].elevation_m);
    const double expected = pressure_at_end(network.fluid, network.pipes[p],
                                            network.nodes[to].elevation_m - network.nodes[from].elevation_m, begin,
                                            result.pipe_m3h[p] * kg_s);
    RC_ASSERT(std::abs(end - expected) < 2e-5 + 1e-7 * std::abs(begin - end));
  }
}

RC_GTEST_PROP(RandomGasNetworks, FallAlongTheFlow, ()) {
  GasNetwork network = random_network(*rc::gen::inRange(3, 30), *rc::gen::inRange(0, 10));
  for (auto& node : network.nodes) node.elevation_m = 0.0;
  const GasFlowResult result = solved(network);
  RC_PRE(result.solved());
  for (size_t p = 0; p < network.pipes.size(); ++p) {
    const double fall = result.pressure_pa[static_cast<size_t>(network.pipes[p].from)] -
                        result.pressure_pa[static_cast<size_t>(network.pipes[p].to)];
    RC_ASSERT(fall * result.pipe_m3h[p] >= -1e-6 * std::abs(result.pipe_m3h[p]));
  }
}

/// The order in which elements are given does not matter, and neither does what was solved before.
RC_GTEST_PROP(RandomGasNetworks, DoNotDependOnOrderOrHistory, ()) {
  const GasNetwork network = random_network(*rc::gen::inRange(3, 20), *rc::gen::inRange(1, 6));
  GasFlow flow(network);
  GasFlowResult first;
  flow.solve(first);
  RC_PRE(first.solved());
  GasNetwork turned = network;
  std::reverse(turned.pipes.begin(), turned.pipes.end());
  const GasFlowResult other = solved(turned);
  std::vector<double> half = node_draw_m3h(network);
  for (double& draw : half) draw *= 0.37;
  GasFlowResult between_them, warm, again;
  flow.solve(half, between_them);
  flow.solve(warm);
  flow.reset();
  flow.solve(again);
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    RC_ASSERT(std::abs(first.pressure_pa[n] - other.pressure_pa[n]) < 1e-5);
    RC_ASSERT(std::abs(first.pressure_pa[n] - warm.pressure_pa[n]) < 1e-5);
    RC_ASSERT(first.pressure_pa[n] == again.pressure_pa[n]);
  }
}

}  // namespace
}  // namespace hearthgrid::gas
