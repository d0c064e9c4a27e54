#pragma once
// What the screen's kernel reads and writes: plain arrays. What they mean stands in lv_screen.hpp.

#include <cstdint>

#include "models/electricity/low_voltage/lv_kernel.hpp"

namespace hearthgrid::electricity {

struct LvScreenConnection {
  int home = 0;
  float share = 1.0F, drop_re = 0.0F, drop_im = 0.0F;
  float own = 0.0F;                      ///< a_j
  float reach = 0.0F;                    ///< h_j: how much of its feeder's drop it sees
  float self_re = 0.0F, self_im = 0.0F;  ///< e conj(z_jj less what an even spread gives it), for the guess
  int at = -1;                           ///< place of its current in the scratch, where its slot has others too
};

struct LvScreenNode {
  int parent = 0;
  float self_re = 0, self_im = 0, mutual_re = 0, mutual_im = 0;
  float z_re[3][3] = {}, z_im[3][3] = {};
  float inverse_rating = 0;
  bool joined = false;       ///< has children beside the next node
  bool joins_first = false;  ///< the last of its parent's children, and not the node after it
};

/// Connections [first, last) of a node and phase; may be none.
struct LvScreenSlot {
  int slot = 0, first = 0, last = 0;  ///< slot: node * 3 + phase
};

/// Slots [first, last) of one feeder and phase.
struct LvScreenGroup {
  int first = 0, last = 0, phase = 0, feeder = 0;
  float other = 0;                                               ///< b_j over a_j, at most
  float self_re = 0, self_im = 0, mutual_re = 0, mutual_im = 0;  ///< drop at its far end for a current spread evenly
};

/// What the kernel reads. Connections by feeder, phase and node; a feeder's three groups stand together.
struct LvScreenView {
  const LvScreenNode* nodes = nullptr;
  const LvScreenConnection* connections = nullptr;
  const LvScreenSlot* slots = nullptr;
  const LvScreenGroup* groups = nullptr;
  int node_count = 0, connection_count = 0, group_count = 0;
  bool circulant = false;
  bool shares = false;                                                     ///< some homes are three-phase
  float across_own = 0, across_other = 0;                                  ///< A, B
  float root_re = 0, root_im = 0, root_mutual_re = 0, root_mutual_im = 0;  ///< the first node's, its phases' mean
  float rounding = 0;                                                      ///< 2^-22 K
  float largest_inverse_rating = 0;
};

/// Per step. `flags`: why a step needs more than the screen.
enum LvScreenFlag { LV_EXTREME = 1, LV_LOSS_WIDE = 2, LV_UNSETTLED = 4 };
enum LvScreenOut {
  LV_OUT_FLAGS,  ///< a small whole number
  LV_OUT_P,      ///< kW of homes and lines
  LV_OUT_Q,
  LV_OUT_LOSS,
  LV_OUT_ROOT_LOSS,
  // of registers with a flag only, and of all that are refined
  LV_OUT_BOUND,  ///< r, parts of the no-load voltage
  LV_OUT_UNBALANCE_LOW,
  LV_OUT_UNBALANCE_HIGH,
  LV_OUT_LOADING,
  LV_OUT_LOADING_BOUND,
  LV_OUT_NEUTRAL,  ///< kW at no-load voltage
  LV_OUT_NEUTRAL_BOUND,
  LV_OUT_PHASE,
  LV_OUT_PHASE_BOUND,
  LV_OUTS
};

struct LvScreenTile {
  const float* kw = nullptr;    ///< [home * pitch + step]
  const float* kvar = nullptr;  ///< same; zeros where there is none
  long pitch = 0;
  int steps = 0;        ///< a multiple of twice the kernel's width
  bool refine = false;  ///< sweep until rounding is all that is left, whatever the thresholds
  /// |u|^2 of each connection at or below, at or above which a step is looked at.
  const float* low = nullptr;
  const float* high = nullptr;
  float unbalance = 0, loading = 0, neutral = 0, phase = 0;  ///< at or above which a step is looked at
  float loss_tolerance = 0;                                  ///< of the losses of all steps
  float* loss_room = nullptr;  ///< [lane] in and out: what the steps so far left of that tolerance [kW x steps]
  float slack = 1e-7F;         ///< what r is increased by for the exact flow's own tolerance
  int sweeps = 5;              ///< at most
  float* scratch = nullptr;    ///< lv_screen_scratch
  float* line_peak = nullptr;  ///< [node][lane]: largest |J|^2 so far
  float* out = nullptr;        ///< [LvScreenOut][steps]
  uint32_t* near = nullptr;    ///< [register][connection]: lanes near a threshold, of the same registers
  float* square = nullptr;     ///< [connection][steps]: |u|^2 of the same registers
};

/// float32 values of scratch for `lanes` = twice the kernel's width.
constexpr long lv_screen_scratch(int connections, int nodes, int groups, int lanes) {
  return static_cast<long>(lanes) * (3L * connections + 12L * nodes + 8L * groups);
}

}  // namespace hearthgrid::electricity
