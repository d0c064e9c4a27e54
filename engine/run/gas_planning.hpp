#pragma once
// What a mix asks of a gas network beyond what stands there: pipes and regulators to enlarge, a storage or a satellite
// station for what the caps do not give, and how much of their rated input boilers draw together.

#include <span>
#include <vector>

#include "engine/io/gas/works_file.hpp"
#include "engine/run/block.hpp"
#include "engine/run/gas_area_storage.hpp"
#include "engine/run/gas_facts.hpp"
#include "engine/run/gas_season_sizing.hpp"

namespace hearthgrid::run {

/// Groups of burners of about one size: neighbouring nodes of the network, taken together.
struct GasGroup {
  int size = 0;       ///< burners asked for
  int groups = 0;     ///< 0: nodes have more each, or the mix has fewer
  double mean = 0.0;  ///< of the groups' largest draw over their burners' full draws
  double largest = 0.0;
};

struct GasPlanning {
  SeasonSizing sizing;
  std::vector<AreaStorage> storages;  ///< by area of the facts
  std::vector<GasGroup> groups;       ///< of GAS_GROUP_SIZES
};

inline constexpr int GAS_GROUP_SIZES[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

/// Of one mix; `home_m3h`: [home node of the facts][step] of its season. Throws Interrupted when asked to stop.
[[nodiscard]] GasPlanning plan_gas(const SimulationInputs& inputs, const GasFacts& facts, const io::GasWorks& works,
                                   int mix, std::span<const float> home_m3h, const SeasonSizingOptions& options);

}  // namespace hearthgrid::run
