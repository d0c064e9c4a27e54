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

  /// `grant`: running subsidies that a programme pays the home itself for its first winter (HomeBill::grant).
  [[nodiscard]] economy::SeasonBill of(int household, const HomeSeason& season, economy::Fen grant) const;

 private:
  [[nodiscard]] HomeSeason unheated(int household, const HomeSeason& season) const;

  const Scenario& c_;
  const Simulation& s_;
  const Mix& mix_;
};

}  // namespace hearthgrid::run
