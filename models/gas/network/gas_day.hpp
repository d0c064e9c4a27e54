#pragma once
// Many time steps of one gas network, a day at a time: what a run calls for each mix.
//
// Each step is solved with every draw met. Where that has no solution, or leaves a drawing node below its service
// pressure, it is solved again with demand driven by pressure (if any node has a service pressure), so that the result
// says who goes short by how much. A day begins anew: its bits depend on its own draws and caps only, not on the days
// before, on threads or on other mixes.
//
// Areas of the network (network_areas.hpp) are solved each for itself: where one has no solution, the others have
// theirs.

#include <memory>
#include <span>
#include <vector>

#include "models/gas/network/gas_flow.hpp"
#include "models/gas/network/network_areas.hpp"

namespace hearthgrid::gas {

/// An area's outcome of a step; node, device and missing gas as in GasFlowResult, numbered as in the whole network.
struct GasStepOutcome {
  GasFlowStatus status = GasFlowStatus::solved;  ///< of the step as it was solved last
  bool driven = false;                           ///< by pressure; then draws may be short
  int node = NO_NODE, device = -1;
  DeviceKind device_kind{};
  double missing_m3h = 0.0;
  double unserved_m3h = 0.0;  ///< wanted less served, over the area's nodes
  double lowest_pa = 0.0;     ///< gauge, of nodes that draw
  int lowest_node = NO_NODE;

  [[nodiscard]] bool solved() const { return status == GasFlowStatus::solved; }
};

/// Filled anew each day without allocating, once it has its size. Row-major, [step][element]; what belongs to an area
/// without a solution, or to none, is 0.
struct GasDayResult {
  int steps = 0, areas = 0;
  std::vector<GasStepOutcome> outcome;          ///< [step][area]
  std::vector<double> pressure_pa, served_m3h;  ///< by node
  std::vector<double> pipe_m3h, supply_m3h, regulator_m3h, compressor_m3h;
  std::vector<DeviceState> supply_state, regulator_state, compressor_state;

  [[nodiscard]] const GasStepOutcome& at(int step, int area) const {
    return outcome[static_cast<size_t>(step) * static_cast<size_t>(areas) + static_cast<size_t>(area)];
  }
};

class GasDay {
 public:
  /// Throws InputError with every fault of the network. `options.pressure_driven` is not looked at.
  explicit GasDay(const GasNetwork& network, const GasFlowOptions& options = {});
  ~GasDay();

  [[nodiscard]] const NetworkAreas& areas() const { return areas_; }
  /// From now on [m3/h].
  void set_supply_capacity(int supply, double capacity_m3h);
  /// `draw_m3h`: [step][node], at 20 degC and 101.325 kPa. Throws std::invalid_argument if its size is no whole number
  /// of steps.
  void solve(std::span<const double> draw_m3h, GasDayResult& out);

 private:
  struct Area;
  void solve_step(Area& area, std::span<const double> draw_m3h, int step, GasDayResult& out);

  NetworkAreas areas_;
  size_t nodes_, pipes_, regulators_, compressors_, supplies_;  ///< of the whole network
  std::vector<std::unique_ptr<Area>> parts_;
  GasFlowResult result_;
};

}  // namespace hearthgrid::gas
