#pragma once
// What the screen's kernel reads and writes: plain arrays. What they mean stands in lv_screen.hpp.

#include "models/electricity/low_voltage/lv_kernel.hpp"

namespace hearthgrid::electricity {

struct LvScreenConnection {
  int home = 0, slot = 0;  ///< slot: node * 3 + phase
  float share = 1.0F, drop_re = 0.0F, drop_im = 0.0F;
  float e_re = 1.0F, e_im = 0.0F;
  float own = 0.0F, other = 0.0F;  ///< a_j, b_j
};

struct LvScreenNode {
  int parent = 0;
  float self_re = 0, self_im = 0, mutual_re = 0, mutual_im = 0;
  float z_re[3][3] = {}, z_im[3][3] = {};
  float inverse_rating = 0;
};

/// Connections [first, last) of one feeder and phase.
struct LvScreenGroup {
  int first = 0, last = 0, phase = 0, feeder = 0;
};

/// What the kernel reads. Connections by feeder, phase and node.
struct LvScreenView {
  const LvScreenNode* nodes = nullptr;
  const LvScreenConnection* connections = nullptr;
  const LvScreenGroup* groups = nullptr;
  int node_count = 0, connection_count = 0, group_count = 0;
  bool circulant = false;
  float across_own = 0, across_other = 0;  ///< A, B
  float rounding = 0;                      ///< 2^-22 K
  float largest_inverse_rating = 0;
};

/// Per step. `flags`: why a step needs more than the screen.
enum LvScreenFlag { LV_EXTREME = 1, LV_LOSS_WIDE = 2, LV_UNSETTLED = 4 };
enum LvScreenOut {
  LV_OUT_BOUND,  ///< r, parts of the no-load voltage
  LV_OUT_P,      ///< kW of the homes
  LV_OUT_Q,
  LV_OUT_LOSS,
  LV_OUT_LOSS_Q,
  LV_OUT_ROOT_LOSS,
  LV_OUT_UNBALANCE,
  LV_OUT_UNBALANCE_BOUND,
  LV_OUT_LOADING,
  LV_OUT_LOADING_BOUND,
  LV_OUT_NEUTRAL,  ///< kW at no-load voltage
  LV_OUT_NEUTRAL_BOUND,
  LV_OUT_PHASE,
  LV_OUT_PHASE_BOUND,
  LV_OUT_FLAGS,  ///< a small whole number
  LV_OUT_SWEEPS,
  LV_OUTS
};

struct LvScreenTile {
  const float* kw = nullptr;    ///< [home * pitch + step]
  const float* kvar = nullptr;  ///< same; zeros where there is none
  long pitch = 0;
  int steps = 0;  ///< a multiple of twice the kernel's width
  /// |u|^2 of each connection at or below, at or above which a step is looked at.
  const float* low = nullptr;
  const float* high = nullptr;
  float unbalance = 0, loading = 0, neutral = 0, phase = 0;  ///< at or above which a step is looked at
  float loss_tolerance = 0;                                  ///< of a step's line losses
  float slack = 1e-7F;         ///< what r is increased by for the exact flow's own tolerance
  int sweeps = 5;              ///< at most
  float* scratch = nullptr;    ///< LV_SCREEN_SCRATCH
  float* line_peak = nullptr;  ///< [node * 2 * width]: largest |J|^2 so far
  float* out = nullptr;        ///< [LvScreenOut][steps]
  float* square = nullptr;     ///< [connection][steps]: |u|^2 of steps that have a flag
};

/// float32 values of scratch for `lanes` = twice the kernel's width.
constexpr long lv_screen_scratch(int connections, int nodes, int groups, int lanes) {
  return static_cast<long>(lanes) * (4L * connections + 12L * nodes + 2L * groups);
}

}  // namespace hearthgrid::electricity
