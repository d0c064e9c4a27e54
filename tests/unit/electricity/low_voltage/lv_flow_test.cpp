#include "models/electricity/low_voltage/lv_flow.hpp"

#include <gtest/gtest.h>

#include <Eigen/LU>

#include "engine/base/error.hpp"
#include "models/electricity/low_voltage/lv_newton.hpp"
#include "tests/unit/electricity/low_voltage/random_lv.hpp"

namespace hearthgrid::electricity {
namespace {

LvImpedance diagonal(Complex z) {
  return lv_from_sequence(z, z);
}

// One home behind one resistance: u = (1 + sqrt(1 - 4 r p)) / 2 in parts of the source voltage.
LvNetwork two_nodes(double ohm) {
  LvNetwork network;
  network.no_load_v = network.rated_v = 230.0;
  network.nodes.resize(2);
  network.nodes[1].parent = 0;
  network.nodes[1].branch = diagonal(ohm);
  network.nodes[1].rating_a = 50.0;
  network.homes.push_back({1, 1, 0.0});
  return network;
}

double two_node_pu(double ohm, double kw) {
  return 0.5 + std::sqrt(0.25 - ohm * kw * 1000.0 / (230.0 * 230.0));
}

TEST(LvFlow, AHomeBehindAResistanceIsAQuadratic) {
  const LvPlan plan(two_nodes(0.3));
  const std::vector<double> kw = {0.0, 2.0, 10.0, 25.0};
  const LvResults out = solve(plan, {kw.data(), nullptr, 4, 4});
  for (int k = 0; k < 4; ++k) {
    const double u = two_node_pu(0.3, kw[k]), amps = kw[k] * 1000.0 / (230.0 * u);
    ASSERT_EQ(out.converged[k], 1);
    EXPECT_NEAR(out.home_pu[k], u, 1e-8) << kw[k];
    EXPECT_NEAR(out.total[LV_PHASE_A][k], amps, 1e-5);
    EXPECT_NEAR(out.total[LV_NEUTRAL_A][k], amps, 1e-5);
    EXPECT_NEAR(out.total[LV_LOSS_KW][k], 0.3e-3 * amps * amps, 1e-6);
    EXPECT_NEAR(out.total[LV_LOADING][k], amps / 50.0, 1e-6);
    EXPECT_EQ(out.total[LV_LOADING_NODE][k], kw[k] > 0.0 ? 1 : -1);
  }
  // one phase of three lower by d: V1 = 1 - d / 3, V2 = d / 3
  const double d = 1.0 - two_node_pu(0.3, 10.0);
  EXPECT_NEAR(out.total[LV_UNBALANCE][2], d / 3.0 / (1.0 - d / 3.0), 1e-8);
}

// The nose is where r p = 1/4: 44.08 kW. Short of it by a millionth there is a voltage, beyond it a named failure.
TEST(LvFlow, ConvergesUpToTheNoseAndFailsByNameBeyond) {
  const LvPlan plan(two_nodes(0.3));
  const double nose_kw = 230.0 * 230.0 / (4.0 * 0.3 * 1000.0);
  const std::vector<double> kw = {0.9 * nose_kw,      0.99 * nose_kw, 0.999999 * nose_kw,
                                  1.000001 * nose_kw, 2.0 * nose_kw,  1.0};
  const LvResults out = solve(plan, {kw.data(), nullptr, 6, 6});
  for (int k = 0; k < 3; ++k) {
    ASSERT_EQ(out.converged[k], 1) << k;
    EXPECT_NEAR(out.home_pu[k], two_node_pu(0.3, kw[k]), 1e-7);
  }
  for (int k = 3; k < 5; ++k) {
    EXPECT_EQ(out.converged[k], 0) << k;
    EXPECT_EQ(out.home_pu[k], 0.0);
    EXPECT_EQ(out.total[LV_P_KW][k], 0.0);
  }
  EXPECT_EQ(out.converged[5], 1);
}

TEST(LvFlow, ALoadThatIsNoNumberIsANamedFailure) {
  const LvPlan plan(two_nodes(0.3));
  const std::vector<double> kw = {std::nan(""), 2.0, HUGE_VAL};
  const LvResults out = solve(plan, {kw.data(), nullptr, 3, 3});
  EXPECT_EQ(out.converged[0], 0);
  EXPECT_EQ(out.converged[1], 1);
  EXPECT_EQ(out.converged[2], 0);
  EXPECT_EQ(out.home_pu[0], 0.0);
}

TEST(LvFlow, WithoutLoadEveryNodeStandsAtTheSourceVoltage) {
  std::mt19937 random(5);
  for (int k = 0; k < 5; ++k) {
    LvDice dice;
    dice.neutral = k % 2 == 0;
    const LvNetwork network = random_network(random, dice);
    const LvPlan plan(network);
    const std::vector<double> none(network.homes.size(), 0.0);
    const LvResults out = solve(plan, {none.data(), none.data(), 1, 1});
    for (const double pu : out.node_pu) EXPECT_NEAR(pu, network.no_load_v / network.rated_v, 1e-13);
    EXPECT_EQ(out.total[LV_LOSS_KW][0], 0.0);
  }
}

// A second implementation: u <- e - Z conj(s / u) with Z as a matrix of complex numbers, in volts and amperes, built by
// walking from every connection to the root.
struct Dense {
  Eigen::MatrixXcd z;
  Eigen::VectorXcd e;
  std::vector<int> home;
  std::vector<double> share;
  explicit Dense(const LvNetwork& network) {
    struct Terminal {
      int node, phase;
      Complex drop;
    };
    std::vector<Terminal> terminals;
    for (size_t h = 0; h < network.homes.size(); ++h) {
      for (int p = 0; p < 3; ++p) {
        const LvHome& of = network.homes[h];
        if (of.phase != p && of.phase != 3) continue;
        terminals.push_back({of.node, p, of.drop_ohm});
        home.push_back(static_cast<int>(h));
        share.push_back(of.phase == 3 ? 1.0 / 3.0 : 1.0);
      }
    }
    const auto count = static_cast<Eigen::Index>(terminals.size());
    z = Eigen::MatrixXcd::Zero(count, count);
    e.resize(count);
    for (Eigen::Index i = 0; i < count; ++i) {
      e[i] = std::polar(network.no_load_v, -2.0 * M_PI / 3.0 * terminals[i].phase);
      z(i, i) += terminals[i].drop;
      for (Eigen::Index k = 0; k < count; ++k) {
        std::vector<int> above;
        for (int n = terminals[i].node; n >= 0; n = network.nodes[n].parent) above.push_back(n);
        for (int n = terminals[k].node; n >= 0; n = network.nodes[n].parent) {
          if (std::find(above.begin(), above.end(), n) == above.end()) continue;
          z(i, k) += network.nodes[n].branch.phase_ohm[terminals[i].phase][terminals[k].phase];
        }
      }
    }
  }
  [[nodiscard]] Eigen::VectorXcd solve(const LvSeasonLoads& loads, int step) const {
    Eigen::VectorXcd s(e.size());
    for (Eigen::Index c = 0; c < e.size(); ++c) {
      const size_t at = static_cast<size_t>(home[c]) * loads.steps + step;
      s[c] = 1000.0 * share[c] * Complex(loads.kw[at], loads.kvar[at]);
    }
    Eigen::VectorXcd u = e;
    for (int k = 0; k < 200; ++k) u = e - z * (s.array() / u.array()).conjugate().matrix();
    return u;
  }
};

TEST(LvFlow, AgreesWithADenseImpedanceMatrix) {
  std::mt19937 random(11);
  for (int k = 0; k < 12; ++k) {
    LvDice dice;
    dice.homes = 5 + 6 * k;
    dice.circulant = k % 3 == 0;
    const LvNetwork network = random_network(random, dice);
    const LvPlan plan(network);
    EXPECT_EQ(plan.circulant, dice.circulant);
    const LvSeasonLoads loads(random, dice.homes, 21, 1.5);
    const LvResults out = solve(plan, loads.all());
    const Dense dense(network);
    for (int step = 0; step < 21; ++step) {
      ASSERT_EQ(out.converged[step], 1);
      const Eigen::VectorXcd u = dense.solve(loads, step);
      for (size_t c = 0; c < plan.connections.size(); ++c) {
        EXPECT_NEAR(out.home_pu[c * 21 + step], std::abs(u[c]) / network.rated_v, 1e-8);
      }
    }
  }
}

TEST(LvFlow, WhatComesInIsLoadAndLosses) {
  std::mt19937 random(7);
  for (int k = 0; k < 12; ++k) {
    LvDice dice;
    dice.neutral = k % 3 == 0;
    dice.regulators = k % 2 == 0;
    const LvNetwork network = random_network(random, dice);
    const LvPlan plan(network);
    const LvSeasonLoads loads(random, dice.homes, 10, 2.0);
    const LvResults out = solve(plan, loads.all());
    for (int step = 0; step < 10; ++step) {
      ASSERT_EQ(out.converged[step], 1);
      double homes = 0.0;
      for (int h = 0; h < dice.homes; ++h) homes += loads.kw[h * 10 + step];
      EXPECT_NEAR(out.total[LV_P_KW][step], homes + out.total[LV_LOSS_KW][step], 1e-8 * homes) << k;
      EXPECT_GT(out.total[LV_LOSS_KW][step], 0.0);
      EXPECT_GT(out.total[LV_ROOT_LOSS_KW][step], 0.0);
    }
  }
}

// Kirchhoff's laws: currents conj(s / u) of the solution, sent through the plain arithmetic of LvPlan::drops, give the
// kernel's voltages at every node and home.
TEST(LvFlow, KirchhoffHoldsToABillionth) {
  std::mt19937 random(23);
  for (const bool regulators : {false, true}) {
    LvDice dice;
    dice.neutral = true;
    dice.regulators = regulators;
    const LvPlan plan(random_network(random, dice));
    const LvSeasonLoads loads(random, dice.homes, 1, 2.0);
    const LvResults out = solve(plan, loads.all());
    std::vector<Complex> load, u, current, at_homes, at_nodes;
    for (const LvPlanConnection& c : plan.connections) {
      load.push_back(c.share * Complex(loads.kw[c.home], loads.kvar[c.home]));
    }
    ASSERT_TRUE(solve_by_newton(plan, load, 1e-10, u));
    for (size_t c = 0; c < u.size(); ++c) current.push_back(std::conj(load[c] / u[c]));
    plan.drops(current, at_homes, &at_nodes);
    for (size_t c = 0; c < u.size(); ++c) {
      const Complex v = LvPlan::no_load(plan.connections[c].phase) - at_homes[c];
      EXPECT_NEAR(std::abs(v) * plan.connections[c].to_pu, out.home_pu[c], 1e-9);
    }
    for (size_t n = 0; n < plan.nodes.size(); ++n) {
      for (int p = 0; p < 3; ++p) {
        const double pu = std::abs(LvPlan::no_load(p) - at_nodes[n * 3 + p]) * plan.node_to_pu[n];
        EXPECT_NEAR(pu, out.node_pu[plan.node_order[n] * 3 + p], 1e-9);
      }
    }
  }
}

TEST(LvFlow, ABalancedNetworkIsItsSymmetricOne) {
  std::mt19937 random(3);
  LvDice dice;
  dice.circulant = dice.regulators = true;
  LvNetwork network = random_network(random, dice);
  for (LvHome& home : network.homes) home.phase = 3;
  const LvSeasonLoads loads(random, dice.homes, 9, 2.0);
  const LvPlan three(network), one(network, LvForm::symmetric);
  const LvResults a = solve(three, loads.all()), b = solve(one, loads.all());
  for (int step = 0; step < 9; ++step) {
    for (int h = 0; h < dice.homes; ++h) {
      for (int p = 0; p < 3; ++p) EXPECT_NEAR(a.home_pu[(3 * h + p) * 9 + step], b.home_pu[h * 9 + step], 1e-12);
    }
    for (const LvTotal k : {LV_P_KW, LV_Q_KVAR, LV_LOSS_KW, LV_ROOT_LOSS_KW, LV_PHASE_A, LV_LOADING}) {
      EXPECT_NEAR(a.total[k][step], b.total[k][step], 1e-9 * (1.0 + std::abs(b.total[k][step]))) << k;
    }
    EXPECT_EQ(a.total[LV_LOADING_NODE][step], b.total[LV_LOADING_NODE][step]);
    EXPECT_NEAR(a.total[LV_NEUTRAL_A][step], 0.0, 1e-9);
    EXPECT_NEAR(a.total[LV_UNBALANCE][step], 0.0, 1e-12);
  }
}

// Impedances by k, powers by 1 / k: the same voltages. Voltages and powers to match: the same pu.
TEST(LvFlow, ScalesAsImpedanceTimesPowerOverVoltageSquared) {
  std::mt19937 random(31);
  const LvDice dice;
  const LvNetwork network = random_network(random, dice);
  LvNetwork scaled = network;
  for (LvNode& node : scaled.nodes) {
    for (auto& row : node.branch.phase_ohm) {
      for (Complex& z : row) z *= 3.0;
    }
  }
  for (LvHome& home : scaled.homes) home.drop_ohm *= 3.0;
  scaled.no_load_v *= 2.0;
  scaled.rated_v *= 2.0;
  LvSeasonLoads loads(random, dice.homes, 8, 2.0);
  const LvResults a = solve(LvPlan(network), loads.all());
  for (double& kw : loads.kw) kw *= 4.0 / 3.0;
  for (double& kvar : loads.kvar) kvar *= 4.0 / 3.0;
  const LvResults b = solve(LvPlan(scaled), loads.all());
  for (size_t k = 0; k < a.node_pu.size(); ++k) EXPECT_NEAR(a.node_pu[k], b.node_pu[k], 1e-12);
}

TEST(LvFlow, PhasesAndHomesMayChangePlaces) {
  std::mt19937 random(37);
  LvDice dice;
  dice.circulant = true;
  LvNetwork network = random_network(random, dice);
  const LvSeasonLoads loads(random, dice.homes, 4, 2.0);
  const LvResults a = solve(LvPlan(network), loads.all());
  for (LvHome& home : network.homes) {
    if (home.phase < 3) home.phase = static_cast<int8_t>((home.phase + 1) % 3);
  }
  std::reverse(network.homes.begin(), network.homes.end());
  LvSeasonLoads turned = loads;
  for (int h = 0; h < dice.homes; ++h) {
    for (int k = 0; k < 4; ++k) {
      turned.kw[h * 4 + k] = loads.kw[(dice.homes - 1 - h) * 4 + k];
      turned.kvar[h * 4 + k] = loads.kvar[(dice.homes - 1 - h) * 4 + k];
    }
  }
  const LvResults b = solve(LvPlan(network), turned.all());
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    for (int p = 0; p < 3; ++p) {
      for (int k = 0; k < 4; ++k) {
        EXPECT_NEAR(a.node_pu[(n * 3 + p) * 4 + k], b.node_pu[(n * 3 + (p + 1) % 3) * 4 + k], 1e-11);
      }
    }
  }
}

TEST(LvFlow, AStepDoesNotDependOnItsNeighbours) {
  std::mt19937 random(41);
  for (const bool neutral : {false, true}) {
    LvDice dice;
    dice.neutral = neutral;
    const LvPlan plan(random_network(random, dice));
    LvSeasonLoads loads(random, dice.homes, 19, 1.5);
    for (int h = 0; h < dice.homes; ++h) loads.kw[h * 19 + 5] *= 400.0;  // one step has no solution
    const LvResults together = solve(plan, loads.all());
    EXPECT_EQ(together.converged[5], 0);
    for (int k = 0; k < 19; ++k) {
      const LvResults alone = solve(plan, loads.day(k, 1));
      ASSERT_EQ(alone.converged[0], together.converged[k]);
      for (size_t c = 0; c < plan.connections.size(); ++c) {
        EXPECT_EQ(alone.home_pu[c], together.home_pu[c * 19 + k]);  // to the bit
      }
      for (int t = 0; t < LV_TOTALS; ++t) EXPECT_EQ(alone.total[t][0], together.total[t][k]);
    }
  }
}

TEST(LvFlow, InstructionSetsAgreeWithinRounding) {
  std::mt19937 random(43);
  for (const bool neutral : {false, true}) {
    LvDice dice;
    dice.neutral = neutral;
    const LvPlan plan(random_network(random, dice));
    const LvSeasonLoads loads(random, dice.homes, 11, 1.5);
    const LvResults first = solve(plan, loads.all());
    for (const run::Kernel* k = run::kernels(); k->instruction_set != nullptr; ++k) {
      const LvResults other = solve(plan, loads.all(), everything(), k->low_voltage);
      for (size_t c = 0; c < first.home_pu.size(); ++c) EXPECT_NEAR(first.home_pu[c], other.home_pu[c], 1e-12);
      for (int t = 0; t < LV_TOTALS; ++t) {
        for (int s = 0; s < 11; ++s) EXPECT_NEAR(first.total[t][s], other.total[t][s], 1e-9 * first.total[LV_P_KW][s]);
      }
    }
  }
}

TEST(LvFlow, NewtonAndTheSweepFindTheSameVoltages) {
  std::mt19937 random(47);
  LvDice dice;
  dice.neutral = true;
  const LvPlan plan(random_network(random, dice));
  const LvSeasonLoads loads(random, dice.homes, 3, 2.0);
  LvSolveOptions newton = everything();
  newton.sweeps = 1;
  const LvResults a = solve(plan, loads.all()), b = solve(plan, loads.all(), newton);
  for (size_t c = 0; c < a.home_pu.size(); ++c) EXPECT_NEAR(a.home_pu[c], b.home_pu[c], 1e-8);
}

void expect_refused(const LvNetwork& network, const std::string& what) {
  try {
    const LvPlan plan(network);
    FAIL() << what;
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find(what), std::string::npos) << error.what();
  }
}

TEST(LvFlow, RefusesWhatIsNoRadialNetwork) {
  LvNetwork loop = two_nodes(0.1);
  loop.nodes[1].parent = 1;
  expect_refused(loop, "has the parent 1");
  LvNetwork lost = two_nodes(0.1);
  lost.homes[0].node = 7;
  expect_refused(lost, "unknown node 7");
  LvNetwork phase = two_nodes(0.1);
  phase.homes[0].phase = 4;
  expect_refused(phase, "unknown phase 4");
  LvNetwork source = two_nodes(-0.1);
  expect_refused(source, "impedance");
  LvNetwork rating = two_nodes(0.1);
  rating.nodes[1].rating_a = 0.0;
  expect_refused(rating, "rated 0 A");
}

}  // namespace
}  // namespace hearthgrid::electricity
