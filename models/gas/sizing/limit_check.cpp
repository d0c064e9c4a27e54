#include "models/gas/sizing/limit_check.hpp"

#include <algorithm>
#include <cmath>

#include "models/gas/network/disjoint_sets.hpp"

namespace hearthgrid::gas {
namespace {

constexpr double SLACK = 1e-6;     ///< of what is allowed
constexpr double SLACK_PA = 0.01;  ///< of pressures
constexpr double NO_FLOW_M3H = 1e-6;

}  // namespace

LimitCheck::LimitCheck(const GasNetwork& network, const SizingRule& rule)
    : network_(network),
      rule_(rule),
      flow_(uncapped(network), {.friction = rule.friction}),
      reached_(network.nodes.size(), true) {
  DisjointSets sets(static_cast<int>(network.nodes.size()));
  for (const GasPipe& pipe : network.pipes) {
    if (pipe.in_service) sets.join(pipe.from, pipe.to);
  }
  for (const GasValve& valve : network.valves) {
    if (valve.open) sets.join(valve.from, valve.to);
  }
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    part_.push_back(static_cast<size_t>(sets.find(static_cast<int>(n))));
  }
  for (const int node : flow_.unreached()) reached_[static_cast<size_t>(node)] = false;
}

const std::vector<SizingFault>& LimitCheck::look(std::span<const double> draw_m3h, int number) {
  number_ = number;
  faults_.clear();
  flow_.reset();
  flow_.solve(draw_m3h, result_);
  if (!result_.solved()) {
    note(SizingLimit::pressure, result_.node, 0.0,
         result_.node >= 0 ? asked_pa(network_.nodes[static_cast<size_t>(result_.node)]) : 0.0);
    return faults_;
  }
  look_at_pipes();
  look_at_nodes(draw_m3h);
  look_at_devices();
  return faults_;
}

void LimitCheck::note(SizingLimit limit, int element, double reached, double allowed) {
  faults_.push_back({limit, element, number_, reached, allowed});
}

void LimitCheck::look_at_pipes() {
  for (size_t p = 0; p < network_.pipes.size(); ++p) {
    const GasPipe& pipe = network_.pipes[p];
    if (!pipe.in_service || !reached_[static_cast<size_t>(pipe.from)]) continue;
    const auto speed = flow_.velocity(result_, static_cast<int>(p));
    const double fastest = std::max(std::abs(speed.from_m_s), std::abs(speed.to_m_s));
    const bool low =
        is_low(network_.nodes[static_cast<size_t>(pipe.from)], result_.pressure_pa[static_cast<size_t>(pipe.from)]) &&
        is_low(network_.nodes[static_cast<size_t>(pipe.to)], result_.pressure_pa[static_cast<size_t>(pipe.to)]);
    const double allowed = low ? rule_.low_speed_m_s : rule_.speed_m_s;
    if (fastest > allowed * (1.0 + SLACK)) note(SizingLimit::speed, static_cast<int>(p), fastest, allowed);
  }
}

void LimitCheck::look_at_nodes(std::span<const double> draw_m3h) {
  fed_.assign(network_.nodes.size(), 0.0);
  const auto feed = [&](int node) {
    double& most = fed_[part_[static_cast<size_t>(node)]];
    most = std::max(most, result_.pressure_pa[static_cast<size_t>(node)]);
  };
  for (const GasSupply& supply : network_.supplies) feed(supply.node);
  for (const GasRegulator& regulator : network_.regulators) feed(regulator.to);
  for (const GasCompressor& compressor : network_.compressors) feed(compressor.to);
  for (size_t n = 0; n < network_.nodes.size(); ++n) {
    if (!reached_[n] || draw_m3h[n] <= 0.0) continue;
    const GasNode& node = network_.nodes[n];
    const double pressure = result_.pressure_pa[n], feeding = fed_[part_[n]];
    if (pressure < asked_pa(node) - SLACK_PA)
      note(SizingLimit::pressure, static_cast<int>(n), pressure, asked_pa(node));
    if (is_low(node, feeding) && feeding - pressure > rule_.low_drop_pa + SLACK_PA) {
      note(SizingLimit::low_pressure_drop, static_cast<int>(n), feeding - pressure, rule_.low_drop_pa);
    }
  }
}

void LimitCheck::look_at_devices() {
  for (size_t r = 0; r < network_.regulators.size(); ++r) {
    const GasRegulator& regulator = network_.regulators[r];
    const DeviceFlow& passes = result_.regulators[r];
    if (!regulator.in_service || passes.flow_m3h <= NO_FLOW_M3H) continue;
    const int number = static_cast<int>(r);
    const double inlet =
        result_.pressure_pa[static_cast<size_t>(regulator.from)] + ambient(regulator.from) - ambient(regulator.to);
    const double asked = regulator.set_pa + regulator.minimum_difference_pa;
    if (inlet < asked - SLACK_PA) note(SizingLimit::regulator_inlet, number, inlet, asked);
    if (passes.flow_m3h > regulator.capacity_m3h * (1.0 + SLACK)) {
      note(SizingLimit::regulator_capacity, number, passes.flow_m3h, regulator.capacity_m3h);
    }
  }
  for (size_t s = 0; s < network_.supplies.size(); ++s) {
    const double given = result_.supplies[s].flow_m3h, capacity = network_.supplies[s].capacity_m3h;
    if (given > capacity * (1.0 + SLACK)) note(SizingLimit::supply_capacity, static_cast<int>(s), given, capacity);
  }
}

double LimitCheck::ambient(int node) const {
  return ambient_pressure_pa(network_.nodes[static_cast<size_t>(node)].elevation_m);
}

void WorstFaults::add(const SizingFault& fault) {
  const auto [entry, fresh] = worst_.emplace(std::pair(fault.limit, fault.element), fault);
  if (fresh) return;
  SizingFault& worst = entry->second;
  const double excess = fault.excess(), before = worst.excess();
  if (excess > before || (excess == before && fault.draw < worst.draw)) worst = fault;
}

std::vector<SizingFault> WorstFaults::all() const {
  std::vector<SizingFault> out;
  for (const auto& [key, fault] : worst_) out.push_back(fault);
  return out;
}

}  // namespace hearthgrid::gas
