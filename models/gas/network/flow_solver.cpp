#include "models/gas/network/flow_solver.hpp"

#include <algorithm>
#include <cmath>

namespace hearthgrid::gas {

namespace {

constexpr int MOST_PASSES = 300;  ///< over zones that feed themselves
constexpr int MOST_WARM_PLANS = 64;
constexpr size_t MOST_PLANS = 256;
constexpr double PASS_TOLERANCE = 1e-11;  ///< of the flow scale
constexpr double SMALLEST_SCALE_KG_S = 1e-9;

}  // namespace

FlowSolver::FlowSolver(const GasNetwork& network, const FrictionOptions& friction, bool pressure_driven)
    : graph_(make_graph(network)), laws_(network, friction), pressure_driven_(pressure_driven) {
  core_out_kg_s_.assign(static_cast<size_t>(graph_.nodes()), 0.0);
  last_device_kg_s_.assign(graph_.devices.size(), 0.0);
  if (pressure_driven) {
    draws_.resize(static_cast<size_t>(graph_.nodes()));
    for (size_t node = 0; node < network.nodes.size(); ++node) {
      if (graph_.node_of[node] == NO_NODE) continue;
      PressureDraw& draw = draws_[static_cast<size_t>(graph_.node_of[node])];
      const double ambient = graph_.ambient_pa[static_cast<size_t>(graph_.node_of[node])];
      const GasNode& own = network.nodes[node];
      if (own.service_pa <= 0.0 || own.service_pa + ambient <= draw.service_pa) continue;
      draw.service_pa = own.service_pa + ambient;
      draw.minimum_pa = own.minimum_pa + ambient;
    }
  }
  first_ = states_ = changed_to_ = first_states(graph_);
  take_plan();
}

void FlowSolver::reset() {
  states_ = first_;
  forget();
  take_plan();
}

/// Plans are kept for states that come back. Which are kept must not show in any result, so the bound on what may be
/// started from counts those solved since the last reset only.
void FlowSolver::take_plan() {
  const auto found = plans_.find(states_);
  if (found != plans_.end() && found->second->warm) {
    plan_ = found->second.get();
    return;
  }
  const auto warm = std::count_if(plans_.begin(), plans_.end(), [](const auto& each) { return each.second->warm; });
  if (warm >= MOST_WARM_PLANS) forget();
  if (found != plans_.end()) {
    plan_ = found->second.get();
    return;
  }
  if (plans_.size() >= MOST_PLANS) std::erase_if(plans_, [](const auto& each) { return !each.second->warm; });
  auto plan = std::make_unique<FlowPlan>(make_plan(graph_, states_, !pressure_driven_));
  plan_ = plans_.emplace(states_, std::move(plan)).first->second.get();
}

void FlowSolver::forget() {
  for (auto& [states, plan] : plans_) plan->warm = false;
}

void FlowSolver::set_loads(const std::vector<double>& draw_kg_s) {
  double scale = SMALLEST_SCALE_KG_S;
  for (size_t n = 0; n < draw_kg_s.size(); ++n) {
    scale = std::max(scale, std::abs(draw_kg_s[n]));
    plan_->load_kg_s[n] = draw_kg_s[n];
    if (draws_.empty()) continue;
    PressureDraw& draw = draws_[n];
    draw.share = 1.0;
    draw.wanted_kg_s = draw.service_pa > 0.0 ? std::max(draw_kg_s[n], 0.0) : 0.0;
    plan_->load_kg_s[n] -= draw.wanted_kg_s;
  }
  double sum = 0.0;
  for (const double draw : draw_kg_s) sum += std::abs(draw);
  flow_scale_kg_s_ = std::max(scale, sum);
  for (size_t d = 0; d < graph_.devices.size(); ++d) {
    if (states_[d] != DeviceState::saturated) continue;
    const FlowDevice& device = graph_.devices[d];
    plan_->device_kg_s[d] = device.capacity_kg_s;
    plan_->load_kg_s[static_cast<size_t>(device.outlet)] -= device.capacity_kg_s;
    if (device.inlet != NO_NODE) plan_->load_kg_s[static_cast<size_t>(device.inlet)] += device.capacity_kg_s;
  }
}

/// Flows of the devices that hold a zone's nodes, laid upon their inlets.
void FlowSolver::take_device_flows(const PlanZone& zone) {
  for (const int e : zone.core.edges()) {
    const PlanEdge& edge = plan_->edges[static_cast<size_t>(e)];
    core_out_kg_s_[static_cast<size_t>(edge.from)] += plan_->flow_kg_s[static_cast<size_t>(e)];
    core_out_kg_s_[static_cast<size_t>(edge.to)] -= plan_->flow_kg_s[static_cast<size_t>(e)];
  }
  const auto flow_of_held = [&](int d) {
    const auto outlet = static_cast<size_t>(graph_.devices[static_cast<size_t>(d)].outlet);
    double flow = plan_->load_kg_s[outlet] + core_out_kg_s_[outlet];
    if (!draws_.empty()) flow += draws_[outlet].wanted_kg_s * draws_[outlet].share;
    for (const auto& transfer : zone.transfers) {
      if (transfer.inlet != static_cast<int>(outlet)) continue;
      for (const int other : zone.held) {
        if (graph_.devices[static_cast<size_t>(other)].outlet == transfer.held) {
          flow += plan_->device_kg_s[static_cast<size_t>(other)];
        }
      }
    }
    return flow;
  };
  // Devices that hold one another's inlets: as many rounds as the longest row of them.
  for (size_t round = 0; round <= zone.transfers.size(); ++round) {
    for (const int d : zone.held) plan_->device_kg_s[static_cast<size_t>(d)] = flow_of_held(d);
  }
  for (const int d : zone.held) {
    const FlowDevice& device = graph_.devices[static_cast<size_t>(d)];
    if (device.inlet == NO_NODE || plan_->circular) continue;
    if (draws_from_itself(static_cast<size_t>(d))) continue;
    plan_->load_kg_s[static_cast<size_t>(device.inlet)] += plan_->device_kg_s[static_cast<size_t>(d)];
  }
  for (const int e : zone.core.edges()) {
    const PlanEdge& edge = plan_->edges[static_cast<size_t>(e)];
    core_out_kg_s_[static_cast<size_t>(edge.from)] = core_out_kg_s_[static_cast<size_t>(edge.to)] = 0.0;
  }
}

/// Open devices are the last edges.
void FlowSolver::take_open_flows() {
  for (size_t e = graph_.pipes.size(); e < plan_->edges.size(); ++e) {
    plan_->device_kg_s[static_cast<size_t>(plan_->edges[e].device)] = plan_->flow_kg_s[e];
  }
}

bool FlowSolver::solve_core(PlanZone& zone, GasFlowResult& result) {
  CoreFrame frame;
  frame.laws = &laws_;
  frame.edges = &plan_->edges;
  frame.node_scale = &plan_->node_scale;
  frame.pressure_pa2 = &plan_->pressure_pa2;
  frame.flow_kg_s = &plan_->flow_kg_s;
  frame.load_kg_s = &plan_->load_kg_s;
  frame.draws = draws_.empty() ? nullptr : &draws_;
  frame.flow_scale_kg_s = flow_scale_kg_s_;
  frame.warm = plan_->warm;
  const int iterations = zone.core.solve(frame);
  result.iterations += iterations;
  if (iterations > 0) return true;
  result.status = GasFlowStatus::not_converged;
  result.node = graph_.first_of[static_cast<size_t>(zone.nodes.front())];
  return false;
}

/// Pressures of the trees, from their roots outwards.
void FlowSolver::march(const PlanZone& zone) {
  for (size_t i = zone.leaves.size(); i-- > 0;) {
    const PlanLeaf& leaf = zone.leaves[i];
    const PlanEdge& edge = plan_->edges[static_cast<size_t>(leaf.edge)];
    const double flow = plan_->flow_kg_s[static_cast<size_t>(leaf.edge)];
    const double parent_pa2 = plan_->pressure_pa2[static_cast<size_t>(leaf.parent)];
    plan_->pressure_pa2[static_cast<size_t>(leaf.node)] =
        leaf.sign > 0.0 ? to_end(edge, laws_, parent_pa2, flow) : from_end(edge, laws_, parent_pa2, flow);
  }
}

bool FlowSolver::solve_zone(PlanZone& zone, GasFlowResult& result) {
  for (const int d : zone.held) {
    const FlowDevice& device = graph_.devices[static_cast<size_t>(d)];
    const auto outlet = static_cast<size_t>(device.outlet);
    plan_->pressure_pa2[outlet] = device.set_pa * device.set_pa;
  }
  for (const auto& leaf : zone.leaves) {
    const double load = plan_->load_kg_s[static_cast<size_t>(leaf.node)];
    plan_->flow_kg_s[static_cast<size_t>(leaf.edge)] = leaf.sign * load;
    plan_->load_kg_s[static_cast<size_t>(leaf.parent)] += load;
  }
  if (!zone.core.empty() && !solve_core(zone, result)) return false;
  march(zone);
  return true;
}

/// Whether inlet and outlet lie in one zone.
bool FlowSolver::draws_from_itself(size_t device) const {
  const FlowDevice& own = graph_.devices[device];
  return own.inlet != NO_NODE &&
         plan_->zone_of[static_cast<size_t>(own.inlet)] == plan_->zone_of[static_cast<size_t>(own.outlet)];
}

/// What zones draw through devices that stand later, or in themselves, is the last pass's.
void FlowSolver::lay_circular_flows(int pass, double damping) {
  for (size_t d = 0; d < graph_.devices.size(); ++d) {
    const FlowDevice& device = graph_.devices[d];
    if (states_[d] != DeviceState::hold) continue;
    if (draws_from_itself(d)) continue;
    double& last = last_device_kg_s_[d];
    last = pass == 0 ? plan_->device_kg_s[d] : last + damping * (plan_->device_kg_s[d] - last);
    if (device.inlet != NO_NODE) plan_->load_kg_s[static_cast<size_t>(device.inlet)] += last;
  }
}

FlowSolver::Pass FlowSolver::solve_zones(const std::vector<double>& draw_kg_s, GasFlowResult& result) {
  double damping = 1.0, last_change = 0.0;
  // What an earlier day left in a plan must not show, not even where a pass fails half-way.
  if (!plan_->warm) {
    for (auto* values : {&plan_->device_kg_s, &plan_->flow_kg_s, &plan_->pressure_pa2}) {
      std::fill(values->begin(), values->end(), 0.0);
    }
  }
  for (int pass = 0; pass < MOST_PASSES; ++pass) {
    set_loads(draw_kg_s);
    if (plan_->circular) lay_circular_flows(pass, damping);
    for (auto& zone : plan_->zones) {
      if (!zone.fed()) {
        const Pass settled = settle_unfed(zone, result);
        if (settled != Pass::done) return settled;
      }
      if (!solve_zone(zone, result)) {
        take_open_flows();
        plan_->warm = false;
        return Pass::failed;
      }
      take_device_flows(zone);
    }
    plan_->warm = true;
    take_open_flows();
    if (!plan_->circular) return Pass::done;
    double change = 0.0;
    for (size_t d = 0; d < graph_.devices.size(); ++d) {
      if (states_[d] != DeviceState::hold || draws_from_itself(d)) continue;
      change = std::max(change, std::abs(plan_->device_kg_s[d] - last_device_kg_s_[d]));
    }
    if (change <= PASS_TOLERANCE * flow_scale_kg_s_) return Pass::done;
    if (pass > 2 && change > 0.7 * last_change) damping = std::max(0.5 * damping, 0.02);
    last_change = change;
  }
  result.status = GasFlowStatus::not_converged;
  result.node = graph_.first_of.front();
  return Pass::failed;
}

}  // namespace hearthgrid::gas
