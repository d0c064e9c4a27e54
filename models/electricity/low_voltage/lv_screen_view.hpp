#pragma once
// What the screen's kernel reads and writes: plain arrays. What they mean stands in lv_screen.hpp.

#include <cstdint>

#include "models/electricity/low_voltage/lv_kernel.hpp"

namespace hearthgrid::electricity {

struct LvScreenConnection {
  int home = 0, slot = 0;  ///< slot: node * 3 + phase
  float share = 1.0F, drop_re = 0.0F, drop_im = 0.0F;
  float reach = 0.0F;                    ///< h_j: how much of its feeder's drop it sees
  float self_re = 0.0F, self_im = 0.0F;  ///< e conj(z_jj less what h_j w_j give it), for the guess
};

/// The same connection's part in its group's sums.
struct LvScreenSizes {
  int home = 0;
  float share = 1.0F;
  float weight = 0.0F;  ///< w_j: how much it adds to its feeder's drop, 1 on the average
  float far = 0.0F;     ///< |z| of its way over that of the feeder's longest
};

struct LvScreenNode {
  int parent = 0;
  float self_re = 0, self_im = 0, mutual_re = 0, mutual_im = 0;
  float self_abs = 0, mutual_abs = 0;     ///< |.| of these, rounded up
  float worst_own = 0, worst_shared = 0;  ///< |R_aa| - |R_ab| and |R_ab|, rounded up, where Z is circulant
  float inverse_rating = 0, inverse_rating_square = 0;
  int group = 0;                    ///< its feeder's first group; where it has none, any
  int first[3] = {}, last[3] = {};  ///< connections [first[p], last[p]) hang here on phase p; may be none
  bool joined = false;              ///< has children beside the next node
  bool joins_first = false;         ///< the last of its parent's children, and not the node after it
  // Behind what is read of circulant ones, so that they stay within two cache lines.
  float z_re[3][3] = {}, z_im[3][3] = {};
  float z_abs[3][3] = {}, r_abs[3][3] = {};
};

/// One feeder, nodes [first, last), and phase.
struct LvScreenGroup {
  int first = 0, last = 0, phase = 0, feeder = 0;
  int first_connection = 0, last_connection = 0;
  /// Drop at its far end for a current spread evenly; `mutual` as seen from the phase's own voltage.
  float self_re = 0, self_im = 0, mutual_re = 0, mutual_im = 0;
  float own_re = 0, own_im = 0;               ///< the connections' mean self over their number
  float own = 0, shared = 0;                  ///< |z| of the longest way: its own less that between phases, and that
  float worst_own = 0, worst_shared = 0;      ///< of the losses of currents |s| in one phase, and of those in all
  float worst_own_q = 0, worst_shared_q = 0;  ///< of their reactive power, with |X| in place of |R|
};

/// What the kernel reads. Connections by group, then by node; a feeder's three groups stand together. Feeders without
/// connections have none.
struct LvScreenView {
  const LvScreenNode* nodes = nullptr;
  const LvScreenConnection* connections = nullptr;
  const LvScreenSizes* sizes = nullptr;
  const LvScreenGroup* groups = nullptr;
  int node_count = 0, connection_count = 0, group_count = 0;
  bool circulant = false;
  bool apart = false;  ///< circulant, and all lines' R_aa - R_ab and R_ab are 0 or more
  /// Behind the first node there are no three-phase homes, and all have the same service drop. The first node's own
  /// connections stand first; there may be others, as large customers hang there.
  bool plain = false;
  int root_connections = 0;
  float drop_re = 0, drop_im = 0;                        ///< where plain
  float drop_abs = 0, drop_abs_im = 0;                   ///< the largest |drop| and |its reactance|, rounded up
  float root_re = 0, root_im = 0;                        ///< the first node's, its phases' mean
  float root_mutual_re[3] = {}, root_mutual_im[3] = {};  ///< between phases, as seen from each phase's own voltage
  float rounding = 0;                                    ///< 2^-22 K
  float largest_inverse_rating = 0;
  float minus_one = -1.0F;  ///< as the compiler does not know it
};

/// Why a step needs more than the screen: what it could be the extreme of, or which limit it is near; where its losses
/// are not known well enough, and where nothing is.
enum LvScreenFlag {
  LV_NEAR_VOLTAGE = 1,
  LV_NEAR_UNBALANCE = 2,
  LV_NEAR_LOADING = 4,
  LV_NEAR_NEUTRAL = 8,
  LV_NEAR_PHASE = 16,
  LV_LOSS_WIDE = 32,  ///< the flags above stay below it
  LV_UNSETTLED = 64
};
/// Per step.
enum LvScreenOut {
  LV_OUT_FLAGS,  ///< the sum of these
  LV_OUT_P,      ///< kW of homes and lines
  LV_OUT_Q,
  LV_OUT_LOSS,
  LV_OUT_ROOT_LOSS,
  LV_OUT_KVA_BOUND,  ///< by which the apparent power may be off
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

/// |u|^2 is near a threshold where it is within so many r and a rounding of it.
inline constexpr float LV_NEAR_BOUNDS = 2.6F, LV_NEAR_ROUNDING = 2.5e-6F;

/// A connection with a voltage near a threshold, in a register of steps: which lanes.
struct LvNear {
  int connection = 0;
  uint32_t lanes = 0;
};

struct LvScreenTile {
  const float* kw = nullptr;    ///< [home * pitch + step]
  const float* kvar = nullptr;  ///< same; zeros where there is none
  long pitch = 0;
  int steps = 0;        ///< a multiple of twice the kernel's width
  bool refine = false;  ///< sweep until rounding is all that is left, whatever the thresholds
  /// Of each connection: a step is looked at where | |u|^2 - middle | >= half.
  const float* middle = nullptr;
  const float* half = nullptr;
  float unbalance = 0, loading = 0, neutral = 0, phase = 0;  ///< at or above which a step is looked at
  float loss_tolerance = 0;                                  ///< of the losses of all steps
  float* loss_room = nullptr;  ///< [lane] in and out: what the steps so far left of that tolerance [kW x steps]
  float slack = 1e-7F;         ///< what r is increased by for the exact flow's own tolerance
  int sweeps = 5;              ///< after so many no more are tried
  float* scratch = nullptr;    ///< lv_screen_scratch
  float* line_peak = nullptr;  ///< [node][lane]: largest |J|^2 so far
  float* out = nullptr;        ///< [LvScreenOut][steps]
  // The connections near a threshold, and their |u|^2; of registers without a flag that are not refined, none.
  int* near_count = nullptr;  ///< [register]
  LvNear* near = nullptr;     ///< [register][connection]: the first near_count of a register's
  float* square = nullptr;    ///< [register][connection][lane], of the same
};

/// float32 values of scratch for `lanes` = twice the kernel's width.
constexpr long lv_screen_scratch(int connections, int nodes, int groups, int lanes) {
  return static_cast<long>(lanes) * (3L * connections + 19L * nodes + 4L * groups);
}

}  // namespace hearthgrid::electricity
