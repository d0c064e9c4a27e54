// Which states the devices of a network stand in: by trial, each that its own condition belies changed.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "models/gas/network/flow_solver.hpp"

namespace hearthgrid::gas {

namespace {

constexpr int MOST_ROUNDS = 200;
constexpr int MOST_FAILED = 20;           ///< rounds without a flow
constexpr int ALL_AT_ONCE = 30;           ///< rounds; from then on one device a round, so that none go to and fro
constexpr double FLOW_SLACK = 1e-9;       ///< of the flow scale
constexpr double PRESSURE_SLACK = 2e-7;   ///< of the pressure; open devices lose half a ten-millionth of it
constexpr double NEGATIVE_SLACK = 1e-10;  ///< of the air's pressure squared

}  // namespace

/// A zone that no device holds: its states are changed where something may hold it. Without pressure-driven demand
/// there is no solution else; with it pressures fall until what is served is what comes in.
FlowSolver::Pass FlowSolver::settle_unfed(const PlanZone& zone, GasFlowResult& result) {
  double missing = 0.0, wanted = 0.0;
  for (const int node : zone.nodes) {
    missing += plan_->load_kg_s[static_cast<size_t>(node)];
    if (!draws_.empty()) wanted += draws_[static_cast<size_t>(node)].wanted_kg_s;
  }
  missing += wanted;
  const bool short_of_gas = missing > FLOW_SLACK * flow_scale_kg_s_;
  // Of what could hold it the highest: a closed device if gas is missing, else a saturated one.
  int best = -1, first = -1;
  bool opened = false;
  for (int d = 0; d < static_cast<int>(graph_.devices.size()); ++d) {
    const FlowDevice& device = graph_.devices[static_cast<size_t>(d)];
    if (plan_->zone_of[static_cast<size_t>(device.outlet)] != plan_->zone_of[static_cast<size_t>(zone.nodes.front())]) {
      continue;
    }
    if (first < 0) first = d;
    DeviceState& state = states_[static_cast<size_t>(d)];
    if (draws_from_itself(static_cast<size_t>(d))) {
      // It cannot hold what it draws from while that lacks gas.
      if (state != DeviceState::hold) continue;
      state = DeviceState::open;
      opened = true;
      last_changed_ = d;
      continue;
    }
    if (state == DeviceState::open || (state == DeviceState::saturated && short_of_gas)) continue;
    if (best < 0 || device.set_pa > graph_.devices[static_cast<size_t>(best)].set_pa) best = d;
  }
  if (best >= 0) {
    const FlowDevice& device = graph_.devices[static_cast<size_t>(best)];
    states_[static_cast<size_t>(best)] = device.ratio > 0.0 ? DeviceState::open : DeviceState::hold;
    last_changed_ = best;
    return Pass::changed;
  }
  if (opened) return Pass::changed;
  if (!draws_.empty() && wanted > missing) {
    start_unfed(zone, 1.0 - missing / wanted);
    return Pass::done;
  }
  if (!draws_.empty() && open_downstream(zone)) return Pass::changed;
  result.status = GasFlowStatus::supply_short;
  result.node = graph_.first_of[static_cast<size_t>(zone.nodes.front())];
  if (first >= 0) {
    result.device_kind = graph_.devices[static_cast<size_t>(first)].kind;
    result.device = graph_.devices[static_cast<size_t>(first)].index;
  }
  missing_kg_s_ = missing;
  return Pass::failed;
}

/// Regulators that draw more from a zone than comes into it pull its pressure down, until they stand open.
bool FlowSolver::open_downstream(const PlanZone& zone) {
  bool opened = false;
  for (size_t d = 0; d < graph_.devices.size(); ++d) {
    const FlowDevice& device = graph_.devices[d];
    const int own = plan_->zone_of[static_cast<size_t>(zone.nodes.front())];
    if (device.kind != DeviceKind::regulator || draws_from_itself(d)) continue;
    if (states_[d] != DeviceState::hold && states_[d] != DeviceState::saturated) continue;
    if (plan_->zone_of[static_cast<size_t>(device.inlet)] != own) continue;
    states_[d] = DeviceState::open;
    last_changed_ = static_cast<int>(d);
    opened = true;
  }
  return opened;
}

/// Every node at the share that can be served over all.
void FlowSolver::start_unfed(const PlanZone& zone, double share) {
  for (const int node : zone.nodes) {
    PressureDraw& draw = draws_[static_cast<size_t>(node)];
    if (draw.wanted_kg_s > 0.0) draw.share = std::clamp(share, 0.0, 0.999);
    if (plan_->warm) continue;
    const double p = draw.service_pa > 0.0 ? draw.service_pa : graph_.ambient_pa[static_cast<size_t>(node)];
    plan_->pressure_pa2[static_cast<size_t>(node)] = p * p;
  }
}

/// The flow of a device in its present state.
double FlowSolver::flow_of(size_t device) const {
  switch (states_[device]) {
    case DeviceState::closed:
      return 0.0;
    case DeviceState::saturated:
      return graph_.devices[device].capacity_kg_s;
    default:
      return plan_->device_kg_s[device];
  }
}

DeviceState FlowSolver::wanted_state(size_t d) const {
  const FlowDevice& device = graph_.devices[d];
  const DeviceState state = states_[d];
  const double outlet = pressure_pa(device.outlet), slack_pa = PRESSURE_SLACK * outlet;
  const double inlet = device.inlet == NO_NODE ? 0.0 : pressure_pa(device.inlet);
  // Most that the inlet allows at the outlet; a compressor that holds its outlet draws from any inlet below it, and
  // passes what stands above.
  double allowed = UNLIMITED, target = device.set_pa;
  DeviceState passing = DeviceState::hold;
  if (device.ratio > 0.0) {
    allowed = target = inlet * device.ratio;
    passing = DeviceState::open;
  } else if (device.kind == DeviceKind::regulator) {
    allowed = inlet - device.difference_pa;
    target = std::min(device.set_pa, allowed);
    if (allowed < device.set_pa - slack_pa) passing = DeviceState::open;
  } else if (device.kind == DeviceKind::compressor && inlet > device.set_pa + slack_pa) {
    target = inlet;
    passing = DeviceState::open;
  }
  const double flow = flow_of(d), slack = FLOW_SLACK * flow_scale_kg_s_;
  if (state == DeviceState::saturated) return outlet > target + slack_pa ? passing : state;
  if (state == DeviceState::closed) return outlet < target - slack_pa ? passing : state;
  if (flow < -slack && !device.takes_back) return DeviceState::closed;
  if (flow > device.capacity_kg_s + slack) return DeviceState::saturated;
  if (state == DeviceState::hold) return passing;
  // Open: it follows its inlet, and says itself whether that is too high.
  if (device.ratio > 0.0) return state;
  const bool beyond =
      device.kind == DeviceKind::regulator ? outlet > device.set_pa + slack_pa : outlet < device.set_pa - slack_pa;
  return beyond ? DeviceState::hold : state;
}

/// Whether any state was changed: all that have to at first, then one a round, in an order that has no period of its
/// own, so that states that go round are left at some time.
bool FlowSolver::change_states(int round) {
  int wanting = 0;
  for (size_t d = 0; d < graph_.devices.size(); ++d) {
    changed_to_[d] = wanted_state(d);
    if (changed_to_[d] != states_[d]) ++wanting;
  }
  if (wanting == 0) return false;
  const uint32_t mixed = static_cast<uint32_t>(round) * 2654435761U;  // Knuth's multiplicative hash
  int chosen = static_cast<int>((mixed >> 16U) % static_cast<uint32_t>(wanting));
  for (size_t d = 0; d < graph_.devices.size(); ++d) {
    if (changed_to_[d] == states_[d]) continue;
    if (round >= ALL_AT_ONCE && chosen-- != 0) continue;
    states_[d] = changed_to_[d];
    last_changed_ = static_cast<int>(d);
  }
  return true;
}

/// From the states as they are; false where they do not lead to an answer of either kind.
bool FlowSolver::try_states(const std::vector<double>& draw_kg_s, GasFlowResult& result) {
  result.status = GasFlowStatus::solved;
  result.node = NO_NODE;
  result.device = -1;
  missing_kg_s_ = 0.0;
  int failed = 0;
  for (int round = 0; round < MOST_ROUNDS; ++round) {
    ++result.rounds;
    const Pass pass = solve_zones(draw_kg_s, result);
    if (pass == Pass::failed) {
      if (result.status == GasFlowStatus::supply_short) return true;
      // States that cannot be may have no flow to converge to; where it came to, it shows which cannot.
      if (++failed > MOST_FAILED || !change_states(round)) return false;
      result.status = GasFlowStatus::solved;
      result.node = NO_NODE;
    } else if (pass == Pass::done && !change_states(round)) {
      find_negative(result);
      return true;
    }
    take_plan();
  }
  const FlowDevice& device = graph_.devices[static_cast<size_t>(std::max(last_changed_, 0))];
  result.status = GasFlowStatus::unsettled;
  result.device_kind = device.kind;
  result.device = device.index;
  result.node = graph_.first_of[static_cast<size_t>(device.outlet)];
  return false;
}

void FlowSolver::solve(const std::vector<double>& draw_kg_s, GasFlowResult& result) {
  result.iterations = result.rounds = 0;
  if (try_states(draw_kg_s, result)) return;
  // Anew, without what the last solve left; then from other sides.
  reset();
  if (try_states(draw_kg_s, result)) return;
  for (const DeviceState first : {DeviceState::open, DeviceState::closed, DeviceState::saturated}) {
    begin_from(first);
    if (try_states(draw_kg_s, result)) return;
  }
  reset();
}

/// Regulators in one state, as far as it is one of theirs.
void FlowSolver::begin_from(DeviceState first) {
  reset();
  for (size_t d = 0; d < graph_.devices.size(); ++d) {
    const FlowDevice& device = graph_.devices[d];
    if (device.kind != DeviceKind::regulator) continue;
    if (first == DeviceState::saturated && !std::isfinite(device.capacity_kg_s)) continue;
    states_[d] = first;
  }
  take_plan();
}

/// The node lowest against the air, if any stands below it.
void FlowSolver::find_negative(GasFlowResult& result) const {
  double lowest = 0.0;
  for (int n = 0; n < graph_.nodes(); ++n) {
    const double ambient = graph_.ambient_pa[static_cast<size_t>(n)];
    const double squared = plan_->pressure_pa2[static_cast<size_t>(n)];
    if (!std::isfinite(squared)) {
      result.status = GasFlowStatus::not_converged;
      result.node = graph_.first_of[static_cast<size_t>(n)];
      return;
    }
    const double below = squared - ambient * ambient;
    if (below >= lowest - NEGATIVE_SLACK * ambient * ambient) continue;
    lowest = below;
    result.status = GasFlowStatus::negative_pressure;
    result.node = graph_.first_of[static_cast<size_t>(n)];
    name_saturated(n, result);
  }
}

/// Of what feeds a node's zone the first device that gives all it can; none if the pipes alone are the limit.
void FlowSolver::name_saturated(int node, GasFlowResult& result) const {
  result.device = -1;
  for (size_t d = 0; result.device < 0 && d < graph_.devices.size(); ++d) {
    const FlowDevice& device = graph_.devices[d];
    if (states_[d] != DeviceState::saturated) continue;
    if (plan_->zone_of[static_cast<size_t>(device.outlet)] != plan_->zone_of[static_cast<size_t>(node)]) continue;
    result.device_kind = device.kind;
    result.device = device.index;
  }
}

}  // namespace hearthgrid::gas
