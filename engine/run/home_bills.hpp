#pragma once
// A home's bill of a season as far as the distribution needs it: with the subsidies of the first winter, without any,
// and with those alone that have no end; and the part of it that the heater causes. The joint to the money of a mix.

#include "engine/run/load.hpp"
#include "engine/run/season.hpp"
#include "models/economy/distribution.hpp"

namespace hearthgrid::run {

class HomeBills {
 public:
  HomeBills(const Scenario& scenario, const Simulation& simulation, int mix);

  [[nodiscard]] economy::SeasonBill of(int household, const HomeSeason& season) const;

  /// Running subsidy that a programme pays the home itself for its first winter, if `clause` converted it.
  [[nodiscard]] economy::Fen running_grant(int household, int clause, const HomeSeason& season) const;

 private:
  [[nodiscard]] HomeSeason unheated(int household, const HomeSeason& season) const;

  const Scenario& c_;
  const Simulation& s_;
  const Mix& mix_;
  std::vector<const economy::Subsidy*> subsidy_;  // per clause; null = none
};

}  // namespace hearthgrid::run
