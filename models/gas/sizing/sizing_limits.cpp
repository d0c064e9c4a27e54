#include "models/gas/sizing/sizing_limits.hpp"

#include "models/gas/sizing/limit_check.hpp"

namespace hearthgrid::gas {

std::string_view sizing_limit_name(SizingLimit limit) {
  switch (limit) {
    case SizingLimit::speed:
      return "speed";
    case SizingLimit::pressure:
      return "pressure";
    case SizingLimit::low_pressure_drop:
      return "low_pressure_drop";
    case SizingLimit::regulator_inlet:
      return "regulator_inlet";
    case SizingLimit::regulator_capacity:
      return "regulator_capacity";
    case SizingLimit::supply_capacity:
      return "supply_capacity";
  }
  return "";
}

double SizingFault::excess() const {
  if (limit == SizingLimit::pressure || limit == SizingLimit::regulator_inlet) {
    return allowed > 0.0 ? (allowed - reached) / allowed : 1.0;
  }
  return allowed > 0.0 ? (reached - allowed) / allowed : 1.0;
}

bool is_low(const GasNode& node, double feeding_gauge_pa) {
  return node.tier <= PressureTier::low && tier_of(feeding_gauge_pa) == PressureTier::low;
}

double asked_pa(const GasNode& node) {
  return node.service_pa > 0.0 ? node.service_pa : node.minimum_pa;
}

GasNetwork uncapped(GasNetwork network) {
  for (GasRegulator& regulator : network.regulators) regulator.capacity_m3h = UNLIMITED;
  for (GasCompressor& compressor : network.compressors) compressor.capacity_m3h = UNLIMITED;
  for (GasSupply& supply : network.supplies) supply.capacity_m3h = UNLIMITED;
  return network;
}

std::vector<SizingFault> broken_limits(const GasNetwork& network, const DesignDraws& draws, const SizingRule& rule) {
  LimitCheck check(network, rule);
  WorstFaults worst;
  for (size_t i = 0; i < draws.size(); ++i) {
    for (const SizingFault& fault : check.look(draws[i], static_cast<int>(i))) worst.add(fault);
  }
  return worst.all();
}

}  // namespace hearthgrid::gas
