#include "models/gas/network/gas_day.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/gas/network/network_faults.hpp"

namespace hearthgrid::gas {

namespace {

/// Below its service pressure by less than this a node is not short [Pa].
constexpr double SERVICE_SLACK_PA = 1e-3;

bool falls_short(const GasNetwork& network, std::span<const double> draw_m3h, const GasFlowResult& result) {
  if (!result.solved()) return true;
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    if (draw_m3h[n] > 0.0 && result.served_m3h[n] > 0.0 && network.nodes[n].service_pa > 0.0 &&
        result.pressure_pa[n] < network.nodes[n].service_pa - SERVICE_SLACK_PA) {
      return true;
    }
  }
  return false;
}

/// From an area's order to the whole network's, in the row that begins at `row`.
void put(const std::vector<double>& own, const std::vector<int>& places, size_t row, std::vector<double>& all) {
  for (size_t i = 0; i < own.size(); ++i) all[row + static_cast<size_t>(places[i])] = own[i];
}

void put(const std::vector<DeviceFlow>& own, const std::vector<int>& places, size_t row, std::vector<double>& flows,
         std::vector<DeviceState>& states) {
  for (size_t i = 0; i < own.size(); ++i) {
    flows[row + static_cast<size_t>(places[i])] = own[i].flow_m3h;
    states[row + static_cast<size_t>(places[i])] = own[i].state;
  }
}

}  // namespace

struct GasDay::Area {
  AreaNetwork own;
  GasFlow plain;
  std::unique_ptr<GasFlow> driven;  ///< none where no node has a service pressure
  std::vector<double> draw_m3h;     ///< of a step

  Area(AreaNetwork area, const FrictionOptions& friction)
      : own(std::move(area)),
        plain(own.network, {.friction = friction, .pressure_driven = false}),
        draw_m3h(own.nodes.size()) {
    const auto& nodes = own.network.nodes;
    if (std::none_of(nodes.begin(), nodes.end(), [](const GasNode& node) { return node.service_pa > 0.0; })) return;
    driven = std::make_unique<GasFlow>(own.network, GasFlowOptions{.friction = friction, .pressure_driven = true});
  }

  [[nodiscard]] int place_of(DeviceKind kind, int device) const {
    const std::vector<int>& places = kind == DeviceKind::supply      ? own.supplies
                                     : kind == DeviceKind::regulator ? own.regulators
                                                                     : own.compressors;
    return device < 0 ? -1 : places[static_cast<size_t>(device)];
  }

  [[nodiscard]] GasStepOutcome outcome(const GasFlowResult& result, bool is_driven) const {
    GasStepOutcome out;
    out.status = result.status;
    out.driven = is_driven;
    out.node = result.node == NO_NODE ? NO_NODE : own.nodes[static_cast<size_t>(result.node)];
    out.device = place_of(result.device_kind, result.device);
    out.device_kind = result.device_kind;
    out.missing_m3h = result.missing_m3h;
    for (size_t n = 0; n < draw_m3h.size(); ++n) {
      if (draw_m3h[n] <= 0.0) continue;
      out.unserved_m3h += draw_m3h[n] - result.served_m3h[n];
      if (!result.solved() || (out.lowest_node != NO_NODE && result.pressure_pa[n] >= out.lowest_pa)) continue;
      out.lowest_pa = result.pressure_pa[n];
      out.lowest_node = own.nodes[n];
    }
    return out;
  }
};

GasDay::GasDay(const GasNetwork& network, const GasFlowOptions& options)
    : nodes_(network.nodes.size()),
      pipes_(network.pipes.size()),
      regulators_(network.regulators.size()),
      compressors_(network.compressors.size()),
      supplies_(network.supplies.size()) {
  require_sound(network);
  areas_ = network_areas(network);
  for (int area = 0; area < areas_.count; ++area) {
    parts_.push_back(std::make_unique<Area>(area_network(network, areas_, area), options.friction));
  }
}
GasDay::~GasDay() = default;

void GasDay::set_supply_capacity(int supply, double capacity_m3h) {
  const int area = areas_.of_supply[static_cast<size_t>(supply)];
  if (area < 0) return;
  Area& part = *parts_[static_cast<size_t>(area)];
  const auto found = std::lower_bound(part.own.supplies.begin(), part.own.supplies.end(), supply);
  const auto own = static_cast<int>(found - part.own.supplies.begin());
  part.plain.set_supply_capacity(own, capacity_m3h);
  if (part.driven) part.driven->set_supply_capacity(own, capacity_m3h);
}

void GasDay::solve_step(Area& area, std::span<const double> draw_m3h, int step, GasDayResult& out) {
  for (size_t n = 0; n < area.draw_m3h.size(); ++n) {
    area.draw_m3h[n] = draw_m3h[static_cast<size_t>(area.own.nodes[n])];
  }
  area.plain.solve(area.draw_m3h, result_);
  const bool again = area.driven && falls_short(area.own.network, area.draw_m3h, result_);
  if (again) area.driven->solve(area.draw_m3h, result_);
  out.outcome.push_back(area.outcome(result_, again));
  const auto k = static_cast<size_t>(step);
  put(result_.pressure_pa, area.own.nodes, k * nodes_, out.pressure_pa);
  put(result_.served_m3h, area.own.nodes, k * nodes_, out.served_m3h);
  put(result_.pipe_m3h, area.own.pipes, k * pipes_, out.pipe_m3h);
  put(result_.supplies, area.own.supplies, k * supplies_, out.supply_m3h, out.supply_state);
  put(result_.regulators, area.own.regulators, k * regulators_, out.regulator_m3h, out.regulator_state);
  put(result_.compressors, area.own.compressors, k * compressors_, out.compressor_m3h, out.compressor_state);
}

void GasDay::solve(std::span<const double> draw_m3h, GasDayResult& out) {
  if (nodes_ == 0 || draw_m3h.size() % nodes_ != 0) {
    throw std::invalid_argument("gas day: one draw for each step and node");
  }
  const size_t steps = draw_m3h.size() / nodes_;
  out.steps = static_cast<int>(steps);
  out.areas = areas_.count;
  out.outcome.clear();
  const auto clear = [&](size_t width, std::vector<double>& flows) { flows.assign(steps * width, 0.0); };
  clear(nodes_, out.pressure_pa);
  clear(nodes_, out.served_m3h);
  clear(pipes_, out.pipe_m3h);
  clear(supplies_, out.supply_m3h);
  clear(regulators_, out.regulator_m3h);
  clear(compressors_, out.compressor_m3h);
  out.supply_state.assign(out.supply_m3h.size(), DeviceState::closed);
  out.regulator_state.assign(out.regulator_m3h.size(), DeviceState::closed);
  out.compressor_state.assign(out.compressor_m3h.size(), DeviceState::closed);
  for (const auto& part : parts_) {
    part->plain.reset();
    if (part->driven) part->driven->reset();
  }
  for (size_t k = 0; k < steps; ++k) {
    for (const auto& part : parts_) solve_step(*part, draw_m3h.subspan(k * nodes_, nodes_), static_cast<int>(k), out);
  }
}

}  // namespace hearthgrid::gas
