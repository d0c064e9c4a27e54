#pragma once
// Heat through panes, gaps and frames.
//
// Gap (EN 673): h = h_g + h_r;  h_r = 4 sigma T^3 / (1/e1 + 1/e2 - 1);  h_g = Nu lambda / s,
// Nu = max(1, 0.035 (Gr Pr)^0.38) for upright glass,  Gr = 9.81 s^3 dT rho^2 / (T mu^2);  T = 283 K; dT = 15 K over all
// gaps, shared by their resistances. Gas figures at 10 degC from the same standard. Formula and figures from memory;
// the tests hold them against the values that EN ISO 10077-1 tabulates.

#include <vector>

#include "models/dwelling/window.hpp"

namespace hearthgrid::dwelling {

constexpr double STANDARD_INSIDE_M2KW = 0.13;   ///< surface resistance of EN 673 and EN ISO 10077-1, upright
constexpr double STANDARD_OUTSIDE_M2KW = 0.04;  ///< the same, outside

/// Conductance of each gap [W/m2K].
[[nodiscard]] std::vector<double> gap_conductances(const Glass& glass);

/// Resistance from the middle of the outer pane to the middle of the inner one [m2K/W]; 0 for a single pane, which is
/// one node. Of catalogue glass: what its U leaves after the standard surface resistances. Throws std::invalid_argument
/// where panes and gaps do not fit or U leaves nothing.
[[nodiscard]] double core_resistance_m2kw(const Glass& glass);

/// For each pane the share of the heat absorbed in it that counts as absorbed in the outer one; the rest counts as
/// absorbed in the inner one. Exact for panes that store no heat: an inner node of a chain of resistances acts on both
/// ends as heat split in inverse proportion to its resistances to them.
[[nodiscard]] std::vector<double> outer_shares(const Glass& glass);

/// Thermal transmittance of the glazing with the standard surface resistances [W/m2K].
[[nodiscard]] double standard_u_w_m2k(const Glass& glass);

/// One way for heat through a window: its area, and its resistance between the outer and the inner face.
struct WindowPath {
  double area_m2 = 0.0;
  double core_resistance_m2kw = 0.0;  ///< 0: both faces are one node
};

/// The glass, and the frame where it has a U of its own. Throws as core_resistance_m2kw does.
[[nodiscard]] std::vector<WindowPath> paths_of(const Window& window);

}  // namespace hearthgrid::dwelling
