// The flow of a feeder against what can be worked out by hand, against itself in another form, and Kirchhoff.
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <stdexcept>

#include "models/electricity/medium_voltage/mv_flow.hpp"

namespace hearthgrid::electricity {
namespace {

using std::complex;

size_t at(int node, int lane) {
  return static_cast<size_t>(node) * FLOW_LANES + static_cast<size_t>(lane);
}

double voltage(const FlowTile& tile, int node, int lane = 0) {
  return std::hypot(tile.v_re[at(node, lane)], tile.v_im[at(node, lane)]);
}

MvLine line(int from, int to, complex<double> z_ohm, double charging_s = 0.0) {
  MvLine made;
  made.from = from;
  made.to = to;
  made.z_ohm = z_ohm;
  made.charging_s = charging_s;
  return made;
}

MvNetwork single_line(complex<double> z_ohm, double busbar_pu = 1.0) {
  MvNetwork network;
  network.nodes = 2;
  network.busbar_pu = busbar_pu;
  network.lines = {line(0, 1, z_ohm)};
  return network;
}

FlowTile solved(const MvNetwork& network, const std::vector<double>& kw, const std::vector<double>& kvar) {
  const MvFlow flow(network);
  FlowTile tile(network);
  for (int n = 0; n < network.nodes; ++n) {
    for (int lane = 0; lane < FLOW_LANES; ++lane) {
      tile.kw[at(n, lane)] = kw[static_cast<size_t>(n)];
      tile.kvar[at(n, lane)] = kvar[static_cast<size_t>(n)];
    }
  }
  flow.solve(tile);
  return tile;
}

// A tree of random shape, with cables and loads that drop some per cent.
MvNetwork random_tree(uint32_t seed, int nodes) {
  std::mt19937 draw(seed);
  const auto between = [&](double low, double high) { return low + (high - low) * (draw() / 4294967296.0); };
  MvNetwork network;
  network.nodes = nodes;
  network.busbar_pu = 1.03;
  for (int n = 1; n < nodes; ++n) {
    const int parent = static_cast<int>(draw() % static_cast<uint32_t>(n));
    const complex<double> z(between(0.05, 0.5), between(0.05, 0.4));
    network.lines.push_back(n % 2 == 0 ? line(n, parent, z, between(0.0, 1e-4)) : line(parent, n, z));
  }
  return network;
}

std::vector<double> random_loads(uint32_t seed, int nodes, double most) {
  std::mt19937 draw(seed);
  std::vector<double> loads;
  for (int n = 0; n < nodes; ++n) loads.push_back(n == 0 ? 0.0 : most * (draw() / 4294967296.0));
  return loads;
}

// |V|^4 + (2 (R P + X Q) - V0^2) |V|^2 + |Z|^2 |S|^2 = 0, all per phase pair in kV and MW.
TEST(MvFlow, SolvesTwoNodesAsByHand) {
  const double r = 2.0, x = 1.5, p = 3.0, q = 1.2, v0 = 10.3;
  const MvNetwork network = single_line({r, x}, 1.03);
  const FlowTile tile = solved(network, {0.0, 1e3 * p}, {0.0, 1e3 * q});
  const double b = 2.0 * (r * p + x * q) - v0 * v0, c = (r * r + x * x) * (p * p + q * q);
  const double v2 = 0.5 * (-b + std::sqrt(b * b - 4.0 * c));
  EXPECT_NEAR(voltage(tile, 1) * 10.0, std::sqrt(v2), 1e-9);
  const double current2_ka2 = (p * p + q * q) / (3.0 * v2);
  EXPECT_NEAR(tile.current2_a2[0], 1e6 * current2_ka2, 1e-5);
  EXPECT_NEAR(tile.loss_kw[0], 1e3 * 3.0 * r * current2_ka2, 1e-7);
  EXPECT_NEAR(tile.head_kw[0], 1e3 * (p + 3.0 * r * current2_ka2), 1e-6);
  EXPECT_NEAR(tile.head_kvar[0], 1e3 * (q + 3.0 * x * current2_ka2), 1e-6);
}

TEST(MvFlow, AnUnloadedFeederStandsAtTheBusbarsVoltage) {
  const MvNetwork network = single_line({2.0, 1.5}, 1.03);
  const FlowTile tile = solved(network, {0.0, 0.0}, {0.0, 0.0});
  EXPECT_EQ(voltage(tile, 1), 1.03);
  EXPECT_EQ(tile.head_kw[0], 0.0);
  EXPECT_EQ(tile.loss_kw[0], 0.0);
}

// Open at its end, a line of susceptance B draws B V^2 and lifts its end: half of the charging goes through X.
TEST(MvFlow, ChargingLiftsAnOpenEnd) {
  MvNetwork network = single_line({0.0, 1.0});
  network.lines[0].charging_s = 2e-3;
  const FlowTile tile = solved(network, {0.0, 0.0}, {0.0, 0.0});
  const double v = 1.0 / (1.0 - 1.0 * 1e-3);
  EXPECT_NEAR(voltage(tile, 1), v, 1e-10);
  EXPECT_NEAR(tile.head_kvar[0], -1e3 * 1e-3 * 100.0 * (1.0 + v), 1e-6);
}

TEST(MvFlow, KirchhoffHoldsOnRandomTrees) {
  for (uint32_t seed = 1; seed <= 40; ++seed) {
    const int nodes = 2 + static_cast<int>(seed);
    const MvNetwork network = random_tree(seed, nodes);
    const std::vector<double> kw = random_loads(seed + 100, nodes, 200.0), kvar = random_loads(seed + 200, nodes, 80.0);
    const FlowTile tile = solved(network, kw, kvar);
    ASSERT_TRUE(tile.solved[0]);
    const auto v = [&](int n) { return complex(tile.v_re[at(n, 0)], tile.v_im[at(n, 0)]); };
    const auto flow = [&](const MvLine& l, int from, int to) {  // into the line at `from`, per unit of 1 MVA
      return (v(from) - v(to)) * 100.0 / l.z_ohm + complex(0.0, 50.0 * l.charging_s) * v(from);
    };
    std::vector<complex<double>> out(static_cast<size_t>(nodes));
    for (const MvLine& l : network.lines) {
      out[static_cast<size_t>(l.from)] += flow(l, l.from, l.to);
      out[static_cast<size_t>(l.to)] += flow(l, l.to, l.from);
    }
    double sum_kw = 0.0;
    for (int n = 1; n < nodes; ++n) {
      const complex<double> drawn = -v(n) * std::conj(out[static_cast<size_t>(n)]);
      EXPECT_NEAR(drawn.real() * 1e3, kw[static_cast<size_t>(n)], 2e-5) << seed;  // 1e-11 of a voltage over 0.05 ohm
      EXPECT_NEAR(drawn.imag() * 1e3, kvar[static_cast<size_t>(n)], 2e-5) << seed;
      sum_kw += kw[static_cast<size_t>(n)];
    }
    EXPECT_NEAR(tile.head_kw[0], sum_kw + tile.loss_kw[0], 1e-9 * sum_kw) << seed;
  }
}

// The same line twice in parallel, each of twice the impedance: a loop that is no other network.
TEST(MvFlow, AMeshOfHalvesIsTheTree) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const int nodes = 3 + static_cast<int>(seed);
    const MvNetwork tree = random_tree(seed, nodes);
    MvNetwork mesh = tree;
    mesh.lines.clear();
    for (MvLine half : tree.lines) {
      half.z_ohm *= 2.0;
      half.charging_s *= 0.5;
      mesh.lines.push_back(half);
      mesh.lines.push_back(half);
    }
    const std::vector<double> kw = random_loads(seed, nodes, 150.0), kvar = random_loads(seed + 1, nodes, 50.0);
    const FlowTile one = solved(tree, kw, kvar), other = solved(mesh, kw, kvar);
    EXPECT_TRUE(MvFlow(mesh).meshed());
    EXPECT_FALSE(MvFlow(tree).meshed());
    for (int n = 0; n < nodes; ++n) EXPECT_NEAR(voltage(one, n), voltage(other, n), 1e-10) << seed << " " << n;
    EXPECT_NEAR(one.head_kw[0], other.head_kw[0], 1e-6);
    EXPECT_NEAR(one.loss_kw[0], other.loss_kw[0], 1e-6);
    EXPECT_NEAR(std::sqrt(one.current2_a2[0]), 2.0 * std::sqrt(other.current2_a2[0]), 1e-6);
  }
}

// A ring of three equal lines with the loads of its two nodes equal: nothing flows in the line between them.
TEST(MvFlow, ASymmetricRingIsTwoLines) {
  MvNetwork ring;
  ring.nodes = 3;
  ring.lines = {line(0, 1, {0.5, 0.4}), line(0, 2, {0.5, 0.4}), line(1, 2, {0.5, 0.4})};
  const FlowTile tile = solved(ring, {0.0, 800.0, 800.0}, {0.0, 200.0, 200.0});
  const FlowTile alone = solved(single_line({0.5, 0.4}), {0.0, 800.0}, {0.0, 200.0});
  EXPECT_NEAR(voltage(tile, 1), voltage(alone, 1), 1e-10);
  EXPECT_NEAR(tile.current2_a2[2 * FLOW_LANES], 0.0, 1e-9);
  EXPECT_NEAR(tile.head_kw[0], 2.0 * alone.head_kw[0], 1e-6);
}

// Twice the voltage and four times the power over the same ohms: the same per unit.
TEST(MvFlow, Scales) {
  const int nodes = 25;
  const MvNetwork network = random_tree(3, nodes);
  MvNetwork higher = network;
  higher.rated_kv *= 2.0;
  std::vector<double> kw = random_loads(4, nodes, 200.0), kvar = random_loads(5, nodes, 80.0);
  const FlowTile one = solved(network, kw, kvar);
  for (double& value : kw) value *= 4.0;
  for (double& value : kvar) value *= 4.0;
  const FlowTile other = solved(higher, kw, kvar);
  for (int n = 0; n < nodes; ++n) EXPECT_NEAR(voltage(one, n), voltage(other, n), 1e-12);
  EXPECT_NEAR(other.loss_kw[0], 4.0 * one.loss_kw[0], 1e-8);
}

TEST(MvFlow, DoesNotDependOnTheOrderOfNodesAndLines) {
  const int nodes = 20;
  const MvNetwork network = random_tree(8, nodes);
  const std::vector<double> kw = random_loads(9, nodes, 200.0), kvar = random_loads(10, nodes, 80.0);
  MvNetwork turned = network;
  std::vector<double> turned_kw(kw), turned_kvar(kvar);
  const auto place = [&](int n) { return n == 0 ? 0 : nodes - n; };
  for (int n = 0; n < nodes; ++n) {
    turned_kw[static_cast<size_t>(place(n))] = kw[static_cast<size_t>(n)];
    turned_kvar[static_cast<size_t>(place(n))] = kvar[static_cast<size_t>(n)];
  }
  for (MvLine& l : turned.lines) l = line(place(l.to), place(l.from), l.z_ohm, l.charging_s);
  std::reverse(turned.lines.begin(), turned.lines.end());
  const FlowTile one = solved(network, kw, kvar), other = solved(turned, turned_kw, turned_kvar);
  for (int n = 0; n < nodes; ++n) EXPECT_NEAR(voltage(one, n), voltage(other, place(n)), 1e-12);
  EXPECT_NEAR(one.loss_kw[0], other.loss_kw[0], 1e-9);
}

// Behind a resistance no more than V^2/(4 R) can be drawn: 10 kV, 5 ohm, 5 MW. Lanes do not disturb one another.
TEST(MvFlow, FindsWhatAFeederCanCarryAndNamesTheRest) {
  const MvNetwork network = single_line({5.0, 0.0});
  const MvFlow flow(network);
  FlowTile tile(network);
  for (int lane = 0; lane < FLOW_LANES; ++lane) tile.kw[at(1, lane)] = lane == 7 ? 5010.0 : lane == 8 ? 4980.0 : 1000.0;
  flow.solve(tile);
  EXPECT_FALSE(tile.solved[7]);
  ASSERT_TRUE(tile.solved[8]);
  EXPECT_NEAR(voltage(tile, 1, 8), 0.5 + std::sqrt(0.25 - 0.249), 1e-8);
  EXPECT_EQ(voltage(tile, 1, 7), 0.0);
  EXPECT_NEAR(std::sqrt(tile.current2_a2[7]), 5010.0 / (std::sqrt(3.0) * 10.0), 1e-6);
  EXPECT_NEAR(voltage(tile, 1, 0), 0.5 + std::sqrt(0.25 - 0.05), 1e-10);
}

TEST(MvFlow, RefusesWhatIsNoFeeder) {
  MvNetwork island = single_line({1.0, 1.0});
  island.nodes = 3;
  EXPECT_THROW(MvFlow{island}, std::invalid_argument);
  EXPECT_THROW(MvFlow{single_line({0.0, 0.0})}, std::invalid_argument);
  MvNetwork loose = single_line({1.0, 1.0});
  loose.lines[0].to = 5;
  EXPECT_THROW(MvFlow{loose}, std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::electricity
