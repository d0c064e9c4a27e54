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
  std::vector<float> single, packed;
};

/// Solves all steps. Loads that are not finite give converged = false.
void solve_lv(const LvPlan& plan, const LvKernels& kernels, const LvLoads<double>& loads, const LvSolveOptions& options,
              LvWorkspace& workspace, LvResults& results);

}  // namespace hearthgrid::electricity
