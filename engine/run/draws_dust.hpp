#pragma once
// What the villages' own stacks add to the fine dust at the ground, before factors: linear in what is burnt, hour by
// hour, so that draws of factors, heat and efficiency need no more than a number by heater.

#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/load.hpp"
#include "models/emission/village_air.hpp"

namespace hearthgrid::run {

class VillageDust {
 public:
  /// The simulation names its stacks.
  VillageDust(const Scenario& scenario, const Simulation& simulation);

  /// Takes a transformer of the next block, in order.
  void take(const BlockResult& block, int transformer);

  /// Season's mean concentration of a village's fine dust in a mix, over the factor of the heaters of a technology
  /// [ug/m3 per g/MJ].
  [[nodiscard]] double ug_m3_per_factor(int mix, int technology, int village) const;

  /// Share of all residents who live in a village; 0 where nobody lives anywhere.
  [[nodiscard]] const std::vector<double>& resident_share() const { return resident_share_; }

 private:
  void enter(int village);

  const Scenario& c_;
  const Stacks& stacks_;
  int village_ = -1;
  std::vector<std::vector<emission::AirHour>> weather_;  // [site][hour of the season]
  std::vector<double> of_kw_;                            // [hour] of `village_`: ug/m3 of 1 kW burnt at 1 g/MJ
  std::vector<double> sums_;                             // [row of the stacks][village]
  std::vector<double> resident_share_;
};

}  // namespace hearthgrid::run
