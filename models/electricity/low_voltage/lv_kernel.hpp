#pragma once
// What the kernels of the low-voltage flow read and write: plain arrays, so that nothing with linkage is compiled per
// instruction set. The equations stand in lv_plan.hpp and lv_flow.hpp.

namespace hearthgrid::electricity {

/// What a node's arithmetic needs. In the order of LvPlan::node_order.
struct LvPlanNode {
  int parent = -1;
  double z_re[3][3] = {}, z_im[3][3] = {};  ///< [pu per kW]
  double self_re = 0, self_im = 0;          ///< diagonal less off-diagonal, where all nodes are circulant
  double mutual_re = 0, mutual_im = 0;
  double inverse_rating = 0.0;  ///< loading per unit of current
  int has_neutral = 0;
  double beta = 1.0;  ///< 1 / B of the parent
  double m_re[3] = {}, m_im[3] = {}, n_re = 0, n_im = 0;
  double y_re = 0, y_im = 0, w_re = 1, w_im = 0;  ///< see above; of the node
  double grounding = 0.0;                         ///< g of the node [1 / (pu per kW)]
};

/// One phase of a home.
struct LvPlanConnection {
  int home = 0, node = 0, phase = 0;    ///< node: place in node_order
  double share = 1.0;                   ///< of the home's power
  double drop_re = 0.0, drop_im = 0.0;  ///< [pu per kW of the connection's own]
  double to_pu = 1.0;                   ///< from parts of the no-load voltage to parts of the rated
};

/// A plan as the kernels see it.
struct LvPlanView {
  const LvPlanNode* nodes = nullptr;
  const LvPlanConnection* connections = nullptr;
  int node_count = 0, connection_count = 0;
  int phases = 3;
  bool circulant = false, has_neutral = false;
  double amps = 0.0;
  const double* node_to_pu = nullptr;
};

/// One register's work: what the kernel reads and writes, [thing][lane].
struct LvTile {
  const double* kw = nullptr;  ///< per connection, already with its share
  const double* kvar = nullptr;
  double* u_re = nullptr;  ///< per connection, in and out
  double* u_im = nullptr;
  double* i = nullptr;        ///< 2 per connection: its current
  double* slot = nullptr;     ///< 6 (or 2) per node: currents, then voltages
  double* neutral = nullptr;  ///< 2 per node, where there are neutral wires
  double tolerance = 1e-8;
  int iterations = 0;
  // out, per lane; what is null is not made
  double* home_pu = nullptr;       ///< [connection][lane]
  double* node_pu = nullptr;       ///< [node * phases + phase][lane], order of the plan
  double* line_loading = nullptr;  ///< [node][lane], largest of the phases
  double* totals = nullptr;        ///< [LvTotal][lane]
  double* phase_a = nullptr;       ///< [phase][lane], at the transformer
  bool unbalance = false;          ///< fill LvTotal::unbalance (else 0)
  double* moved =
      nullptr;  ///< [lane] in and out: last change of a voltage, at most the tolerance where a lane stands still
  double* sweeps = nullptr;  ///< [lane]
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
using LvSolveTile = void (*)(const LvPlanView&, const LvTile&);

struct LvScreenView;
struct LvScreenTile;
using LvScreenDay = void (*)(const LvScreenView&, const LvScreenTile&);

/// The kernels of one instruction set; engine/run/kernel hands them in.
struct LvKernels {
  int width = 0;  ///< float64 per register
  LvSolveTile solve = nullptr;
  LvScreenDay screen = nullptr;
};

}  // namespace hearthgrid::electricity
