#pragma once
// The faces that look into a space (the home or a buffer zone): what they exchange with its air and with each other.

#include <optional>
#include <vector>

#include "models/dwelling/construction.hpp"

namespace hearthgrid::dwelling {

struct InnerFace {
  int zone = HOME;  ///< the space it looks into
  double area_m2 = 0.0;
  double emissivity = 0.9;
  double convection_w_m2k = 0.0;
  double solar_absorptance = 0.6;                  ///< unused for windows
  std::optional<double> sun_share = std::nullopt;  ///< of its space's sunlight, where it is given
  bool is_floor = false;                           ///< the sun falls on it first
  bool is_window = false;
  bool is_partition = false;  ///< another space lies behind it
};

/// In this order: inner faces of the opaque elements, windows, then the outer faces of those elements that bound
/// another zone, in the elements' order, then those of such windows. Seen from behind, a floor is a ceiling, a ceiling
/// (tilt below 60 degrees) a floor.
[[nodiscard]] std::vector<InnerFace> inner_faces(const Dwelling& dwelling);

/// Conductance from each inner face to the mean radiant ("star") node of its space [W/K]:
/// 4 sigma T^3 A / ((1 - eps)/eps + 1/F), with Carroll's factors F_i = 1/(1 - A_i F_i / sum A_j F_j) over the space's
/// faces by fixed-point iteration, A_i F_i / sum capped at 0.45.
[[nodiscard]] std::vector<double> star_conductances(const Dwelling& dwelling);

}  // namespace hearthgrid::dwelling
