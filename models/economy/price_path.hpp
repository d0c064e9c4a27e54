#pragma once
// How prices move over a programme's years, by what is paid for.

#include <array>
#include <vector>

#include "models/economy/parties.hpp"

namespace hearthgrid::economy {

/// Factors on the prices of the first year, nominal.
class PricePaths {
 public:
  /// `factors`: of the years 0, 1, ...; the last one holds on. Throws std::invalid_argument where there is none, or one
  /// is negative or not finite.
  void set(CostItem item, std::vector<double> factors);
  /// (1 + rate)^year from year 0 on, for `years` years. Throws as above unless rate > -1.
  void grow(CostItem item, double rate, int years);
  /// 1 where nothing was set.
  [[nodiscard]] double at(CostItem item, int year) const;

 private:
  std::array<std::vector<double>, COST_ITEMS> factors_;
};

}  // namespace hearthgrid::economy
