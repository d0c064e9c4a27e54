#pragma once
// A layout of lines and homes as impedances, with the transformer before them.

#include <cmath>
#include <span>

#include "models/electricity/low_voltage/layout.hpp"
#include "models/electricity/low_voltage/lv_branch.hpp"
#include "models/electricity/low_voltage/lv_network.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::electricity {

/// What stands before the busbar, and how lines are built.
struct LvSupply {
  TransformerType transformer;
  VectorGroup group = VectorGroup::dyn11;
  double low_v = 400.0;      ///< rated, between phases
  double source_pu = 1.0;    ///< voltage at the high side over its rating; held
  double tap_percent = 0.0;  ///< by which the tap raises the low side
  double yyn0_zero_sequence_share = YYN0_ZERO_SEQUENCE_SHARE;
  bool neutral_grounded_everywhere = false;
  double transformer_grounding_ohm = 4.0;  ///< of the star point, where the neutral is grounded on its way as well
  double conductor_temp_c = 20.0;
  double rated_v = 220.0;  ///< phase to neutral, what per unit means
  /// Phase to neutral behind the transformer without load.
  [[nodiscard]] double no_load_v() const { return source_pu * low_v * (1.0 + tap_percent / 100.0) / std::sqrt(3.0); }
};

/// The network. The first node's branch is the transformer: z = uk on rated power and the tap's voltage, r from its
/// load loss; z0 = z for Dyn11. A line of conductors z with a neutral z_n grounded at the transformer is z 1 + z_n (all
/// ones), one whose neutral is at earth's potential everywhere z 1. Mutual reactances between phases are in z, as for a
/// transposed line. The drop of a single-phase home is two wires of its conductor.
///
/// Where the neutral is grounded on its way, each line is four wires against earth: what all wires share with each
/// other through the earth's return, zm, comes to every element of diag(z, z, z, z_n). Without a current in the earth
/// that is z 1 + z_n again. Carson's first terms (textbook), per metre: zm = omega mu0 / 8 + j omega mu0 / (2 pi) ln(De
/// / D), De = 658.5 m sqrt(rho / f) with rho = 100 ohm m and f = 50 Hz; D = 0.4 m between wires (both assumed). The
/// groundings' resistances matter far more.
[[nodiscard]] LvNetwork network_of(const LvLayout& layout, std::span<const LvConductor> conductors,
                                   const LvSupply& supply);

}  // namespace hearthgrid::electricity
