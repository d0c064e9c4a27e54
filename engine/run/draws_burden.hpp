#pragma once
// Homes whose heating bill is a burden, as a function of how much heat they use and how dear energy is.
//
// A home is burdened where its bill for heating, less subsidies, is above fairness.burden_limit of its income
// (economy::distribution.hpp). With heat scaled by s and the price of what it heats with by p that bill is, subsidies
// being by the unit,
//   H(s, p) = H(s) + (p - 1) G(s)     H: payable, by the accounting of the run itself; G: before subsidies
// Homes above their limit are counted on a grid of s and p and lines are drawn between its points, so that the count of
// the run is met at its centre and nothing of homes is kept. One p stands for a group's carriers: the mean of their
// prices by what the group pays for each; exact where homes of a group heat with one carrier.

#include <array>
#include <vector>

#include "engine/run/draws_money.hpp"
#include "engine/run/draws_plan.hpp"
#include "engine/run/season.hpp"

namespace hearthgrid::run {

class BurdenTable {
 public:
  /// Counts a mix's homes; `group_of_home` as of MoneyTables. Nothing where no home's income is known.
  BurdenTable(const Scenario& scenario, const Simulation& simulation, int mix, const DrawsPlan& plan,
              const std::vector<int>& group_of_home, int threads);

  /// Burdened homes under a draw.
  [[nodiscard]] double homes(const DrawnFigures& draw) const;

 private:
  struct Group {
    NodeTable by_scale;                   ///< columns: nodes of the price
    std::vector<double> prices;           ///< rising, 1 among them
    std::array<double, PRICED> weight{};  ///< of each carrier in what heating costs before subsidies
  };
  [[nodiscard]] static std::array<double, PRICED> weights_of(const Scenario& scenario, const Simulation& simulation,
                                                             int mix, const std::vector<int>& homes);
  std::vector<Group> groups_;
};

}  // namespace hearthgrid::run
