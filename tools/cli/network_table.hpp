#pragma once
// A dwelling's network as a person reads it: its parts with area, U-value and share of the loss, how fast it cools.

#include <string>
#include <vector>

#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {

struct NetworkPart {
  std::string name;
  std::string kind;       ///< "wall", "window", ...
  std::string looks;      ///< "S", "up", ...; empty where it means nothing
  double area_m2 = 0.0;   ///< 0 = has none
  double u_w_m2k = 0.0;   ///< 0 = has none
  double loss_w_k = 0.0;  ///< 0 = loses nothing
};

/// "N", "NE", ... of an azimuth from north, clockwise; "up" and "down" for what lies within 30 degrees of level.
[[nodiscard]] std::string direction_text(double tilt_deg, double azimuth_deg);

/// One row per part and one for the sum, with each part's share of it.
[[nodiscard]] TextTable network_table(const std::vector<NetworkPart>& parts);

/// "9 d, 30 h, 2.5 h, 12 min".
[[nodiscard]] std::string durations_text(const std::vector<double>& hours);

/// "on ten test days heat +0.02 %, peak -0.30 % off the layered network".
[[nodiscard]] std::string reduction_error_text(double heat, double peak);

}  // namespace hearthgrid::cli
