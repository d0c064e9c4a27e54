#pragma once
// A home's bills as far as the distribution needs them: of the first winter with all its subsidies and without any, and
// of a later winter with those alone that have no end; and the part of each that the heater causes. All at this year's
// prices. The joint to the money of a mix.

#include "engine/run/load.hpp"
#include "engine/run/season.hpp"
#include "models/economy/distribution.hpp"

namespace hearthgrid::run {

class HomeBills {
 public:
  HomeBills(const Scenario& scenario, const Simulation& simulation, int mix);

  /// `grant`: running subsidies that a programme pays the home itself for its first winter (HomeBill::grant). `later`:
  /// a later winter (later_season); after_subsidy is of it.
  [[nodiscard]] economy::SeasonBill of(int household, const HomeSeason& season, const HomeSeason& later,
                                       economy::Fen grant) const;

 private:
  [[nodiscard]] economy::Bill bill(int household, const HomeSeason& season, const Option& heats_with) const;
  [[nodiscard]] HomeSeason unheated(int household, const HomeSeason& season) const;

  const Scenario& c_;
  const Simulation& s_;
  const Mix& mix_;
};

}  // namespace hearthgrid::run
