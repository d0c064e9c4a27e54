#pragma once
// Balanced power flow of one feeder for many steps side by side. Loads are constant power.
//
// Radial: backward/forward sweep,
//   J_b = conj(S_n/V_n) + j B_n V_n + sum of J over the lines behind n      from the ends to the busbar
//   V_n = V_parent - z_b J_b                                                from the busbar to the ends
// Meshed: the same iteration with the factorised admittance matrix in place of the tree, Y V = -conj(S/V) - Y_0 V_0.
// Both stop when no voltage moves by more than 1e-11 of its rated value; the answer is then exact to about that. They
// converge linearly and give up just below the largest power that the feeder can carry; such a step is told apart.

#include <array>
#include <memory>
#include <vector>

#include "models/electricity/medium_voltage/mv_network.hpp"

namespace hearthgrid::electricity {

constexpr int FLOW_LANES = 32;  ///< steps side by side

/// Loads of up to FLOW_LANES steps, and what the flow makes of them. [node or line][lane].
struct FlowTile {
  explicit FlowTile(const MvNetwork& network);

  // Given: what nodes draw. The busbar's own is not the feeder's and is left aside.
  std::vector<double> kw, kvar;
  // Found. In a step without a solution voltages are 0, currents and losses those of loads at the busbar's voltage.
  std::vector<double> v_re, v_im;                         ///< per unit; the busbar's angle is 0
  std::vector<double> current2_a2;                        ///< per line: square of the larger of its ends' currents
  std::array<double, FLOW_LANES> head_kw{}, head_kvar{};  ///< from the busbar into the feeder
  std::array<double, FLOW_LANES> head2_a2{};              ///< square of that current
  std::array<double, FLOW_LANES> loss_kw{};               ///< of the lines
  std::array<bool, FLOW_LANES> solved{};

  std::vector<double> j_re, j_im;  ///< room: currents that nodes draw, with all that is behind them where radial
};

class MeshFlow;

class MvFlow {
 public:
  /// Throws std::invalid_argument for a node that is not reached, a line without impedance or an end that is no node.
  explicit MvFlow(const MvNetwork& network);
  ~MvFlow();
  MvFlow(MvFlow&&) noexcept;
  MvFlow& operator=(MvFlow&&) noexcept;
  MvFlow(const MvFlow&) = delete;
  MvFlow& operator=(const MvFlow&) = delete;

  void solve(FlowTile& tile) const;
  [[nodiscard]] bool meshed() const { return mesh_ != nullptr; }
  [[nodiscard]] const MvNetwork& network() const { return network_; }

 private:
  struct Branch {  // in the order of the sweep: parents first
    int node = 0, parent = 0, line = 0;
    double r = 0.0, x = 0.0;  // per unit
  };
  void arrange();
  void iterate(FlowTile& tile) const;
  void draw_currents(FlowTile& tile, bool with_shunts) const;
  void find_voltages(FlowTile& tile) const;
  void report(FlowTile& tile) const;
  void report_line(FlowTile& tile, int line, const double* j_re, const double* j_im, int from, int to) const;
  void report_unsolved(FlowTile& tile) const;

  MvNetwork network_;
  std::vector<Branch> branches_;
  std::vector<double> shunt_;       // per node, per unit susceptance
  std::unique_ptr<MeshFlow> mesh_;  // where there are loops
};

}  // namespace hearthgrid::electricity
