#pragma once
// Solving a network with its devices in given states, and what their conditions say of those states.

#include <map>
#include <memory>
#include <vector>

#include "models/gas/network/flow_plan.hpp"
#include "models/gas/network/gas_flow.hpp"

namespace hearthgrid::gas {

/// Everything that a network's solves share and leave behind.
class FlowSolver {
 public:
  FlowSolver(const GasNetwork& network, const FrictionOptions& friction, bool pressure_driven);

  /// `draw_kg_s` by joined node. Fills status, node, device, iterations and rounds of the result, no more.
  void solve(const std::vector<double>& draw_kg_s, GasFlowResult& result);
  void reset();
  void set_capacity(size_t device, double capacity_kg_s) { graph_.devices[device].capacity_kg_s = capacity_kg_s; }

  [[nodiscard]] const FlowGraph& graph() const { return graph_; }
  [[nodiscard]] const PipeLaws& laws() const { return laws_; }
  [[nodiscard]] const std::vector<DeviceState>& states() const { return states_; }
  [[nodiscard]] const FlowPlan& plan() const { return *plan_; }
  /// The flow of a device in its present state.
  [[nodiscard]] double flow_of(size_t device) const;
  /// By what supply falls short of demand, of a failure of supply.
  [[nodiscard]] double missing_kg_s() const { return missing_kg_s_; }
  /// By joined node; empty where demand is not driven by pressure.
  [[nodiscard]] const std::vector<PressureDraw>& draws() const { return draws_; }

 private:
  enum class Pass { done, changed, failed };
  void take_plan();
  void forget();
  Pass solve_zones(const std::vector<double>& draw_kg_s, GasFlowResult& result);
  void set_loads(const std::vector<double>& draw_kg_s);
  void lay_circular_flows(int pass, double damping);
  bool solve_zone(PlanZone& zone, GasFlowResult& result);
  bool solve_core(PlanZone& zone, GasFlowResult& result);
  void take_device_flows(const PlanZone& zone);
  void take_open_flows();
  void march(const PlanZone& zone);
  Pass settle_unfed(const PlanZone& zone, GasFlowResult& result);
  [[nodiscard]] bool draws_from_itself(size_t device) const;
  bool open_downstream(const PlanZone& zone);
  void start_unfed(const PlanZone& zone, double share);
  void begin_from(DeviceState first);
  bool try_states(const std::vector<double>& draw_kg_s, GasFlowResult& result);
  bool change_states(int round);
  [[nodiscard]] DeviceState wanted_state(size_t device) const;
  void find_negative(GasFlowResult& result) const;
  void name_saturated(int node, GasFlowResult& result) const;
  [[nodiscard]] double pressure_pa(int node) const {
    return pressure_of(plan_->pressure_pa2[static_cast<size_t>(node)]);
  }

  FlowGraph graph_;
  PipeLaws laws_;
  bool pressure_driven_;
  std::vector<DeviceState> first_, states_;
  std::map<std::vector<DeviceState>, std::unique_ptr<FlowPlan>> plans_;
  FlowPlan* plan_ = nullptr;
  std::vector<PressureDraw> draws_;
  std::vector<double> last_device_kg_s_, core_out_kg_s_;
  std::vector<DeviceState> changed_to_;
  double flow_scale_kg_s_ = 0.0, missing_kg_s_ = 0.0;
  int last_changed_ = -1;
};

}  // namespace hearthgrid::gas
