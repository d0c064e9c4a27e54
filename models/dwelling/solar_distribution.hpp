#pragma once
// Where the sunlight that came through the windows of a space is absorbed.

#include <vector>

#include "models/dwelling/inner_faces.hpp"

namespace hearthgrid::dwelling {

struct SolarDistribution {
  std::vector<double> absorbed;   ///< share absorbed by each of inner_faces(dwelling), 0 outside the space and by
                                  ///< windows; with on_window sums to 1 - lost
  std::vector<double> on_window;  ///< share that stays in or passes each window to another space, 0 for other faces
  double lost = 0.0;              ///< share that leaves through the space's glass to outdoors again
};

/// All light first falls on the floor; what the floor reflects spreads over the other faces and the windows by area
/// (windows let out or absorb 0.8 of it); what is then left spreads over everything until it is gone. Without a floor,
/// all light spreads by area. Reproduces the shares of ASHRAE 140 case 600 (own estimate, see the tests). A space whose
/// faces absorb nothing keeps nothing: all is lost. In a buffer zone with windows to another space the light first
/// falls on the floor and on what parts it from that space, by area: a low sun shines over a sunspace's floor (assumed;
/// ISO 13790 annex E takes the sun behind the outer glass to fall on the partition's windows alike, from memory).
/// Where any face of the space has a share of its own, those shares hold instead, faces without one absorb nothing, and
/// what is left of 1 is lost.
[[nodiscard]] SolarDistribution solar_distribution(const std::vector<InnerFace>& faces, int zone);
[[nodiscard]] SolarDistribution solar_distribution(const Dwelling& dwelling, int zone = HOME);

}  // namespace hearthgrid::dwelling
