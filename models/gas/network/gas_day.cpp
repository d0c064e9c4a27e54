#include "models/gas/network/gas_day.hpp"

#include <algorithm>
#include <stdexcept>

namespace hearthgrid::gas {

namespace {

/// Below its service pressure by less than this a node is not short [Pa].
constexpr double SERVICE_SLACK_PA = 1e-3;

template <class Value>
void put_row(const std::vector<Value>& row, int step, std::vector<Value>& rows) {
  std::copy(row.begin(), row.end(), rows.begin() + static_cast<std::ptrdiff_t>(row.size()) * step);
}

void put_devices(const std::vector<DeviceFlow>& row, int step, std::vector<double>& flows,
                 std::vector<DeviceState>& states) {
  for (size_t i = 0; i < row.size(); ++i) {
    const size_t at = row.size() * static_cast<size_t>(step) + i;
    flows[at] = row[i].flow_m3h;
    states[at] = row[i].state;
  }
}

void set_size(const GasNetwork& network, int steps, GasDayResult& out) {
  out.steps = steps;
  const auto count = static_cast<size_t>(steps);
  out.outcome.assign(count, GasStepOutcome{});
  out.pressure_pa.resize(count * network.nodes.size());
  out.served_m3h.resize(count * network.nodes.size());
  out.pipe_m3h.resize(count * network.pipes.size());
  out.supply_m3h.resize(count * network.supplies.size());
  out.regulator_m3h.resize(count * network.regulators.size());
  out.compressor_m3h.resize(count * network.compressors.size());
  out.supply_state.resize(out.supply_m3h.size());
  out.regulator_state.resize(out.regulator_m3h.size());
  out.compressor_state.resize(out.compressor_m3h.size());
}

}  // namespace

GasDay::GasDay(const GasNetwork& network, const GasFlowOptions& options)
    : plain_(network, {.friction = options.friction, .pressure_driven = false}) {
  const bool service = std::any_of(network.nodes.begin(), network.nodes.end(),
                                   [](const GasNode& node) { return node.service_pa > 0.0; });
  if (service) {
    const GasFlowOptions driven{.friction = options.friction, .pressure_driven = true};
    driven_ = std::make_unique<GasFlow>(network, driven);
  }
}

void GasDay::set_supply_capacity(int supply, double capacity_m3h) {
  plain_.set_supply_capacity(supply, capacity_m3h);
  if (driven_) driven_->set_supply_capacity(supply, capacity_m3h);
}

bool GasDay::falls_short(std::span<const double> draw_m3h) const {
  if (!result_.solved()) return true;
  const auto& nodes = plain_.network().nodes;
  for (size_t n = 0; n < nodes.size(); ++n) {
    if (draw_m3h[n] > 0.0 && result_.served_m3h[n] > 0.0 && nodes[n].service_pa > 0.0 &&
        result_.pressure_pa[n] < nodes[n].service_pa - SERVICE_SLACK_PA) {
      return true;
    }
  }
  return false;
}

void GasDay::take(int step, std::span<const double> draw_m3h, bool driven, GasDayResult& out) const {
  GasStepOutcome& outcome = out.outcome[static_cast<size_t>(step)];
  outcome.status = result_.status;
  outcome.driven = driven;
  outcome.node = result_.node;
  outcome.device = result_.device;
  outcome.device_kind = result_.device_kind;
  outcome.missing_m3h = result_.missing_m3h;
  put_row(result_.pressure_pa, step, out.pressure_pa);
  put_row(result_.served_m3h, step, out.served_m3h);
  put_row(result_.pipe_m3h, step, out.pipe_m3h);
  put_devices(result_.supplies, step, out.supply_m3h, out.supply_state);
  put_devices(result_.regulators, step, out.regulator_m3h, out.regulator_state);
  put_devices(result_.compressors, step, out.compressor_m3h, out.compressor_state);
  size_t next_unreached = 0;
  const auto& unreached = plain_.unreached();
  for (size_t n = 0; n < draw_m3h.size(); ++n) {
    if (next_unreached < unreached.size() && unreached[next_unreached] == static_cast<int>(n)) {
      ++next_unreached;
      continue;
    }
    if (draw_m3h[n] <= 0.0) continue;
    outcome.unserved_m3h += draw_m3h[n] - result_.served_m3h[n];
    if (!result_.solved()) continue;
    if (outcome.lowest_node != NO_NODE && result_.pressure_pa[n] >= outcome.lowest_pa) continue;
    outcome.lowest_pa = result_.pressure_pa[n];
    outcome.lowest_node = static_cast<int>(n);
  }
}

void GasDay::solve(std::span<const double> draw_m3h, GasDayResult& out) {
  const size_t nodes = plain_.network().nodes.size();
  if (nodes == 0 || draw_m3h.size() % nodes != 0) {
    throw std::invalid_argument("gas day: one draw for each step and node");
  }
  const auto steps = static_cast<int>(draw_m3h.size() / nodes);
  set_size(plain_.network(), steps, out);
  plain_.reset();
  if (driven_) driven_->reset();
  for (int step = 0; step < steps; ++step) {
    const auto draws = draw_m3h.subspan(static_cast<size_t>(step) * nodes, nodes);
    plain_.solve(draws, result_);
    const bool again = driven_ && falls_short(draws);
    if (again) driven_->solve(draws, result_);
    take(step, draws, again, out);
  }
}

}  // namespace hearthgrid::gas
