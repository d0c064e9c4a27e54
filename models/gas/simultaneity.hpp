#pragma once
// How much of their rated input boilers draw together at most: as simulated, for groups of growing size, beside a table
// of planning values.
//
// Qh = sum k N Qn is the design hour of GB 50028 with k from its Appendix F. That table is for cookers and water
// heaters and not for space heating, and the figures at hand are recalled: they stand in an editable file, marked
// unverified, and are never used for anything but this comparison.

#include <span>
#include <string>
#include <vector>

namespace hearthgrid::gas {

struct PlanningFactor {
  int appliances = 0;  ///< N
  double factor = 0.0;
};

/// One kind of appliance, appliances rising.
struct PlanningTable {
  std::string name;
  std::vector<PlanningFactor> factors;
  std::string status, source;

  /// Linear in the logarithm of the number between the table's; the first below, the last above.
  [[nodiscard]] double at(int appliances) const;
};

/// Homes with gas, by row: what their burners draw, and may draw, in an order free of place (groups are neighbours in
/// it; the mean over groups is what is stated).
struct BurnerDraws {
  std::vector<float> draw_m3h;    ///< [home][step]
  std::vector<double> rated_m3h;  ///< by home, above 0
};

struct SimultaneityAtSize {
  int group = 0;                     ///< homes
  int groups = 0;                    ///< of that size looked at
  double mean = 0.0, largest = 0.0;  ///< of a group's largest draw over its rated inputs
};

/// For each size that the homes can fill at least once; homes left over are left out. Throws std::invalid_argument for
/// sizes below 1, rows that do not fit, ratings that are not above 0.
[[nodiscard]] std::vector<SimultaneityAtSize> simultaneity_by_size(const BurnerDraws& draws,
                                                                   std::span<const int> sizes);

}  // namespace hearthgrid::gas
