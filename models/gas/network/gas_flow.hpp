#pragma once
// Steady isothermal flow of gas: pressures and flows of a network, meshed or not, over all its pressure tiers.
//
// Trees are solved by summing flows from their leaves and marching pressures from their roots; what is meshed, or lies
// between two given pressures, by Newton's method (core_system.hpp). Regulators, compressors and supplies are in one of
// four states (flow_graph.hpp), found by trial: each state that its own condition belies is changed, until none is.
//
//   hold       0 <= flow <= capacity, and inlet >= set pressure + minimum difference
//   open       outlet = inlet - minimum difference <= set pressure
//   saturated  flow = capacity, outlet <= set pressure and <= inlet - minimum difference
//   closed     flow = 0, outlet >= set pressure or inlet - minimum difference
//
// Without pressure-driven demand every draw is met, or there is no solution and the result says where. With it, draws
// fall from a node's service pressure to its minimum (core_system.hpp has the law), only where that is needed.
//
// A node in negative gauge pressure, or below vacuum, is no solution. Cubic metres are at 20 degC and 101.325 kPa.
//
// Assumes: one gas, one temperature, no storage in the pipes (line_pack_m3 says what a state holds); a device's
// capacity does not depend on its inlet; open devices have no loss but their minimum difference.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/gas/network/flow_graph.hpp"
#include "models/gas/network/friction.hpp"
#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

struct GasFlowOptions {
  FrictionOptions friction{};
  bool pressure_driven = false;
};

enum class GasFlowStatus : int8_t {
  solved,
  negative_pressure,  ///< `node` would stand below the air's pressure: the pipes do not carry the demand, or, where
                      ///< there is one, `device` feeds its part and gives what it can
  supply_short,       ///< demand is more than the capacities of what feeds `node`, `device` the first of it
  not_converged,      ///< in the part of `node`
  unsettled,          ///< the states of the devices go round; `device` is the last that changed
};

[[nodiscard]] std::string_view status_name(GasFlowStatus status);

struct DeviceFlow {
  double flow_m3h = 0.0;
  DeviceState state = DeviceState::closed;
};

/// Of one solve. Where it failed, pressures and flows are all 0 and nothing is served. Kept and filled again by the
/// next solve, without allocating.
struct GasFlowResult {
  GasFlowStatus status = GasFlowStatus::solved;
  int node = NO_NODE;                       ///< of a failure
  DeviceKind device_kind{};                 ///< of what stands at its limit
  int device = -1;                          ///< its index in the network's list, or -1
  double missing_m3h = 0.0;                 ///< of a failure of supply
  int iterations = 0;                       ///< of Newton's method, all states together
  int rounds = 0;                           ///< of trying states
  std::vector<double> pressure_pa;          ///< gauge, by node; 0 where no supply reaches
  std::vector<double> served_m3h;           ///< by node
  std::vector<double> pipe_m3h, valve_m3h;  ///< from `from` to `to`
  std::vector<DeviceFlow> supplies, regulators, compressors;

  [[nodiscard]] bool solved() const { return status == GasFlowStatus::solved; }
};

/// A sentence that names node and device.
[[nodiscard]] std::string failure_text(const GasNetwork& network, const GasFlowResult& result);

/// A network made ready: topology, ordering and friction are prepared once, and solved for as many demands as wanted.
/// Each solve starts from the one before unless `reset` is called; its last digits depend on that start, so a run that
/// must repeat bit by bit begins each day with `reset`. One object per thread.
class GasFlow {
 public:
  /// Throws InputError with every fault of the network (network_faults.hpp).
  explicit GasFlow(GasNetwork network, const GasFlowOptions& options = {});
  ~GasFlow();
  GasFlow(GasFlow&&) noexcept;
  GasFlow& operator=(GasFlow&&) noexcept;
  GasFlow(const GasFlow&) = delete;
  GasFlow& operator=(const GasFlow&) = delete;

  [[nodiscard]] const GasNetwork& network() const;
  /// Nodes that no supply reaches; their draw is never served, and no failure.
  [[nodiscard]] const std::vector<int>& unreached() const;

  /// With the network's own demands.
  void solve(GasFlowResult& result);
  /// `draw_m3h` by node, negative where gas is injected. Throws std::invalid_argument for another number of nodes.
  void solve(std::span<const double> draw_m3h, GasFlowResult& result);
  /// Forgets the last solution: the next solve depends on nothing that was solved before.
  void reset();

  /// Capacities from now on [m3/h], such as a cap of the day. Index in the network's list; above 0.
  void set_supply_capacity(int supply, double capacity_m3h);

  /// Speed in a pipe of a solved result [m/s], at its ends and at its mean pressure.
  struct Velocity {
    double from_m_s = 0.0, to_m_s = 0.0, mean_m_s = 0.0;
  };
  [[nodiscard]] Velocity velocity(const GasFlowResult& result, int pipe) const;
  /// Darcy's lambda as the law has it, and the Reynolds number.
  struct Friction {
    double reynolds = 0.0, lambda = 0.0;
  };
  [[nodiscard]] Friction friction(const GasFlowResult& result, int pipe) const;
  /// Gas in a pipe [m3], at its mean pressure.
  [[nodiscard]] double line_pack_m3(const GasFlowResult& result, int pipe) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hearthgrid::gas
