#pragma once
// Exact low-voltage power flow of many time steps, in registers: one step per lane.
//
// Backward/forward sweep with constant-power loads (grid_gas.md 2.1), from a flat start:
//   backward   i_j = conj(s_j / u_j),   J_b = sum of i and J below
//   forward    V_n = V_parent - Z_b J_b,   u_j = V_n - d_j i_j
// until the connections' voltages move by less than `tolerance` (largest |d re| + |d im|). A lane that is there stays
// as it is, and all outputs are those of one more sweep from its voltages, so that a step's result does not depend on
// the steps beside it. A lane that is slow (near the nose point) goes on by Newton's method on u - e + Z conj(s / u) =
// 0; what that cannot solve either is `converged = false`: its numbers are 0 and mean nothing.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/electricity/low_voltage/lv_plan.hpp"

namespace hearthgrid::electricity {

/// Loads of steps side by side: kw[home * pitch + step]; kvar may be null (then none).
template <class Real>
struct LvLoads {
  const Real* kw = nullptr;
  const Real* kvar = nullptr;
  ptrdiff_t pitch = 0;
  int steps = 0;
};

/// One register's work: what the kernel reads and writes, [thing][lane].
struct LvTile {
  const double* kw = nullptr;  ///< per connection, already with its share
  const double* kvar = nullptr;
  double* u_re = nullptr;  ///< per connection, in and out
  double* u_im = nullptr;
  double* slot = nullptr;     ///< 6 (or 2) per node: currents, then voltages
  double* neutral = nullptr;  ///< 4 per node, where there are neutral wires
  double tolerance = 1e-8;
  int iterations = 0;
  // out, per lane; what is null is not made
  double* home_pu = nullptr;       ///< [connection][lane]
  double* node_pu = nullptr;       ///< [node * phases + phase][lane], order of the plan
  double* line_loading = nullptr;  ///< [node][lane], largest of the phases
  double* totals = nullptr;        ///< [LvTotal][lane]
  double* phase_a = nullptr;       ///< [phase][lane], at the transformer
  bool unbalance = false;          ///< fill LvTotal::unbalance (else 0)
  double* moved = nullptr;         ///< [lane] last change of a voltage; at most the tolerance where it converged
  double* sweeps = nullptr;        ///< [lane]
};

enum LvTotal {
  LV_P_KW,  ///< at the transformer's low-voltage terminals
  LV_Q_KVAR,
  LV_LOSS_KW,       ///< lines, drops and groundings
  LV_ROOT_LOSS_KW,  ///< the first branch: the transformer's series loss
  LV_NEUTRAL_A,     ///< |sum of the phase currents| at the transformer
  LV_PHASE_A,       ///< largest phase current there
  LV_UNBALANCE,     ///< largest |V2| / |V1| over the nodes
  LV_LOADING,       ///< largest current over rating, over lines and phases; the transformer aside
  LV_LOADING_NODE,  ///< where; plan's order
  LV_TOTALS
};

/// Steps per call: float64 per register of the set.
using LvSolveTile = void (*)(const LvPlan&, const LvTile&);

struct LvScreenTile;
using LvScreenDay = void (*)(const LvScreenPlan&, const LvScreenTile&);

/// The kernels of one instruction set; engine/run/kernel hands them in.
struct LvKernels {
  int width = 0;  ///< float64 per register
  LvSolveTile solve = nullptr;
  LvScreenDay screen = nullptr;
};

struct LvSolveOptions {
  double tolerance = 1e-8;  ///< pu of the no-load voltage
  int sweeps = 40;          ///< then Newton's method
  bool newton = true;
  bool node_voltages = false, line_loadings = false, home_voltages = true, unbalance = true, totals = true;
};

/// Per step; matrices are [thing][step] with pitch `steps`.
struct LvResults {
  int steps = 0;
  std::vector<uint8_t> converged;
  std::vector<double> home_pu;           ///< per connection (LvPlan::connections), behind its drop
  std::vector<double> node_pu;           ///< [network's node * phases + phase]
  std::vector<double> line_loading;      ///< [network's node]
  std::vector<double> total[LV_TOTALS];  ///< LV_LOADING_NODE: index in the network, -1 without a rated line
  std::vector<double> phase_a;           ///< [phase][step]
};

/// Room for the work of one thread.
struct LvWorkspace {
  std::vector<double> real;
  std::vector<float> single;
};

/// Solves all steps. Loads that are not finite give converged = false.
void solve_lv(const LvPlan& plan, const LvKernels& kernels, const LvLoads<double>& loads, const LvSolveOptions& options,
              LvWorkspace& workspace, LvResults& results);

}  // namespace hearthgrid::electricity
