// Random networks, radial and meshed, against a second method and against what must hold of any solution.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "models/electricity/network/network_checks.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/unit/electricity/network/dense_flow.hpp"
#include "tests/unit/electricity/network/sample_networks.hpp"

namespace hearthgrid::electricity {
namespace {

Network drawn(int loops) {
  const auto seed = *rc::gen::arbitrary<unsigned>();
  const int buses = *rc::gen::inRange(3, 16);
  Network network = random_network(seed, buses, loops);
  network.transformers[0].shunt_place = ShuntPlace::low_voltage;
  return network;
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
/// weakest voltage falls; above it the failure names a bus and the share that could be carried.
RC_GTEST_PROP(RandomNetworks, SolveUpToTheNoseOrSaySo, ()) {
  Network network = drawn(*rc::gen::inRange(0, 3));
  for (auto& load : network.loads) load.dependence = {};
  RC_PRE(std::abs(total(network.loads[0].va)) > 0.0);
  const DenseFlow dense(network);
  PowerFlow flow(network, three_phase());
  const auto solve = [&](double scale) {
    std::vector<PhaseValues> va;
    for (const auto& load : network.loads) va.push_back({scale * load.va[0], scale * load.va[1], scale * load.va[2]});
    return flow.solve(va);
  };
  const auto beyond = solve(1e4);
  RC_ASSERT(!beyond.converged());
  RC_ASSERT(beyond.failure->bus > 0);
  const double nose = 1e4 * beyond.failure->carried_share;
  double lowest = 2.0;
  for (const double share : {0.1, 0.5, 0.9, 0.98, 0.995}) {
    const auto result = solve(share * nose);
    RC_ASSERT(result.converged());
    RC_ASSERT(dense.mismatch_a(result, share * nose) < 1e-5);
    double now = 2.0;
    for (const auto& bus : result.buses) now = std::min({now, bus.pu[0], bus.pu[1], bus.pu[2]});
    RC_ASSERT(now < lowest);
    lowest = now;
  }
  const auto failed = solve(1.05 * nose);
  RC_ASSERT(!failed.converged());
  RC_ASSERT(std::abs(failed.failure->carried_share * 1.05 - 1.0) < 0.02);
}

}  // namespace
}  // namespace hearthgrid::electricity
