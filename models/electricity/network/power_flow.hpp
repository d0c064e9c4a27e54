#pragma once
// The general power flow: any network, meshed or radial, symmetric or three-phase.
//
// Nodal equations Y v + i(v) = i_source with the loads' currents i = conj(S (a_P + a_I u + a_Z u^2) / v), u the voltage
// over its rated value. First by current iteration, v <- Y^-1 (i_source - i(v)), with Y factorised once; where that
// stalls, by Newton's method on the same equations in real and imaginary parts. Newton goes up to the full load in
// steps from no load, so that it stays on the solution that belongs to no load (the Jacobian's determinant keeps its
// sign up to the nose) and can say at which share of the load there is none any more.
//
// Conventions: phase voltages to earth; complex power of a phase v conj(i); currents and powers at the ends of branches
// count into the branch. A symmetric flow fills all three phases, b and c turned by -120 and 120 degrees.
// Transformers: branch_admittance.hpp. Loads on a delta draw their power between phases; in a symmetric flow a third of
// each load's sum is on each phase.
//
// Limits: no voltage-controlled generators, no tap control; two-winding transformers; lines transposed unless given by
// phase; loads keep their law down to any voltage.

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/electricity/network/network.hpp"

namespace hearthgrid::electricity {

/// Of phases a, b, c.
using PhaseValues = std::array<Complex, 3>;

enum class FlowMethod { automatic, current_iteration, newton };

struct PowerFlowOptions {
  bool three_phase = false;
  double tolerance_pu = 1e-10;                ///< of any voltage, as estimated from the last steps
  int max_iterations = 100;                   ///< of currents; Newton has its own bounds
  FlowMethod method = FlowMethod::automatic;  ///< anything else is for comparisons
  bool dead_islands_allowed = false;          ///< what no source reaches stands at 0 V, its loads draw nothing
};

struct BusVoltage {
  PhaseValues v{};
  std::array<double, 3> pu{}, angle_deg{};  ///< of rated phase voltage; angles in (-180, 180]
};

/// Losses are what goes in at both ends. Loading is the largest phase current at either end over the rating.
struct LineFlow {
  PhaseValues from_a{}, to_a{}, from_va{}, to_va{};
  Complex loss_va;
  double loading = 0.0;
};

struct TransformerFlow {
  PhaseValues high_a{}, low_a{}, high_va{}, low_va{};
  Complex loss_va;
  double loading_by_current = 0.0;  ///< largest sqrt(3) V_rated I / S of any phase and side (pandapower)
  double loading_by_power =
      0.0;  ///< larger sum of the phases' |S| of the two sides, over rated power (power-grid-model)
};

/// What a source gives.
struct SourceFlow {
  PhaseValues a{}, va{};
};

/// Why there is no solution.
struct PowerFlowFailure {
  int bus = NO_BUS;            ///< the one whose voltage is lowest against no load (or that moved most)
  double carried_share = 0.0;  ///< of the load, up to which a solution was found; 1 where that is not the cause
  std::string text;            ///< names the bus
};

struct PowerFlowResult {
  std::optional<PowerFlowFailure> failure;  ///< then everything below is empty
  int iterations = 0;                       ///< of currents and of Newton together
  std::vector<BusVoltage> buses;
  std::vector<LineFlow> lines;  ///< links too; a loop of links shares by equal impedances
  std::vector<TransformerFlow> transformers;
  std::vector<PhaseValues> switch_a;  ///< from `from` to `to`
  std::vector<SourceFlow> sources;
  std::vector<PhaseValues> load_va, shunt_va;  ///< drawn
  Complex loss_va;                             ///< of all lines and transformers
  /// Of Kirchhoff's current law at any node, over the largest current (at least a millionth of what a branch would
  /// carry with one end at zero volts: currents of an idle network are rounding).
  double largest_residual = 0.0;

  [[nodiscard]] bool converged() const { return !failure; }
};

/// A network made ready: its matrix is factorised once, and solved for as many sets of load powers as wanted. Each
/// solve starts from no load, so it depends on nothing that was solved before. One object per thread.
class PowerFlow {
 public:
  /// Throws InputError with every fault of the network (network_checks.hpp).
  explicit PowerFlow(Network network, const PowerFlowOptions& options = {});
  ~PowerFlow();
  PowerFlow(PowerFlow&&) noexcept;
  PowerFlow& operator=(PowerFlow&&) noexcept;
  PowerFlow(const PowerFlow&) = delete;
  PowerFlow& operator=(const PowerFlow&) = delete;

  [[nodiscard]] const Network& network() const;

  /// With the loads as the network has them.
  [[nodiscard]] PowerFlowResult solve();
  /// With `load_va` by load and phase in place of Load::va. Throws std::invalid_argument for another number of loads.
  [[nodiscard]] PowerFlowResult solve(std::span<const PhaseValues> load_va);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// For callers that cannot go on without a solution: throws InputError with the failure's text.
[[nodiscard]] PowerFlowResult solved_or_throw(PowerFlowResult result);

}  // namespace hearthgrid::electricity
