#pragma once
// A storage beside the supply: a gas holder refilled from what the caps leave, or a satellite station for liquefied gas
// (LNG) refilled by truck. How a given one runs through a season, and the smallest that leaves nobody short.
//
// By day, known ahead: the supply gives what its caps allow, the storage the rest, as evenly over the day as the hourly
// cap lets it, so that the send-out rate is the least that will do:
//   u(t) = min(draw(t), max(draw(t) - hourly cap, v)),   v the least with  sum u >= sum draw - daily cap
// and refilling takes, as early as it can, what caps, refill rate and room leave: gas kept early is never worse. Trucks
// bring gas at any hour, at most a day's loads. What send-out and content do not cover stays unserved.
//
// Hours are the clock's, from the first step on, which is a midnight. m3 at 20 degC and 101.325 kPa.
// Not modelled: boil-off, heel, the vaporiser's own gas, trucks that cannot come in snow.

#include <cstdint>
#include <span>
#include <vector>

#include "models/gas/network/gas_network.hpp"
#include "models/gas/supply.hpp"

namespace hearthgrid::gas {

/// All stated by whoever asks.
struct PeakStorage {
  double volume_m3 = UNLIMITED;  ///< of gas that can be sent out
  double send_out_m3h = UNLIMITED;
  double refill_m3h = UNLIMITED;  ///< from what the supply's caps leave
  double trucks_m3_day = 0.0;     ///< brought by road where there is room, besides
  double initial_fill = 1.0;      ///< share of the volume
};

struct StorageSeason {
  double sent_out_m3 = 0.0, refilled_m3 = 0.0, trucked_m3 = 0.0;
  double unserved_m3 = 0.0;  ///< beyond caps and storage
  int64_t hours_unserved = 0;
  double largest_send_out_m3h = 0.0;
  double most_missing_m3 = 0.0;  ///< of gas in the storage, below full
  double last_missing_m3 = 0.0;  ///< at the season's end
  double largest_day_m3 = 0.0;   ///< sent out
  int64_t days_used = 0;
  std::vector<double> send_out_m3h;  ///< by hour
};

/// Throws std::invalid_argument as assess_supply does, and for terms below 0 or a fill above 1.
[[nodiscard]] StorageSeason run_storage(std::span<const double> draw_m3h, double step_min, const SupplyLimits& limits,
                                        const PeakStorage& storage);

/// The smallest that leaves nobody short. With refilling unlimited and full at the start `volume_m3` is
/// SupplyResult::storage_needed_m3.
struct StorageNeed {
  double volume_m3 = 0.0;  ///< infinite: no volume will do with this initial fill and refilling
  double send_out_m3h = 0.0;
  StorageSeason season;  ///< with both
};

/// Of `terms` refilling, trucks and initial fill are taken.
[[nodiscard]] StorageNeed size_storage(std::span<const double> draw_m3h, double step_min, const SupplyLimits& limits,
                                       const PeakStorage& terms);

/// Liquefied gas: stated, or from the gas (a tonne is 1000 kg over the density of the gas).
struct LngTerms {
  double gas_m3_per_tonne = 0.0;
  double liquid_kg_m3 = 0.0;
  double truck_tonnes = 0.0;
  double tank_fill = 0.9;  ///< share of a tank that may be filled
};

struct LngNeed {
  double tonnes = 0.0;      ///< sent out over the season
  int64_t truck_loads = 0;  ///< for that
  int64_t loads_on_the_worst_day = 0;
  double tank_tonnes = 0.0;
  double tank_m3 = 0.0;  ///< geometric
};

/// What a storage of the season is as a satellite station. Throws std::invalid_argument for terms that are not above 0.
[[nodiscard]] LngNeed lng_of(const StorageNeed& need, const LngTerms& terms);

}  // namespace hearthgrid::gas
