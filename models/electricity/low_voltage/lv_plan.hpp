#pragma once
// A low-voltage network made ready for the kernels: checked, normalised by no-load voltages, laid out flat.
//
// Currents are in kW at the no-load voltage (i = 1 is 1000 W / no_load_v), voltages in parts of the no-load voltage, so
// that with u the voltages at the connections, e = (1, a^2, a) and s in kW + j kvar
//
//   u = e - Z conj(s / u),        a = exp(j 120 deg)
//
// A regulator is referred to the voltage before it (B = product of the boosts down to a node): V~ = V / B, J~ = B J,
// which leaves powers alone and divides the impedances behind it by B^2.
//
// Neutral wires (K, N: current and voltage to earth of a branch and its node, g = 1 / grounding, m, z: mutual and
// self):
//   K_i = a_i + y_i N_i,    y_i = g_i + sum_c w_c y_c,    w_c = 1 / (1 + y_c z_c)
//   a_i = -sum_phases J_i + sum_c [ sum_phases J_c + w_c (a_c - y_c m_c . J_c) ]
//   N_c = N_i - m_c . J_c - z_c K_c,    K_c = w_c (a_c - y_c m_c . J_c) + w_c y_c N_i
// (c: children that have a neutral wire.) It is linear, so the iteration is the same with or without it.
// The neutral of a node without a neutral wire counts as solidly grounded; so does that of the first node unless it has
// a finite grounding_ohm.

#include <complex>
#include <memory>
#include <vector>

#include "models/electricity/low_voltage/lv_kernel.hpp"
#include "models/electricity/low_voltage/lv_network.hpp"

namespace hearthgrid::electricity {

/// How the network is solved. Symmetric: one phase stands for three, every home takes a third of its power from each,
/// branches count with their positive-sequence impedance. For balanced networks.
enum class LvForm { three_phase, symmetric };

/// Arrays that the float32 screen reads, and the weights of its bound (lv_screen.hpp).
struct LvScreenPlan;

class LvPlan {
 public:
  /// Throws InputError for a parent that does not come earlier, a home on an unknown node or phase, voltages, boosts or
  /// ratings that are not positive, impedances that are not finite or have a negative resistance.
  explicit LvPlan(const LvNetwork& network, LvForm form = LvForm::three_phase);

  int phases = 3;
  bool circulant = false;    ///< every branch has one self and one mutual impedance
  bool has_neutral = false;  ///< any branch has a neutral wire
  double no_load_v = 0.0, rated_v = 0.0;
  double amps = 0.0;  ///< per unit of current
  int homes = 0;
  std::vector<LvPlanNode> nodes;              ///< parents first, branch by branch
  std::vector<int> node_order;                ///< index in the network of each
  std::vector<LvPlanConnection> connections;  ///< home by home; three of a three-phase home
  std::vector<double> node_to_pu;             ///< per node, in the plan's order
  double root_inverse_rating = 0.0;           ///< of the transformer

  [[nodiscard]] LvPlanView view() const;
  std::shared_ptr<const LvScreenPlan> screen;  ///< null where it is not offered: neutral wires, symmetric form

  /// Drop of voltage e - u for the currents i (kW at no-load voltage) of the connections: Z i at every connection, and
  /// at every node and phase [node * phases + phase] if asked for.
  void drops(const std::vector<std::complex<double>>& current, std::vector<std::complex<double>>& at_connections,
             std::vector<std::complex<double>>* at_nodes = nullptr) const;
  /// The voltage e of a connection without load.
  [[nodiscard]] static std::complex<double> no_load(int phase);
};

}  // namespace hearthgrid::electricity
