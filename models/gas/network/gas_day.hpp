#pragma once
// Many time steps of one gas network, a day at a time: what a run calls for each mix.
//
// Each step is solved with every draw met. Where that has no solution, or leaves a drawing node below its service
// pressure, it is solved again with demand driven by pressure (if any node has a service pressure), so that the result
// says who goes short by how much. A day begins anew: its bits depend on its own draws and caps only, not on the days
// before, on threads or on other mixes.

#include <memory>
#include <span>
#include <vector>

#include "models/gas/network/gas_flow.hpp"

namespace hearthgrid::gas {

/// A step's outcome; node, device and missing gas as in GasFlowResult.
struct GasStepOutcome {
  GasFlowStatus status = GasFlowStatus::solved;  ///< of the step as it was solved last
  bool driven = false;                           ///< by pressure; then draws may be short
  int node = NO_NODE, device = -1;
  DeviceKind device_kind{};
  double missing_m3h = 0.0;
  double unserved_m3h = 0.0;  ///< wanted less served, over all nodes that a supply reaches
  double lowest_pa = 0.0;     ///< gauge, of nodes that draw and are reached
  int lowest_node = NO_NODE;
};

/// Filled anew each day without allocating, once it has its size. Row-major, [step][element].
struct GasDayResult {
  int steps = 0;
  std::vector<GasStepOutcome> outcome;
  std::vector<double> pressure_pa, served_m3h;  ///< by node
  std::vector<double> pipe_m3h, supply_m3h, regulator_m3h, compressor_m3h;
  std::vector<DeviceState> supply_state, regulator_state, compressor_state;
};

class GasDay {
 public:
  /// Throws InputError with every fault of the network. `options.pressure_driven` is not looked at.
  explicit GasDay(const GasNetwork& network, const GasFlowOptions& options = {});

  [[nodiscard]] const GasNetwork& network() const { return plain_.network(); }
  [[nodiscard]] const GasFlow& flow() const { return plain_; }
  /// From now on [m3/h].
  void set_supply_capacity(int supply, double capacity_m3h);
  /// `draw_m3h`: [step][node], at 20 degC and 101.325 kPa. Throws std::invalid_argument if its size is no whole number
  /// of steps.
  void solve(std::span<const double> draw_m3h, GasDayResult& out);

 private:
  [[nodiscard]] bool falls_short(std::span<const double> draw_m3h) const;
  void take(int step, std::span<const double> draw_m3h, bool driven, GasDayResult& out) const;

  GasFlow plain_;
  std::unique_ptr<GasFlow> driven_;  ///< none where no node has a service pressure
  GasFlowResult result_;
};

}  // namespace hearthgrid::gas
