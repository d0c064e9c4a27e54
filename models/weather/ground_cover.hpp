#pragma once
// How much sunlight the ground reflects.

#include <vector>

namespace hearthgrid::weather {

/// Reflectance of the ground around the homes.
struct GroundCover {
  double albedo = 0.2;             ///< bare ground and grass (ASHRAE 140)
  std::vector<double> by_month;    ///< January first, instead of `albedo`; empty or twelve
  bool snow_from_weather = false;  ///< take snow, and the albedo where it is given, from the weather's own columns
  double snow_albedo = 0.6;        ///< under snow: old snow, 0.6 to 0.8 (unverified)
};

}  // namespace hearthgrid::weather
