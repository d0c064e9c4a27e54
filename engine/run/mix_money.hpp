#pragma once
// The money of a mix, village by village: bills, what conversions cost and who pays for them.

#include <array>
#include <map>
#include <tuple>
#include <vector>

#include "engine/run/load.hpp"
#include "engine/run/season.hpp"
#include "models/economy/ledger.hpp"

namespace hearthgrid::run {

/// Books one mix. Users of a village who share a conversion clause are granted their subsidy as a group.
class MixMoney {
 public:
  /// `capital_factor` multiplies what conversions cost, before grants are reckoned from it.
  MixMoney(const Scenario& scenario, const Simulation& simulation, int mix, double capital_factor = 1.0);

  /// Bills a home's season and books its conversion, if it has one; homes in canonical order. What its people pay of
  /// the season's energy.
  economy::Fen add_home(int household, const HomeSeason& season);

  /// A village's book of all years, once all homes are added. `upgrade_cost_cny` is what its transformers need; the
  /// utility pays it in the first year.
  [[nodiscard]] economy::Ledger of_village(int village, double upgrade_cost_cny) const;

 private:
  // A village's bills of one season.
  struct Energy {
    economy::Fen electricity = 0, gas = 0, coal = 0, pellets = 0, wood = 0, straw = 0;
    std::array<economy::Fen, economy::PAYERS> electricity_subsidy{}, gas_subsidy{};
  };

  [[nodiscard]] const Option& option_of(int pair) const;
  [[nodiscard]] const Option& after(int household) const;
  [[nodiscard]] const Option& installed(int household) const;
  economy::Fen bill(int household, const HomeSeason& season);
  void invest(int household, const HomeSeason& season);
  double pay(const Household& home, const economy::CatalogueEntry& entry, double area_m2, double rated_kw);
  void insulate(const Household& home, int envelope);
  void book_energy(economy::Ledger& ledger, const Energy& sum) const;
  void grant(int village, economy::Ledger& ledger) const;

  const Scenario& c_;
  const Simulation& s_;
  int mix_, year_, years_;
  double capital_factor_;
  std::vector<const economy::CatalogueEntry*> entry_;                           // per technology: its prices
  std::vector<Energy> energy_;                                                  // per village
  std::vector<economy::Ledger> works_;                                          // per village: what conversions cost
  std::map<std::tuple<int, int, bool>, std::vector<economy::GrantUse>> users_;  // by village, clause, institution
};

/// The year in which the season begins: year 0 of the money.
[[nodiscard]] int first_year(const Scenario& scenario);

}  // namespace hearthgrid::run
