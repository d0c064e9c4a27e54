#pragma once
// What a mix comes to, village by village: energy, air, money.

#include <vector>

#include "engine/run/load.hpp"
#include "engine/run/mix_air.hpp"
#include "models/economy/ledger.hpp"

namespace hearthgrid::run {

struct VillageAccount {
  int households = 0, converted = 0;
  double heat_kwh = 0.0, unmet_kwh = 0.0, electricity_kwh = 0.0;
  double gas_m3 = 0.0, coal_kg = 0.0, pellet_kg = 0.0, wood_kg = 0.0, straw_kg = 0.0;
  double mean_indoor_c = 0.0, hours_below_14 = 0.0, hours_below_10 = 0.0;  ///< means over homes
  double bill_cny = 0.0;                                                   ///< mean over homes
  AirUse air_use;  ///< what emissions hang on beside factors and plants
  EmissionLevels emissions;
  economy::Ledger ledger;  ///< all years
};

/// Reckons one mix, homes in canonical order; `bills` receives each household's payable bill of a season [CNY].
/// `upgrade_cost_cny` is what each village's transformers need in this mix; the utility pays it in the first year.
/// `plants` are those behind each village's meters; `homes_kg`, if it is not null, receives
/// [household][pollutant][place] by the central factors.
[[nodiscard]] std::vector<VillageAccount> account_mix(const Scenario& scenario, const Simulation& simulation, int mix,
                                                      const std::vector<double>& upgrade_cost_cny,
                                                      std::vector<float>& bills,
                                                      const std::vector<VillagePlants>& plants = {},
                                                      std::vector<float>* homes_kg = nullptr);

}  // namespace hearthgrid::run
