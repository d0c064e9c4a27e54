// Random networks, radial and meshed, against a second method and against what must hold of any solution.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "models/electricity/network/network_checks.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/unit/electricity/network/dense_flow.hpp"
#include "tests/unit/electricity/network/sample_networks.hpp"

namespace hearthgrid::electricity {
namespace {

Network with_low_shunt(unsigned seed, int buses, int loops) {
  Network network = random_network(seed, buses, loops);
  network.transformers[0].shunt_place = ShuntPlace::low_voltage;
  return network;
}

Network drawn(int loops) {
  const auto seed = *rc::gen::arbitrary<unsigned>();
  return with_low_shunt(seed, *rc::gen::inRange(3, 16), loops);
}

PowerFlowResult solve_scaled(PowerFlow& flow, double scale) {
  std::vector<PhaseValues> va;
  for (const Load& load : flow.network().loads) {
    va.push_back({scale * load.va[0], scale * load.va[1], scale * load.va[2]});
  }
  return flow.solve(va);
}

constexpr double FAR_BEYOND = 1e4;  ///< times the load, which no network carries

/// Multiple of the load up to which there is a solution, within a few hundredths.
double nose_of(const PowerFlowResult& far_beyond) {
  return FAR_BEYOND * far_beyond.failure.value().carried_share;
}

PowerFlowOptions three_phase(FlowMethod method = FlowMethod::automatic) {
  PowerFlowOptions options;
  options.three_phase = true;
  options.method = method;
  return options;
}

RC_GTEST_PROP(RandomNetworks, AgreeWithDenseZbus, ()) {
  const int loops = *rc::gen::inRange(0, 4);
  const Network network = drawn(loops);
  RC_ASSERT(is_radial(network) == (loops == 0));
  const auto result = PowerFlow(network, three_phase()).solve();
  RC_ASSERT(result.converged());
  const Eigen::VectorXcd v = DenseFlow(network).solve();
  for (Eigen::Index i = 0; i < v.size(); ++i) {
    const auto& bus = result.buses[static_cast<size_t>(i / 3)];
    const auto p = static_cast<size_t>(i % 3);
    RC_ASSERT(std::abs(bus.v[p] - v(i)) < 1e-9 * network.buses[static_cast<size_t>(i / 3)].rated_v);
  }
}

RC_GTEST_PROP(RandomNetworks, NewtonAndCurrentIterationAgree, ()) {
  const Network network = drawn(*rc::gen::inRange(0, 4));
  const auto newton = PowerFlow(network, three_phase(FlowMethod::newton)).solve();
  const auto currents = PowerFlow(network, three_phase(FlowMethod::current_iteration)).solve();
  RC_ASSERT(newton.converged() && currents.converged());
  RC_ASSERT(voltage_difference(newton, currents) < 2e-10);
}

RC_GTEST_PROP(RandomNetworks, KeepKirchhoffAndEnergy, ()) {
  const Network network = drawn(*rc::gen::inRange(0, 4));
  const bool three = *rc::gen::arbitrary<bool>();
  PowerFlowOptions options;
  options.three_phase = three;
  const auto result = PowerFlow(network, options).solve();
  RC_ASSERT(result.converged());
  RC_ASSERT(result.largest_residual < 1e-9);
  // The same from the results alone: what the branches and loads take at each bus but the source's.
  std::vector<PhaseValues> left(network.buses.size());
  double largest_a = 0.0;
  const auto take = [&](int bus, const PhaseValues& a) {
    for (size_t p = 0; p < 3; ++p) {
      left[static_cast<size_t>(bus)][p] += a[p];
      largest_a = std::max(largest_a, std::abs(a[p]));
    }
  };
  for (size_t i = 0; i < network.lines.size(); ++i) {
    take(network.lines[i].from, result.lines[i].from_a);
    take(network.lines[i].to, result.lines[i].to_a);
  }
  take(0, result.transformers[0].high_a);
  take(1, result.transformers[0].low_a);
  Complex drawn_va;
  for (size_t i = 0; i < network.loads.size(); ++i) {
    const auto& v = result.buses[static_cast<size_t>(network.loads[i].bus)].v;
    const auto& va = result.load_va[i];
    drawn_va += total(va);
    PhaseValues a{};
    for (size_t p = 0; p < 3; ++p) {
      const size_t next = (p + 1) % 3;
      const bool delta = three && network.loads[i].connection == Connection::delta;
      const Complex current = std::conj(va[p] / (delta ? v[p] - v[next] : v[p]));
      a[p] += current;
      if (delta) a[next] -= current;
    }
    take(network.loads[i].bus, a);
  }
  for (size_t bus = 1; bus < left.size(); ++bus) {
    for (size_t p = 0; p < 3; ++p) RC_ASSERT(std::abs(left[bus][p]) < 1e-9 * largest_a);
  }
  const Complex given = total(result.sources[0].va);
  RC_ASSERT(std::abs(given - drawn_va - result.loss_va) < 1e-9 * std::abs(given));
  RC_ASSERT(result.loss_va.real() > 0.0);
}

/// More and more load up to the nose, found by bisection: below it each solution satisfies the dense equations and the
/// weakest voltage falls; above it the failure names a bus and the share that could be carried. (Within a few percent
/// of the nose the weakest may rise a little where it is another phase that gives way; it stays below that at 0.9.)
RC_GTEST_PROP(RandomNetworks, SolveUpToTheNoseOrSaySo, ()) {
  Network network = drawn(*rc::gen::inRange(0, 3));
  for (auto& load : network.loads) load.dependence = {};
  RC_PRE(std::abs(total(network.loads[0].va)) > 0.0);
  const DenseFlow dense(network);
  PowerFlow flow(network, three_phase());
  const auto beyond = solve_scaled(flow, FAR_BEYOND);
  RC_ASSERT(!beyond.converged());
  RC_ASSERT(beyond.failure->bus > 0);
  const double nose = nose_of(beyond);
  double lowest = 2.0;
  for (const double share : {0.1, 0.5, 0.9, 0.98, 0.995}) {
    const auto result = solve_scaled(flow, share * nose);
    RC_ASSERT(result.converged());
    RC_ASSERT(dense.mismatch_a(result, share * nose) < 1e-5);
    double now = 2.0;
    for (const auto& bus : result.buses) now = std::min({now, bus.pu[0], bus.pu[1], bus.pu[2]});
    RC_ASSERT(now < lowest);
    if (share <= 0.9) lowest = now;
  }
  const auto failed = solve_scaled(flow, 1.05 * nose);
  RC_ASSERT(!failed.converged());
  RC_ASSERT(failed.failure->bus > 0);
  RC_ASSERT(std::abs(failed.failure->carried_share * 1.05 - 1.0) < 0.02);
}

/// Networks where two phases give way close to each other: a step of Newton's method over both noses would end on a
/// solution that does not belong to no load.
TEST(RandomNetworks, NoStepGoesOverTwoNoses) {
  struct Case {
    unsigned seed;
    int buses, loops;
  };
  for (const Case& c : {Case{95503153, 11, 2}, Case{21682235, 8, 0}}) {
    Network network = with_low_shunt(c.seed, c.buses, c.loops);
    for (auto& load : network.loads) load.dependence = {};
    PowerFlow flow(network, three_phase());
    const double nose = nose_of(solve_scaled(flow, FAR_BEYOND));
    EXPECT_TRUE(solve_scaled(flow, 0.998 * nose).converged()) << c.seed;
    for (const double over : {1.005, 1.01, 1.03}) {
      const auto failed = solve_scaled(flow, over * nose);
      ASSERT_FALSE(failed.converged()) << c.seed << " " << over;
      EXPECT_NEAR(failed.failure->carried_share * over, 1.0, 3e-3) << c.seed << " " << over;
    }
  }
}

/// A load whose law bends where its voltage passes a bound: the flow is continuous there, whatever the load.
TEST(RandomNetworks, ALoadsLawMayBendOnTheWay) {
  Network network = two_buses({0.05, 0.02});
  network.loads[0].impedance_below_pu = 0.6;
  PowerFlow flow(network, three_phase());
  for (const double kw : {700.0, 1500.0, 2768.01, 5000.0, 10000.0}) {
    const std::vector<PhaseValues> va = {{Complex(1e3 * kw, 0.2e3 * kw), 500.0, 0.0}};
    const auto result = flow.solve(va);
    ASSERT_TRUE(result.converged()) << kw;
    // Below the bound it is an impedance that would draw `va` at 0.6 pu.
    const double u = result.buses[1].pu[0];
    ASSERT_LT(u, 0.6) << kw;
    EXPECT_NEAR(std::abs(result.load_va[0][0] / va[0][0]), u * u / 0.36, 1e-6) << kw;
  }
}

}  // namespace
}  // namespace hearthgrid::electricity
