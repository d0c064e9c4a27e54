#pragma once
// Random networks of two tiers for property tests: a main, and homes in a mesh behind one to four regulators of any
// capacity and minimum difference.

#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {

inline GasNetwork random_tiers() {
  GasNetwork network;
  const int trunk = *rc::gen::inRange(2, 6), homes = *rc::gen::inRange(2, 8);
  const auto share = [] { return *rc::gen::inRange(0, 1000) / 1000.0; };
  for (int n = 0; n < trunk + homes; ++n) add_node(network, "n" + std::to_string(n));
  for (int n = 1; n < trunk; ++n) add_pipe(network, n - 1, n, 100.0 + 2000.0 * share(), 0.05 + 0.05 * share());
  for (int n = trunk + 1; n < trunk + homes; ++n) {
    add_pipe(network, *rc::gen::inRange(trunk, n), n, 20.0 + 80.0 * share(), 0.04 + 0.05 * share());
  }
  add_pipe(network, trunk, trunk + homes - 1, 60.0, 0.05);
  add_supply(network, 0, 3000.0 + 1e5 * share() * share());
  std::vector<int> outlets(static_cast<size_t>(homes));
  for (int h = 0; h < homes; ++h) outlets[static_cast<size_t>(h)] = trunk + h;
  const int boxes = *rc::gen::inRange(1, std::min(homes, 4) + 1);
  for (int r = 0; r < boxes; ++r) {
    add_regulator(network, *rc::gen::inRange(0, trunk), outlets[static_cast<size_t>(r)], 2000.0 + 1000.0 * share(),
                  share() < 0.3 ? 5.0 + 30.0 * share() : UNLIMITED, share() < 0.5 ? 0.0 : 2000.0 * share());
  }
  for (int h = 0; h < homes; ++h) add_draw(network, trunk + h, 8.0 * share() * share());
  return network;
}

/// Whether every regulator's own condition holds, within 0.05 Pa and 1e-8 of the supply.
inline bool regulators_obey(const GasNetwork& network, const GasFlowResult& result) {
  const double supply = result.supplies[0].flow_m3h, slack = 1e-8 * supply + 1e-9;
  for (size_t r = 0; r < network.regulators.size(); ++r) {
    const GasRegulator& regulator = network.regulators[r];
    const double inlet = result.pressure_pa[static_cast<size_t>(regulator.from)];
    const double outlet = result.pressure_pa[static_cast<size_t>(regulator.to)];
    const double flow = result.regulators[r].flow_m3h;
    const double allowed = std::min(regulator.set_pa, inlet - regulator.minimum_difference_pa);
    if (flow < -slack || flow > regulator.capacity_m3h * (1.0 + 1e-8) + slack) return false;
    if (flow > slack && outlet > allowed + 0.05) return false;
    // Nothing more is held back than has to be.
    if (flow < regulator.capacity_m3h * (1.0 - 1e-8) && outlet < allowed - 0.05) return false;
  }
  return true;
}

}  // namespace hearthgrid::gas
