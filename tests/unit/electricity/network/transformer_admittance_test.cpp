#include <gtest/gtest.h>

#include "models/electricity/network/branch_admittance.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/unit/electricity/network/dense_flow.hpp"
#include "tests/unit/electricity/network/sample_networks.hpp"

namespace hearthgrid::electricity {
namespace {

TwoPort from_windings(const TransformerBranch& t, bool delta_high, bool eleven) {
  const WiredUnits units = wired_units(t, delta_high, eleven);
  return {units.topLeftCorner<3, 3>(), units.topRightCorner<3, 3>(), units.bottomLeftCorner<3, 3>(),
          units.bottomRightCorner<3, 3>()};
}

double difference(const TwoPort& a, const TwoPort& b) {
  const double scale = b.tt.cwiseAbs().maxCoeff();
  return std::max({(a.ff - b.ff).cwiseAbs().maxCoeff(), (a.ft - b.ft).cwiseAbs().maxCoeff(),
                   (a.tf - b.tf).cwiseAbs().maxCoeff(), (a.tt - b.tt).cwiseAbs().maxCoeff()}) /
         scale;
}

TransformerBranch without_shunt() {
  TransformerBranch t = sample_transformer(0, 1);
  t.no_load_loss_w = t.no_load_current_share = 0.0;
  return t;
}

TEST(TransformerAdmittance, EqualsThreeWiredUnits) {
  TransformerBranch t = without_shunt();
  EXPECT_LT(difference(transformer_port(t, 3), from_windings(t, true, true)), 1e-12);  // Dyn11
  t.clock = 1;
  t.shift_deg = 30.0;
  EXPECT_LT(difference(transformer_port(t, 3), from_windings(t, true, false)), 1e-12);
  t.clock = 0;
  t.shift_deg = 0.0;
  t.high_winding = Winding::wye_grounded;
  EXPECT_LT(difference(transformer_port(t, 3), from_windings(t, false, false)), 1e-12);
  t.clock = 6;
  t.shift_deg = 180.0;
  TwoPort reversed = from_windings(t, false, false);
  reversed.ft *= -1.0;
  reversed.tf *= -1.0;
  EXPECT_LT(difference(transformer_port(t, 3), reversed), 1e-12);
}

TEST(TransformerAdmittance, ParallelUnitsAdd) {
  TransformerBranch t = sample_transformer(0, 1);
  const TwoPort one = transformer_port(t, 3);
  t.parallel = 3;
  TwoPort three = transformer_port(t, 3);
  for (auto* block : {&three.ff, &three.ft, &three.tf, &three.tt}) *block /= 3.0;
  EXPECT_LT(difference(three, one), 1e-12);
}

TEST(TransformerAdmittance, NoLoadAndShortCircuitTests) {
  // What the nameplate says: rated voltage on one side draws P0 and i0; the other shorted, rated current loses Pk.
  for (const ShuntPlace place : {ShuntPlace::pi, ShuntPlace::t, ShuntPlace::low_voltage}) {
    TransformerBranch t = sample_transformer(0, 1);
    t.shunt_place = place;
    t.low_closed = false;
    const double v = t.high_v / std::numbers::sqrt3;
    const Complex open_va = 3.0 * v * std::conj(transformer_port(t, 1).ff(0, 0) * v);
    EXPECT_NEAR(open_va.real(), t.no_load_loss_w, 0.002 * t.no_load_loss_w);
    EXPECT_NEAR(std::abs(open_va), t.no_load_current_share * t.rated_va, 0.002 * t.no_load_current_share * t.rated_va);
    EXPECT_GT(open_va.imag(), 0.0);
    t.low_closed = true;
    const TwoPort port = transformer_port(t, 1);
    const double rated_a = t.rated_va / std::numbers::sqrt3 / t.low_v;
    const double loss = 3.0 * rated_a * rated_a * (1.0 / port.tt(0, 0)).real();
    EXPECT_NEAR(loss, t.load_loss_w, 0.002 * t.load_loss_w);
    EXPECT_NEAR(std::abs(1.0 / port.tt(0, 0)) * rated_a * std::numbers::sqrt3 / t.low_v, 0.04, 1e-5);
  }
}

TEST(TransformerAdmittance, PlacesOfTheShuntDifferByLittle) {
  // O(z y) = 0.04 x 0.005 / 4.
  TransformerBranch t = sample_transformer(0, 1);
  const TwoPort pi = transformer_port(t, 1);
  t.shunt_place = ShuntPlace::t;
  const double gap = difference(transformer_port(t, 1), pi);
  EXPECT_LT(gap, 1e-4);
  EXPECT_GT(gap, 1e-6);
}

/// power-grid-model's test of one transformer (reference/grid_gas.md 2.2): 10/0.4 kV, tap 3 of 100 V, clock 5.
TEST(TransformerAdmittance, TapAndClockOfPowerGridModel) {
  Network network;
  add_bus(network, 10e3);
  add_bus(network, 400.0);
  TransformerBranch t = without_shunt();
  t.clock = 5;
  t.shift_deg = 150.0;
  t.tap_steps = 3.0;
  t.tap_step_v = 100.0;
  network.transformers.push_back(t);
  add_source(network, 0);
  for (const bool three_phase : {false, true}) {
    PowerFlowOptions options;
    options.three_phase = three_phase;
    const auto result = PowerFlow(network, options).solve();
    EXPECT_NEAR(result.buses[1].pu[0], 0.97087378, 1e-8);
    EXPECT_NEAR(result.buses[1].angle_deg[0] * std::numbers::pi / 180.0, -2.6179939, 1e-7);
  }
}

TEST(TransformerAdmittance, ZeroSequenceFindsEarthByWindings) {
  struct Case {
    Winding high, low;
    bool across, earth_high, earth_low;
  };
  const Case cases[] = {{Winding::delta, Winding::wye_grounded, false, false, true},
                        {Winding::wye_grounded, Winding::delta, false, true, false},
                        {Winding::wye, Winding::wye_grounded, false, false, false},
                        {Winding::wye_grounded, Winding::wye_grounded, true, false, false},
                        {Winding::wye, Winding::zigzag_grounded, false, false, true},
                        {Winding::delta, Winding::delta, false, false, false}};
  for (const auto& each : cases) {
    TransformerBranch t = without_shunt();
    t.high_winding = each.high;
    t.low_winding = each.low;
    const auto path = zero_sequence_path(t);
    EXPECT_EQ(path.across, each.across);
    EXPECT_EQ(path.earth_high, each.earth_high);
    EXPECT_EQ(path.earth_low, each.earth_low);
  }
  TransformerBranch yyn = without_shunt();
  yyn.high_winding = Winding::wye;
  yyn.magnetising0_share = 10.0;
  yyn.shunt_place = ShuntPlace::t;
  EXPECT_TRUE(zero_sequence_path(yyn).earth_low);
  yyn.shunt_place = ShuntPlace::pi;
  EXPECT_TRUE(zero_sequence_path(yyn).earth_low);
}

/// Zero-sequence impedance that the low side shows, from the sum of the rows of its admittance.
Complex low_side_z0(const TransformerBranch& t) {
  return 1.0 / transformer_port(t, 3).tt.row(0).sum();
}

TEST(TransformerAdmittance, ZeroSequenceOfTheLowSideByHand) {
  TransformerBranch t = without_shunt();
  t.shunt_place = ShuntPlace::t;
  t.magnetising0_share = 10.0;
  t.high_part0 = 0.75;
  const double base = 0.4, r = t.load_loss_w / t.rated_va * base, z = 0.04 * base;
  const Complex z0(r, std::sqrt(z * z - r * r)), zm(0.0, 10.0 * z);
  const Complex shorted = 0.25 * z0 + 1.0 / (1.0 / (0.75 * z0) + 1.0 / zm);
  EXPECT_LT(std::abs(low_side_z0(t) - shorted), 1e-12);  // Dyn
  t.high_winding = Winding::wye;
  EXPECT_LT(std::abs(low_side_z0(t) - (0.25 * z0 + zm)), 1e-12);  // Yyn
  t.low_winding = Winding::zigzag_grounded;
  EXPECT_LT(std::abs(low_side_z0(t) - shorted), 1e-12);
  t.magnetising0_share.reset();
  EXPECT_LT(std::abs(low_side_z0(t) - 0.1 * z0), 1e-12);
  t.short_circuit0_share = 0.02;
  t.load_loss0_w = 0.0;
  EXPECT_LT(std::abs(low_side_z0(t) - Complex(0.0, 0.02 * base)), 1e-12);
}

/// A fault of one phase at the terminals of a transformer: I = 3 E / (z1 + z2 + z0).
TEST(TransformerAdmittance, EarthFaultCurrentBySequences) {
  TransformerBranch t = without_shunt();
  t.short_circuit0_share = 0.03;
  t.load_loss0_w = 3000.0;
  t.low_grounding_ohm = {0.002, 0.001};
  Network network;
  add_bus(network, 10e3);
  add_bus(network, 400.0);
  network.transformers.push_back(t);
  add_source(network, 0);
  const double fault_ohm = 0.05, e = 400.0 / std::numbers::sqrt3;
  add_load(network, 1, e * e / fault_ohm, 0.0, 0.0).dependence = {0.0, 0.0, 1.0};
  PowerFlowOptions options;
  options.three_phase = true;
  const auto result = PowerFlow(network, options).solve();
  const auto z_of = [&](double share, double loss_w) {
    const double base = 0.4, r = loss_w / t.rated_va * base, z = share * base;
    return Complex(r, std::sqrt(z * z - r * r));
  };
  const Complex z1 = z_of(0.04, 4300.0), z0 = z_of(0.03, 3000.0) + 3.0 * t.low_grounding_ohm;
  EXPECT_NEAR(std::abs(result.transformers[0].low_a[0]), 3.0 * e / std::abs(2.0 * z1 + z0 + 3.0 * fault_ohm), 1e-6);
}

}  // namespace
}  // namespace hearthgrid::electricity
