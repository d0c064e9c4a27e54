#include "models/electricity/network/power_flow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "engine/base/error.hpp"
#include "tests/unit/electricity/network/sample_networks.hpp"

namespace hearthgrid::electricity {
namespace {

using testing::HasSubstr;

PowerFlowResult solve(const Network& network, bool three_phase = false, FlowMethod method = FlowMethod::automatic) {
  PowerFlowOptions options;
  options.three_phase = three_phase;
  options.method = method;
  return PowerFlow(network, options).solve();
}

/// Far voltage of one phase behind z with constant power S, from |u|^4 + (2 (RP + XQ) - E^2) |u|^2 + |z|^2 |S|^2 = 0.
double far_voltage(double e, Complex z, Complex s) {
  const double b = 2.0 * (z.real() * s.real() + z.imag() * s.imag()) - e * e;
  return std::sqrt(0.5 * (-b + std::sqrt(b * b - 4.0 * std::norm(z) * std::norm(s))));
}

TEST(PowerFlow, TwoBusesByHand) {
  const Complex z(0.1, 0.05), va(9e3, 3e3);
  const double e = 400.0 / std::numbers::sqrt3;
  const double u = far_voltage(e, z, va / 3.0);
  EXPECT_NEAR(u, 229.42, 0.02);  // E less about (RP + XQ)/E = 1.52 V
  for (const bool three_phase : {false, true}) {
    const auto result = solve(two_buses(z, va), three_phase);
    ASSERT_TRUE(result.converged());
    for (size_t p = 0; p < 3; ++p) {
      EXPECT_NEAR(std::abs(result.buses[1].v[p]), u, 1e-8);
      EXPECT_NEAR(result.buses[1].pu[p], u / e, 1e-11);
    }
    const double current = std::abs(va) / 3.0 / u;
    EXPECT_NEAR(std::abs(result.lines[0].from_a[0]), current, 1e-8);
    EXPECT_NEAR(result.loss_va.real(), 3.0 * z.real() * current * current, 1e-6);
    EXPECT_NEAR(result.loss_va.imag(), 3.0 * z.imag() * current * current, 1e-6);
    // The far end lags by the angle of 1 + z S*/u^2.
    const double lag = std::arg(1.0 + z * std::conj(va / 3.0) / (u * u)) * 180.0 / std::numbers::pi;
    EXPECT_NEAR(result.buses[1].angle_deg[0], -lag, 1e-9);
    EXPECT_NEAR(result.buses[1].angle_deg[1], -lag - 120.0, 1e-9);
    EXPECT_NEAR(std::abs(total(result.sources[0].va) - va - result.loss_va), 0.0, 1e-6);
    EXPECT_LT(result.largest_residual, 1e-9);
  }
}

TEST(PowerFlow, ConstantCurrentAndImpedanceByHand) {
  const Complex z(0.1, 0.05), va(9e3, 0.0);
  const double e = 400.0 / std::numbers::sqrt3;
  Network network = two_buses(z, va);
  network.loads[0].dependence = {0.0, 0.0, 1.0};
  const double r = e * e / 3e3;  // a resistance: a voltage divider
  EXPECT_NEAR(std::abs(solve(network).buses[1].v[0]), e * r / std::abs(r + z), 1e-8);
  network.loads[0].dependence = {0.0, 1.0, 0.0};
  const double i = 3e3 / e;  // in phase with u: |u + z i| = e
  const double u = std::sqrt(e * e - z.imag() * z.imag() * i * i) - z.real() * i;
  const auto result = solve(network, true);
  EXPECT_NEAR(std::abs(result.buses[1].v[0]), u, 1e-8);
  EXPECT_NEAR(result.load_va[0][0].real(), u * i, 1e-6);
}

TEST(PowerFlow, LoadsBecomeImpedancesOutsideTheirBounds) {
  const Complex z(0.1, 0.05), va(9e3, 0.0);
  Network network = two_buses(z, va);
  network.loads[0].impedance_below_pu = 1.05;  // above what there is: 9 kW at 1.05 as an impedance
  const double e = 400.0 / std::numbers::sqrt3, r = 1.05 * 1.05 * e * e / 3e3;
  for (const auto method : {FlowMethod::current_iteration, FlowMethod::newton}) {
    EXPECT_NEAR(std::abs(solve(network, true, method).buses[1].v[0]), e * r / std::abs(r + z), 1e-8);
  }
  network.loads[0].impedance_below_pu = 0.5;
  EXPECT_NEAR(std::abs(solve(network).buses[1].v[0]), far_voltage(e, z, va / 3.0), 1e-8);
}

TEST(PowerFlow, SinglePhaseLoadFindsItsLoop) {
  // One phase of a line of z1 and z0 = 3 z1 to earth: self impedance (z0 + 2 z1)/3, mutual (z0 - z1)/3.
  const Complex z(0.1, 0.05), self = 5.0 / 3.0 * z, mutual = 2.0 / 3.0 * z, s(4e3, 1e3);
  Network network = two_buses(z);
  network.loads[0].va = {0.0, s, 0.0};
  const auto result = solve(network, true);
  const double e = 400.0 / std::numbers::sqrt3;
  const double u = far_voltage(e, self, s);
  EXPECT_NEAR(std::abs(result.buses[1].v[1]), u, 1e-8);
  const Complex i = result.lines[0].from_a[1];
  EXPECT_NEAR(std::abs(i), std::abs(s) / u, 1e-8);
  for (const size_t p : {size_t{0}, size_t{2}}) {
    EXPECT_NEAR(std::abs(result.buses[0].v[p] - mutual * i - result.buses[1].v[p]), 0.0, 1e-8);
    EXPECT_NEAR(std::abs(result.lines[0].from_a[p]), 0.0, 1e-8);
  }
}

TEST(PowerFlow, DeltaLoadBetweenTwoPhases) {
  Network network = two_buses();
  network.loads[0].connection = Connection::delta;
  network.loads[0].va = {Complex(5e3, 0.0), 0.0, 0.0};
  const auto result = solve(network, true);
  const auto& i = result.lines[0].from_a;
  EXPECT_NEAR(std::abs(i[0] + i[1]), 0.0, 1e-9);
  EXPECT_NEAR(std::abs(i[2]), 0.0, 1e-9);
  const Complex v_ab = result.buses[1].v[0] - result.buses[1].v[1];
  EXPECT_NEAR(std::abs(v_ab * std::conj(i[0]) - Complex(5e3, 0.0)), 0.0, 1e-6);
  // Across the line, twice z1 is in the way, whatever z0.
  EXPECT_NEAR(std::abs(v_ab), far_voltage(400.0, {0.2, 0.1}, {5e3, 0.0}), 1e-8);
}

TEST(PowerFlow, UnloadedNetworkStandsAtSourceVoltage) {
  Network network = random_network(7, 20, 3, false);
  network.loads.clear();
  network.transformers[0].no_load_loss_w = network.transformers[0].no_load_current_share = 0.0;
  for (const bool three_phase : {false, true}) {
    const auto result = solve(network, three_phase);
    for (const auto& bus : result.buses) {
      for (const double pu : bus.pu) EXPECT_NEAR(pu, network.sources[0].voltage_pu, 1e-10);
    }
    EXPECT_NEAR(std::abs(result.loss_va), 0.0, 1e-3);  // rounding of currents of kA that cancel
  }
}

TEST(PowerFlow, BalancedThreePhaseIsSymmetric) {
  Network network = random_network(11, 25, 2);
  for (auto& load : network.loads) load.va = {Complex(1e3, 2e2), Complex(1e3, 2e2), Complex(1e3, 2e2)};
  const auto one = solve(network, false), three = solve(network, true);
  ASSERT_TRUE(one.converged() && three.converged());
  EXPECT_LT(voltage_difference(one, three), 1e-10);
  EXPECT_NEAR(std::abs(one.loss_va - three.loss_va), 0.0, 1e-5);
  EXPECT_NEAR(one.transformers[0].loading_by_power, three.transformers[0].loading_by_power, 1e-9);
  EXPECT_NEAR(one.transformers[0].loading_by_current, three.transformers[0].loading_by_current, 1e-9);
}

TEST(PowerFlow, ScalesWithImpedance) {
  // k times the load on impedances / k: same voltages, k times the currents.
  const double k = 3.0;
  const Network network = random_network(5, 15, 2);
  Network scaled = network;
  for (auto& line : scaled.lines) {
    line.z1_ohm /= k;
    line.z0_ohm /= k;
    line.y1_s *= k;
    line.y0_s *= k;
  }
  auto& t = scaled.transformers[0];
  t.rated_va *= k;
  t.load_loss_w *= k;
  t.no_load_loss_w *= k;
  for (auto& load : scaled.loads) {
    for (auto& va : load.va) va *= k;
  }
  const auto one = solve(network, true), other = solve(scaled, true);
  EXPECT_LT(voltage_difference(one, other), 1e-10);
  EXPECT_NEAR(std::abs(other.loss_va - k * one.loss_va), 0.0, 1e-8 * std::abs(other.loss_va));
}

TEST(PowerFlow, PermutingPhasesPermutesTheResult) {
  const Network network = random_network(21, 15, 2);
  Network turned = network;  // what a had, b has, and so on: the sequence of phases stays
  for (auto& load : turned.loads) std::rotate(load.va.begin(), load.va.begin() + 2, load.va.end());
  const auto one = solve(network, true), other = solve(turned, true);
  for (size_t bus = 0; bus < one.buses.size(); ++bus) {
    for (size_t p = 0; p < 3; ++p) EXPECT_NEAR(one.buses[bus].pu[p], other.buses[bus].pu[(p + 1) % 3], 1e-10);
  }
}

TEST(PowerFlow, OrderOfBusesAndLinesDoesNotMatter) {
  const Network network = random_network(31, 15, 2);
  std::vector<int> place(network.buses.size());
  std::iota(place.begin(), place.end(), 0);
  std::mt19937 random(3);
  std::shuffle(place.begin(), place.end(), random);
  Network mixed = network;
  for (size_t i = 0; i < place.size(); ++i) mixed.buses[static_cast<size_t>(place[i])] = network.buses[i];
  const auto move = [&](int& bus) { bus = place[static_cast<size_t>(bus)]; };
  for (auto& line : mixed.lines) {
    move(line.from);
    move(line.to);
    std::swap(line.from, line.to);
  }
  std::reverse(mixed.lines.begin(), mixed.lines.end());
  for (auto& load : mixed.loads) move(load.bus);
  std::reverse(mixed.loads.begin(), mixed.loads.end());
  for (auto& source : mixed.sources) move(source.bus);
  move(mixed.transformers[0].high);
  move(mixed.transformers[0].low);
  const auto one = solve(network, true), other = solve(mixed, true);
  for (size_t i = 0; i < place.size(); ++i) {
    for (size_t p = 0; p < 3; ++p) {
      EXPECT_NEAR(std::abs(one.buses[i].v[p] - other.buses[static_cast<size_t>(place[i])].v[p]), 0.0, 1e-6);
    }
  }
  EXPECT_NEAR(std::abs(one.loss_va - other.loss_va), 0.0, 1e-5);
}

TEST(PowerFlow, LineOpenAtOneEndTakesItsCharge) {
  Network network = two_buses();
  const int open = add_bus(network, 400.0);
  Line& line = add_line(network, 0, open, {0.1, 0.1}, {0.3, 0.3});
  line.y1_s = line.y0_s = {0.0, 1e-3};
  line.to_closed = false;
  PowerFlowOptions options;
  options.dead_islands_allowed = true;
  for (const bool three_phase : {false, true}) {
    options.three_phase = three_phase;
    const auto result = PowerFlow(network, options).solve();
    const Complex half(0.0, 0.5e-3), y = half + 1.0 / (Complex(0.1, 0.1) + 1.0 / half);
    EXPECT_NEAR(std::abs(result.lines[1].from_a[0] - y * result.buses[0].v[0]), 0.0, 1e-9);
    EXPECT_EQ(result.lines[1].to_a[0], Complex{});
    EXPECT_EQ(result.buses[2].pu[0], 0.0);
  }
  EXPECT_THROW(solve(network), InputError);  // otherwise the bus behind it is an island
}

TEST(PowerFlow, SwitchesAndLinksCarryWhatKirchhoffSays) {
  Network network = two_buses();
  const int one = add_bus(network, 400.0), two = add_bus(network, 400.0), three = add_bus(network, 400.0);
  network.switches.push_back({"s", 1, one, true, ""});
  Line& link = add_line(network, one, two, 0.0, 0.0);
  link.is_link = true;
  link.rating_a = 10.0;
  network.switches.push_back({"s2", three, two, true, ""});
  add_load(network, two, 3e3, 0.0, 0.0);
  add_load(network, three, 0.0, 1e3, 0.0);
  const auto result = solve(network, true);
  EXPECT_EQ(result.buses[static_cast<size_t>(three)].v, result.buses[1].v);
  const Complex a = std::conj(3e3 / result.buses[1].v[0]), b = std::conj(1e3 / result.buses[1].v[1]);
  EXPECT_NEAR(std::abs(result.switch_a[0][0] - a), 0.0, 1e-9);
  EXPECT_NEAR(std::abs(result.switch_a[0][1] - b), 0.0, 1e-9);
  EXPECT_NEAR(std::abs(result.lines[1].from_a[0] - a), 0.0, 1e-9);
  EXPECT_NEAR(std::abs(result.switch_a[1][1] + b), 0.0, 1e-9);  // from three to two, so backwards
  EXPECT_NEAR(result.lines[1].loading, std::abs(a) / 10.0, 1e-9);
}

TEST(PowerFlow, OneHeldBusAlone) {
  Network network;
  add_bus(network, 400.0, "only");
  add_source(network, 0, 1.02);
  add_balanced_load(network, 0, {3e3, 1e3});
  for (const auto method : {FlowMethod::automatic, FlowMethod::newton}) {
    const auto result = solve(network, true, method);
    ASSERT_TRUE(result.converged());
    EXPECT_NEAR(result.buses[0].pu[2], 1.02, 1e-14);
    EXPECT_NEAR(std::abs(total(result.sources[0].va) - Complex(3e3, 1e3)), 0.0, 1e-9);
  }
}

TEST(PowerFlow, SourceBehindImpedance) {
  Network network = two_buses();
  network.sources[0].z1_ohm = network.lines[0].z1_ohm;
  network.sources[0].z0_ohm = network.lines[0].z0_ohm;
  Network longer = two_buses(2.0 * network.lines[0].z1_ohm);
  longer.loads = network.loads;
  longer.loads[0].va = network.loads[0].va = {Complex(5e3, 1e3), 0.0, Complex(1e3, 0.0)};
  const auto one = solve(network, true), other = solve(longer, true);
  for (size_t p = 0; p < 3; ++p) EXPECT_NEAR(one.buses[1].pu[p], other.buses[1].pu[p], 1e-10);
  EXPECT_LT(one.largest_residual, 1e-9);
  // Held in the positive sequence only: that one stands at the source's voltage, the others do not.
  network.sources[0].held_positive_sequence = true;
  const PhaseValues v = solve(network, true).buses[0].v;
  const Complex turn = std::polar(1.0, 2.0 * std::numbers::pi / 3.0);
  EXPECT_NEAR(std::abs((v[0] + turn * v[1] + turn * turn * v[2]) / 3.0), 400.0 / std::numbers::sqrt3, 1e-8);
  EXPECT_GT(std::abs(v[0] + v[1] + v[2]), 1.0);
}

/// The far bus's nose: share of the load at which (E^2/2 - l (RP + XQ)) = l |z| |S|.
TEST(PowerFlow, ConvergesUpToTheNoseAndSaysSoBeyond) {
  const Complex z(0.1, 0.05), s(3e3, 1e3);
  const double e = 400.0 / std::numbers::sqrt3;
  const double nose = e * e / (2.0 * (z.real() * s.real() + z.imag() * s.imag() + std::abs(z) * std::abs(s)));
  for (const bool three_phase : {false, true}) {
    PowerFlowOptions options;
    options.three_phase = three_phase;
    PowerFlow flow(two_buses(z, 3.0 * s), options);
    for (const double share : {0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999}) {
      const std::vector<PhaseValues> va(1, PhaseValues{share * nose * s, share * nose * s, share * nose * s});
      const auto result = flow.solve(va);
      ASSERT_TRUE(result.converged()) << share;
      EXPECT_NEAR(std::abs(result.buses[1].v[0]), far_voltage(e, z, share * nose * s), 1e-5) << share;
    }
    for (const double share : {1.0001, 1.01, 2.0, 100.0}) {
      const std::vector<PhaseValues> va(1, PhaseValues{share * nose * s, share * nose * s, share * nose * s});
      const auto result = flow.solve(va);
      ASSERT_FALSE(result.converged()) << share;
      EXPECT_EQ(result.failure->bus, 1);
      EXPECT_THAT(result.failure->text, HasSubstr("did not converge"));
      EXPECT_THAT(result.failure->text, HasSubstr("bus 'home'"));
      EXPECT_NEAR(result.failure->carried_share * share, 1.0, 2e-4) << share;
      EXPECT_TRUE(result.buses.empty());
      EXPECT_THROW((void)solved_or_throw(result), InputError);
    }
  }
}

TEST(PowerFlow, RepeatedSolvesDependOnNothingBefore) {
  Network network = random_network(41, 20, 2);
  PowerFlowOptions options;
  options.three_phase = true;
  PowerFlow flow(network, options);
  std::vector<PhaseValues> half;
  for (const auto& load : network.loads) half.push_back({0.5 * load.va[0], 0.5 * load.va[1], 0.5 * load.va[2]});
  const auto first = flow.solve();
  const auto other = flow.solve(half);
  EXPECT_EQ(voltage_difference(first, flow.solve()), 0.0);
  EXPECT_GT(voltage_difference(first, other), 1e-3);
  for (size_t i = 0; i < half.size(); ++i) network.loads[i].va = half[i];
  EXPECT_EQ(voltage_difference(other, solve(network, true)), 0.0);
  EXPECT_THROW((void)flow.solve(std::span(half).first(1)), std::invalid_argument);
}

TEST(PowerFlow, PhaseLoadWithoutEarthIsNamed) {
  // Yyn without magnetising data gives the low side no earth: loads from phase to earth have no way back.
  Network network = random_network(51, 6, 0, false);
  network.transformers[0].high_winding = Winding::wye;
  network.loads.resize(1);
  network.loads[0].dependence = {};
  network.loads[0].connection = Connection::wye;
  network.loads[0].va = {Complex(2e3, 0.0), 0.0, 0.0};
  const auto result = solve(network, true);
  ASSERT_FALSE(result.converged());
  EXPECT_THAT(result.failure->text, HasSubstr("earth"));
  network.loads[0].connection = Connection::delta;
  const auto delta = solve(network, true);
  ASSERT_TRUE(delta.converged());
  EXPECT_LT(delta.largest_residual, 1e-9);
}

}  // namespace
}  // namespace hearthgrid::electricity
