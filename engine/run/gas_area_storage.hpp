#pragma once
// Storages or satellite stations that cover what supplies do not give, in each area of a gas network.

#include <span>
#include <string>
#include <vector>

#include "engine/run/gas_facts.hpp"
#include "models/gas/peak_storage.hpp"

namespace hearthgrid::run {

/// An area's name: its supplies, "gate" or "east + west"; of many the first three and how many more.
[[nodiscard]] std::string area_name(const GasFacts& facts, size_t area);

/// What an area's supplies give at most together: in an hour the least of each one's caps and capacity, summed; in a
/// day likewise. Absent where one of them has no limit of any kind. A capacity counts by the hour: what a step draws
/// beyond it within an hour whose mean is below is not seen.
///
/// Of supplies whose caps are of different kinds this is a bound: one by the hour and one by the day may give less in
/// some hours than both together by the day.
[[nodiscard]] gas::SupplyLimits storage_limits(const GasFacts& facts, size_t area);

struct AreaStorage {
  gas::SupplyLimits limits;
  double wanted_m3 = 0.0;  ///< of the season
  gas::StorageNeed need;
  gas::LngNeed lng;
};

/// By area of the facts, of one mix. `home_m3h`: [home node of the facts][step]. What is wanted where no supply reaches
/// is in none. The county's caps hold for all areas together.
[[nodiscard]] std::vector<AreaStorage> storages_of(const GasFacts& facts, const gas::LngTerms& lng,
                                                   std::span<const float> home_m3h, size_t steps);

/// All of them: sums; days on which any sends out.
[[nodiscard]] AreaStorage together(std::span<const AreaStorage> areas);

}  // namespace hearthgrid::run
