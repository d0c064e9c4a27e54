#pragma once
// Where the weather is.

#include <string>

namespace hearthgrid::weather {

/// A place on Earth and its civil clock (a fixed offset from UTC; no daylight saving).
struct Site {
  std::string name;
  double latitude_deg = 0.0;   ///< north positive
  double longitude_deg = 0.0;  ///< east positive
  double utc_offset_h = 0.0;   ///< 8 for all of China
  double elevation_m = 0.0;
};

}  // namespace hearthgrid::weather
