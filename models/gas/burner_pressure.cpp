#include "models/gas/burner_pressure.hpp"

#include <algorithm>

#include "models/gas/network/disjoint_sets.hpp"
#include "models/gas/network/gas_fluid.hpp"

namespace hearthgrid::gas {

double burner_limit_pa(double service_pa) {
  return BURNER_SLACK * LARGEST_BURNER_SHARE * std::max(RATED_BURNER_PA, service_pa);
}

std::vector<double> highest_pressures(const GasNetwork& network) {
  DisjointSets sets(static_cast<int>(network.nodes.size()));
  for (const auto& each : network.valves) {
    if (each.open) sets.join(each.from, each.to);
  }
  for (const auto& each : network.pipes) {
    if (each.in_service) sets.join(each.from, each.to);
  }
  std::vector<double> highest(network.nodes.size(), 0.0);
  const auto at = [&](int node) -> double& { return highest[static_cast<size_t>(sets.find(node))]; };
  for (const auto& each : network.supplies) {
    if (each.in_service) at(each.node) = std::max(at(each.node), each.pressure_pa);
  }
  // Devices stand in no loop, so each round settles those behind settled ones; a by-pass round one settles nothing
  // more.
  const size_t devices = network.regulators.size() + network.compressors.size();
  bool raised = true;
  for (size_t round = 0; raised && round <= devices; ++round) {
    raised = false;
    const auto pass = [&](int to, double pressure_pa) {
      if (pressure_pa <= at(to)) return;
      at(to) = pressure_pa;
      raised = true;
    };
    for (const auto& each : network.regulators) {
      if (each.in_service) pass(each.to, std::min(each.set_pa, at(each.from) - each.minimum_difference_pa));
    }
    for (const auto& each : network.compressors) {
      if (!each.in_service || at(each.from) <= 0.0) continue;
      const double absolute_pa = at(each.from) + NORMAL_PRESSURE_PA;
      pass(each.to,
           each.ratio > 0.0 ? each.ratio * absolute_pa - NORMAL_PRESSURE_PA : std::max(each.outlet_pa, at(each.from)));
    }
  }
  for (int n = static_cast<int>(highest.size()); n-- > 0;) highest[static_cast<size_t>(n)] = at(n);
  return highest;
}

}  // namespace hearthgrid::gas
