#pragma once
// One feeder as the flow sees it: a busbar of held voltage and the closed lines behind it.

#include <complex>
#include <limits>
#include <vector>

namespace hearthgrid::electricity {

/// A line with half of its charging at either end. Balanced: positive sequence only.
struct MvLine {
  int from = 0, to = 0;        ///< nodes, in any order
  std::complex<double> z_ohm;  ///< of all its length; not zero
  double charging_s = 0.0;     ///< susceptance of all its length
  double rating_a = std::numeric_limits<double>::infinity();
  bool by_air = false;  ///< the rating follows the air temperature (conductor.hpp)
  double max_c = 90.0, reference_c = 30.0;

  /// Square of the current over the rating at an air temperature; 0 without a rating.
  [[nodiscard]] double loading_squared(double current2_a2, double air_c) const {
    if (rating_a == std::numeric_limits<double>::infinity()) return 0.0;
    double limit2 = rating_a * rating_a;
    if (by_air) limit2 *= (max_c - air_c > 1.0 ? max_c - air_c : 1.0) / (max_c - reference_c);
    return current2_a2 / limit2;
  }
};

/// Node 0 is the busbar. Every node is reached by a line.
struct MvNetwork {
  double rated_kv = 10.0;  ///< line to line
  double busbar_pu = 1.0;  ///< held by the substation's on-load tap changer
  int nodes = 1;
  std::vector<MvLine> lines;
};

}  // namespace hearthgrid::electricity
