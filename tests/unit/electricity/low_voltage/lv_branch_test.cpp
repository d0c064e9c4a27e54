#include "models/electricity/low_voltage/lv_branch.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "tests/unit/electricity/low_voltage/random_lv.hpp"

namespace hearthgrid::electricity {
namespace {

TEST(LvBranch, SequenceImpedancesGiveSelfAndMutual) {
  const LvImpedance z = lv_from_sequence({0.3, 0.1}, {1.2, 0.7});
  EXPECT_NEAR(std::abs(z.phase_ohm[0][0] - Complex(0.6, 0.3)), 0.0, 1e-15);
  EXPECT_NEAR(std::abs(z.phase_ohm[1][2] - Complex(0.3, 0.2)), 0.0, 1e-15);
}

// Four wires alike, z of their own and m between: loop z1 = z - m, z0 = z - m + 3 (z - m) = 4 z1; Kron z1 = z - m.
TEST(LvBranch, LoopAndKronOfFourWiresAlike) {
  FourWireMatrix wires{};
  const Complex z(0.5, 0.8), m(0.05, 0.4);
  for (int i = 0; i < 4; ++i) {
    for (int k = 0; k < 4; ++k) wires[i][k] = i == k ? z : m;
  }
  const LvImpedance loop = lv_loop(wires), kron = lv_kron(wires);
  EXPECT_NEAR(std::abs(loop.phase_ohm[0][0] - 2.0 * (z - m)), 0.0, 1e-15);
  EXPECT_NEAR(std::abs(loop.phase_ohm[0][1] - (z - m)), 0.0, 1e-15);
  EXPECT_NEAR(std::abs(kron.phase_ohm[0][0] - (z - m * m / z)), 0.0, 1e-15);
  EXPECT_NEAR(std::abs(kron.phase_ohm[0][1] - (m - m * m / z)), 0.0, 1e-15);
}

// 400 kVA, uk 4 %, 4.3 kW: z = 0.04 * 0.16 V^2/VA... = 16 mohm, r = 4.3 mohm.
TEST(LvBranch, ATransformerFromItsPlate) {
  LvTransformer t;
  t.rated_kva = 400.0;
  t.load_loss_kw = 4.3;
  t.tap_share = -0.05;
  LvNetwork network;
  lv_set_transformer(t, network);
  EXPECT_NEAR(network.no_load_v, 400.0 / 0.95 / std::sqrt(3.0), 1e-10);
  EXPECT_NEAR(network.nodes[0].rating_a, 577.350269, 1e-6);
  const auto& z = network.nodes[0].branch.phase_ohm;
  EXPECT_NEAR(z[0][0].real(), 0.0043, 1e-12);
  EXPECT_NEAR(z[0][0].imag(), 0.4 * std::sqrt(0.04 * 0.04 - 0.01075 * 0.01075), 1e-12);
  EXPECT_NEAR(std::abs(z[0][1]), 0.0, 1e-15);  // Dyn11: z0 = z1
  t.vector_group = VectorGroup::yyn0;
  lv_set_transformer(t, network);
  // Half of the rated impedance of 0.4 ohm: z0 = z_self + 2 z_mutual.
  EXPECT_NEAR(std::abs(z[0][0] + 2.0 * z[0][1] - Complex(0.0, 0.2)), 0.0, 1e-15);
  t.load_loss_kw = 20.0;
  EXPECT_THROW(lv_set_transformer(t, network), InputError);
}

// The medium-voltage network adds to z1 alone: through a delta no zero-sequence current passes.
TEST(LvBranch, TheNetworkBeforeADeltaIsNotSeenByZeroSequence) {
  LvTransformer t;
  t.rated_kva = 200.0;
  t.load_loss_kw = 2.0;
  LvNetwork bare, fed;
  lv_set_transformer(t, bare);
  t.source_ohm = {0.0, 5.0};
  lv_set_transformer(t, fed);
  const auto &a = bare.nodes[0].branch.phase_ohm, &b = fed.nodes[0].branch.phase_ohm;
  EXPECT_NEAR(std::abs(b[0][0] + 2.0 * b[0][1] - (a[0][0] + 2.0 * a[0][1])), 0.0, 1e-15);
  EXPECT_NEAR(std::abs(b[0][0] - b[0][1] - (a[0][0] - a[0][1]) - Complex(0.0, 5.0 * 0.04 * 0.04)), 0.0, 1e-15);
}

enum class Neutral { own, loop, kron };

LvNetwork line_of(Neutral form, double grounding_ohm, std::mt19937 random) {
  LvNetwork network;
  LvTransformer t;
  t.rated_kva = 100.0;
  t.load_loss_kw = 1.5;
  lv_set_transformer(t, network);
  for (int n = 1; n <= 12; ++n) {
    LvNode node;
    node.parent = n % 5 == 0 ? 1 : n - 1;
    const FourWireMatrix z = four_wires(0.5, 0.06, &random);
    if (form == Neutral::own) lv_explicit_neutral(z, node);
    if (form == Neutral::loop) node.branch = lv_loop(z);
    if (form == Neutral::kron) node.branch = lv_kron(z);
    node.grounding_ohm = grounding_ohm;
    network.nodes.push_back(node);
  }
  network.nodes[3].boost = form == Neutral::own && grounding_ohm > 1.0 ? 1.03 : network.nodes[3].boost;
  if (form == Neutral::loop) network.nodes[3].boost = 1.03;
  for (int h = 0; h < 20; ++h) {
    network.homes.push_back({1 + h % 12, static_cast<int8_t>(h % 4), Complex(0.02, 0.002)});
  }
  return network;
}

void expect_alike(const LvNetwork& a, const LvNetwork& b, double within) {
  std::mt19937 random(9);
  const LvSeasonLoads loads(random, 20, 5, 3.0);
  const LvResults of_a = solve(LvPlan(a), loads.all()), of_b = solve(LvPlan(b), loads.all());
  for (size_t k = 0; k < of_a.node_pu.size(); ++k) EXPECT_NEAR(of_a.node_pu[k], of_b.node_pu[k], within);
  for (int k = 0; k < 5; ++k) EXPECT_NEAR(of_a.total[LV_LOSS_KW][k], of_b.total[LV_LOSS_KW][k], 1e3 * within);
}

TEST(LvBranch, ANeutralWithoutGroundingsIsTheLoop) {
  const std::mt19937 random(1);
  expect_alike(line_of(Neutral::own, std::numeric_limits<double>::infinity(), random),
               line_of(Neutral::loop, std::numeric_limits<double>::infinity(), random), 1e-12);
}

TEST(LvBranch, ANeutralGroundedEverywhereIsKrons) {
  const std::mt19937 random(1);
  expect_alike(line_of(Neutral::own, 1e-9, random), line_of(Neutral::kron, 1e-9, random), 1e-7);
}

// Between the two: the earth takes part of the return current, so that losses are less than with the loop alone.
TEST(LvBranch, GroundingsTakeLoadOffTheNeutral) {
  const std::mt19937 random(1);
  std::mt19937 dice(9);
  const LvSeasonLoads loads(dice, 20, 1, 3.0);
  double before = 1e9;
  for (const double ohm : {1e6, 30.0, 4.0, 0.5}) {
    LvNetwork network = line_of(Neutral::own, ohm, random);
    network.nodes[3].boost = 1.0;
    const double loss = solve(LvPlan(network), loads.all()).total[LV_LOSS_KW][0];
    EXPECT_LT(loss, before);
    before = loss;
  }
}

}  // namespace
}  // namespace hearthgrid::electricity
