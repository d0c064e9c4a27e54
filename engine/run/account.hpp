#pragma once
// What a mix comes to, village by village: energy, air, money.

#include <array>
#include <vector>

#include "engine/run/load.hpp"
#include "engine/run/mix_air.hpp"
#include "engine/run/mix_money.hpp"
#include "models/economy/ledger.hpp"

namespace hearthgrid::run {

/// Means over homes of HomeBill [CNY].
struct BillMeans {
  double gross_cny = 0.0, payable_cny = 0.0, grant_cny = 0.0, later_cny = 0.0;
};

struct VillageAccount {
  int households = 0, converted = 0;
  double heat_kwh = 0.0, unmet_kwh = 0.0, electricity_kwh = 0.0;
  double gas_m3 = 0.0, coal_kg = 0.0, pellet_kg = 0.0, wood_kg = 0.0, straw_kg = 0.0;
  double mean_indoor_c = 0.0, hours_below_14 = 0.0, hours_below_10 = 0.0;  ///< means over homes
  BillMeans bills, converted_bills;                                        ///< over all homes; over those it converts
  AirUse air_use;  ///< what emissions hang on beside factors and plants
  EmissionLevels emissions;
  std::array<double, emission::POLLUTANTS> later_kg{};  ///< of a later winter (later_season), all places, central
  economy::Fen missed_grant = 0;                        ///< HomeBill::missed, sum
  economy::Ledger ledger;                               ///< all years
};

/// What a mix's money comes to beside the villages' accounts.
struct MoneyFigures {
  std::vector<float> gross_cny, payable_cny, grant_cny, later_cny;  ///< [household]: HomeBill
  std::vector<economy::Fen> grant, outlay;                          ///< [household]: likewise, in whole fen
  BudgetOutcome budget;
};

/// Reckons one mix, homes in canonical order. `plants` are those behind each village's meters; `money` receives each
/// household's bill and what budgets allow; `homes_kg`, if it is not null, [household][pollutant][place] by the central
/// factors.
[[nodiscard]] std::vector<VillageAccount> account_mix(const Scenario& scenario, const Simulation& simulation, int mix,
                                                      const NetworkWorks& works,
                                                      const std::vector<VillagePlants>& plants, MoneyFigures& money,
                                                      std::vector<float>* homes_kg = nullptr);

}  // namespace hearthgrid::run
