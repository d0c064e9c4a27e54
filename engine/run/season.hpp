#pragma once
// A home's season in one mix: the pair it ends with, and what it used before if it converted inside the season.

#include <array>

#include "engine/run/block.hpp"

namespace hearthgrid::run {

struct HomeSeason {
  double heat_kwh = 0.0, unmet_kwh = 0.0;
  double heater_kwh = 0.0, heater_valley_kwh = 0.0;       ///< electricity of the heaters
  double base_kwh = 0.0, base_valley_kwh = 0.0;           ///< all other electricity
  int bins = 0;                                           ///< of the tariff (price_bins.hpp); 0: day and valley suffice
  std::array<double, economy::MAX_PRICE_BINS> bin_kwh{};  ///< all electricity
  double gas_m3 = 0.0, coal_kg = 0.0, pellet_kg = 0.0, wood_kg = 0.0, straw_kg = 0.0;
  double briquette_kg = 0.0, semi_coke_kg = 0.0;  ///< within coal_kg
  double share_after = 1.0;                       ///< of the season that the home heated as it does in later winters
  double peak_kw = 0.0;
  double mean_indoor_c = 0.0, min_indoor_c = 0.0;
  double cooling_kwh = 0.0, peak_cooling_kw = 0.0;  ///< of heaters that cool too
  double hours_below_14 = 0.0, hours_below_10 = 0.0;
  double hot_water_kwh = 0.0;                                      ///< made by the heater
  double gain_kwh = 0.0, radiant_kwh = 0.0, extra_loss_kwh = 0.0;  ///< see PairResult

  /// Fuel burned [MJ, lower heating value] in the heater the season began with (0) and the one it ended with (1).
  struct Burned {
    int technology = -1;
    double fuel_mj = 0.0;
  } burned[2];

  /// Of all that, what the heater used that the home ends the season with: grants by quantity are for it alone.
  struct Used {
    double electricity_kwh = 0.0, gas_m3 = 0.0;
    double clean_fuel_kg = 0.0;  ///< pellets, briquettes, semi-coke
  } last;

  [[nodiscard]] double electricity_kwh() const { return heater_kwh + base_kwh; }
};

/// The season of a household in a mix, from the simulated pairs.
[[nodiscard]] HomeSeason home_season(const Simulation& simulation, int mix, int household);

/// A later winter of the same weather: what the home ends this season with, or is converted to before the next, runs
/// from the first day. The plan simulates that winter beside this one.
[[nodiscard]] HomeSeason later_season(const Simulation& simulation, int mix, int household);

}  // namespace hearthgrid::run
