#include "models/gas/network/gas_flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "models/gas/network/flow_solver.hpp"
#include "models/gas/network/network_faults.hpp"
#include "models/gas/properties.hpp"

namespace hearthgrid::gas {

namespace {

constexpr double SECONDS_PER_HOUR = 3600.0;

std::string element(const GasNetwork& network, DeviceKind kind, int index) {
  const auto i = static_cast<size_t>(index);
  switch (kind) {
    case DeviceKind::supply:
      return fmt::format("supply '{}'", network.supplies[i].name);
    case DeviceKind::regulator:
      return fmt::format("regulator '{}'", network.regulators[i].name);
    default:
      return fmt::format("compressor '{}'", network.compressors[i].name);
  }
}

}  // namespace

struct GasFlow::State {
  GasNetwork network;
  FlowSolver solver;
  double kg_s_per_m3h;
  std::vector<double> own_draw_m3h, draw_kg_s, net_m3h;

  State(GasNetwork given, const GasFlowOptions& options)
      : network(std::move(given)),
        solver(network, options.friction, options.pressure_driven),
        kg_s_per_m3h(network.fluid.reference_density_kg_m3() / SECONDS_PER_HOUR),
        own_draw_m3h(node_draw_m3h(network)),
        draw_kg_s(static_cast<size_t>(solver.graph().nodes()), 0.0),
        net_m3h(network.nodes.size(), 0.0) {}

  void fill(std::span<const double> draw_m3h, GasFlowResult& result);
  void fill_zero(GasFlowResult& result) const;
  void fill_nodes(std::span<const double> draw_m3h, GasFlowResult& result) const;
  void fill_devices(GasFlowResult& result) const;
  void fill_valves(GasFlowResult& result);
};

void GasFlow::State::fill_zero(GasFlowResult& result) const {
  result.pressure_pa.assign(network.nodes.size(), 0.0);
  result.served_m3h.assign(network.nodes.size(), 0.0);
  result.pipe_m3h.assign(network.pipes.size(), 0.0);
  result.valve_m3h.assign(network.valves.size(), 0.0);
  result.supplies.assign(network.supplies.size(), DeviceFlow{});
  result.regulators.assign(network.regulators.size(), DeviceFlow{});
  result.compressors.assign(network.compressors.size(), DeviceFlow{});
  result.missing_m3h = solver.missing_kg_s() / kg_s_per_m3h;
}

void GasFlow::State::fill_nodes(std::span<const double> draw_m3h, GasFlowResult& result) const {
  const FlowGraph& graph = solver.graph();
  for (size_t node = 0; node < network.nodes.size(); ++node) {
    if (graph.node_of[node] == NO_NODE) continue;
    const auto n = static_cast<size_t>(graph.node_of[node]);
    result.pressure_pa[node] = std::sqrt(std::max(solver.plan().pressure_pa2[n], 0.0)) - graph.ambient_pa[n];
    const bool driven = !solver.draws().empty() && solver.draws()[n].wanted_kg_s > 0.0;
    result.served_m3h[node] = draw_m3h[node] * (driven ? solver.draws()[n].share : 1.0);
  }
}

void GasFlow::State::fill_devices(GasFlowResult& result) const {
  for (size_t d = 0; d < solver.graph().devices.size(); ++d) {
    const FlowDevice& device = solver.graph().devices[d];
    auto& flows = device.kind == DeviceKind::supply      ? result.supplies
                  : device.kind == DeviceKind::regulator ? result.regulators
                                                         : result.compressors;
    flows[static_cast<size_t>(device.index)] = {solver.flow_of(d) / kg_s_per_m3h, solver.states()[d]};
  }
}

/// What goes into a node elsewhere comes through its valve.
void GasFlow::State::fill_valves(GasFlowResult& result) {
  if (solver.graph().valves.empty()) return;
  for (size_t node = 0; node < network.nodes.size(); ++node) net_m3h[node] = result.served_m3h[node];
  for (size_t p = 0; p < network.pipes.size(); ++p) {
    net_m3h[static_cast<size_t>(network.pipes[p].from)] += result.pipe_m3h[p];
    net_m3h[static_cast<size_t>(network.pipes[p].to)] -= result.pipe_m3h[p];
  }
  for (size_t i = 0; i < network.supplies.size(); ++i) {
    net_m3h[static_cast<size_t>(network.supplies[i].node)] -= result.supplies[i].flow_m3h;
  }
  const auto through = [&](const auto& elements, const std::vector<DeviceFlow>& flows) {
    for (size_t i = 0; i < elements.size(); ++i) {
      net_m3h[static_cast<size_t>(elements[i].from)] += flows[i].flow_m3h;
      net_m3h[static_cast<size_t>(elements[i].to)] -= flows[i].flow_m3h;
    }
  };
  through(network.regulators, result.regulators);
  through(network.compressors, result.compressors);
  for (const auto& leaf : solver.graph().valves) {
    const GasValve& valve = network.valves[static_cast<size_t>(leaf.valve)];
    const double into = net_m3h[static_cast<size_t>(leaf.node)];
    result.valve_m3h[static_cast<size_t>(leaf.valve)] = valve.to == leaf.node ? into : -into;
    net_m3h[static_cast<size_t>(leaf.other)] += into;
  }
}

void GasFlow::State::fill(std::span<const double> draw_m3h, GasFlowResult& result) {
  fill_zero(result);
  if (!result.solved()) return;
  fill_nodes(draw_m3h, result);
  for (size_t e = 0; e < solver.graph().pipes.size(); ++e) {
    const auto pipe = static_cast<size_t>(solver.graph().pipes[e].pipe);
    result.pipe_m3h[pipe] = solver.plan().flow_kg_s[e] / kg_s_per_m3h;
  }
  fill_devices(result);
  fill_valves(result);
}

std::string_view status_name(GasFlowStatus status) {
  static constexpr std::array<std::string_view, 5> NAMES{"solved", "negative_pressure", "supply_short", "not_converged",
                                                         "unsettled"};
  return NAMES.at(static_cast<size_t>(status));
}

std::string failure_text(const GasNetwork& network, const GasFlowResult& result) {
  if (result.solved()) return "";
  const std::string& node = network.nodes[static_cast<size_t>(result.node)].name;
  switch (result.status) {
    case GasFlowStatus::negative_pressure:
      if (result.device >= 0) {
        return fmt::format(
            "{} gives what it can, and what else comes is not enough: node '{}' would stand below the "
            "pressure of the air",
            element(network, result.device_kind, result.device), node);
      }
      return fmt::format("the pipes cannot carry the demand: node '{}' would stand below the pressure of the air",
                         node);
    case GasFlowStatus::supply_short:
      if (result.device < 0) return fmt::format("nothing feeds node '{}', which draws gas", node);
      return fmt::format("{} gives what it can, and node '{}' and what hangs with it lack {:.6g} m3/h",
                         element(network, result.device_kind, result.device), node, result.missing_m3h);
    case GasFlowStatus::unsettled:
      return fmt::format("the states of the devices do not settle, last that of {}",
                         element(network, result.device_kind, result.device));
    default:
      return fmt::format("the flow in the part of node '{}' does not converge", node);
  }
}

GasFlow::GasFlow(GasNetwork network, const GasFlowOptions& options) {
  require_sound(network);
  state_ = std::make_unique<State>(std::move(network), options);
}
GasFlow::~GasFlow() = default;
GasFlow::GasFlow(GasFlow&&) noexcept = default;
GasFlow& GasFlow::operator=(GasFlow&&) noexcept = default;

const GasNetwork& GasFlow::network() const {
  return state_->network;
}
const std::vector<int>& GasFlow::unreached() const {
  return state_->solver.graph().unreached;
}

void GasFlow::solve(GasFlowResult& result) {
  solve(state_->own_draw_m3h, result);
}

void GasFlow::solve(std::span<const double> draw_m3h, GasFlowResult& result) {
  State& s = *state_;
  if (draw_m3h.size() != s.network.nodes.size()) throw std::invalid_argument("gas flow: one draw for each node");
  std::fill(s.draw_kg_s.begin(), s.draw_kg_s.end(), 0.0);
  for (size_t node = 0; node < draw_m3h.size(); ++node) {
    const int n = s.solver.graph().node_of[node];
    if (n != NO_NODE) s.draw_kg_s[static_cast<size_t>(n)] += draw_m3h[node] * s.kg_s_per_m3h;
  }
  s.solver.solve(s.draw_kg_s, result);
  // What was left in disorder is no start for the next.
  if (!result.solved()) s.solver.reset();
  s.fill(draw_m3h, result);
}

void GasFlow::reset() {
  state_->solver.reset();
}

void GasFlow::set_supply_capacity(int supply, double capacity_m3h) {
  if (!(capacity_m3h > 0.0)) throw std::invalid_argument("gas flow: a capacity must be above 0");
  for (size_t d = 0; d < state_->solver.graph().devices.size(); ++d) {
    const FlowDevice& device = state_->solver.graph().devices[d];
    if (device.kind != DeviceKind::supply || device.index != supply) continue;
    state_->solver.set_capacity(d, capacity_m3h * state_->kg_s_per_m3h);
  }
}

GasFlow::Velocity GasFlow::velocity(const GasFlowResult& result, int pipe) const {
  const State& s = *state_;
  const GasPipe& own = s.network.pipes[static_cast<size_t>(pipe)];
  const GasFluid& fluid = s.network.fluid;
  const auto absolute = [&](int node) {
    const int n = s.solver.graph().node_of[static_cast<size_t>(node)];
    return n == NO_NODE
               ? NORMAL_PRESSURE_PA
               : result.pressure_pa[static_cast<size_t>(node)] + s.solver.graph().ambient_pa[static_cast<size_t>(n)];
  };
  const double mass_m2 = result.pipe_m3h[static_cast<size_t>(pipe)] * s.kg_s_per_m3h / s.solver.laws()[pipe].area_m2;
  const double from = absolute(own.from), to = absolute(own.to);
  return {mass_m2 / fluid.density_kg_m3(from), mass_m2 / fluid.density_kg_m3(to),
          mass_m2 / fluid.density_kg_m3(mean_pressure_pa(from, to))};
}

GasFlow::Friction GasFlow::friction(const GasFlowResult& result, int pipe) const {
  const PipeLaw& law = state_->solver.laws()[pipe];
  const double reynolds =
      std::abs(result.pipe_m3h[static_cast<size_t>(pipe)]) * state_->kg_s_per_m3h * law.reynolds_per_kg_s;
  return {reynolds, reynolds > 0.0 ? law.friction.at(reynolds).head / (reynolds * reynolds) : 0.0};
}

double GasFlow::line_pack_m3(const GasFlowResult& result, int pipe) const {
  const State& s = *state_;
  const GasPipe& own = s.network.pipes[static_cast<size_t>(pipe)];
  const int from = s.solver.graph().node_of[static_cast<size_t>(own.from)];
  const int to = s.solver.graph().node_of[static_cast<size_t>(own.to)];
  if (from == NO_NODE || to == NO_NODE) return 0.0;
  const double mean = mean_pressure_pa(
      result.pressure_pa[static_cast<size_t>(own.from)] + s.solver.graph().ambient_pa[static_cast<size_t>(from)],
      result.pressure_pa[static_cast<size_t>(own.to)] + s.solver.graph().ambient_pa[static_cast<size_t>(to)]);
  const double kg = s.solver.laws()[pipe].area_m2 * own.length_m * s.network.fluid.density_kg_m3(mean);
  return kg / s.network.fluid.reference_density_kg_m3();
}

}  // namespace hearthgrid::gas
