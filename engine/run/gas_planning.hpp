#pragma once
// What a mix asks of a gas network beyond what stands there: pipes and regulators to enlarge, a storage or a satellite
// station for what the caps do not give, and how much of their rated input boilers draw together.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/io/gas/works_file.hpp"
#include "engine/run/block.hpp"
#include "engine/run/gas_facts.hpp"
#include "engine/run/gas_figures.hpp"
#include "models/gas/peak_storage.hpp"
#include "models/gas/sizing/gas_sizing.hpp"

namespace hearthgrid::run {

/// Groups of burners of about one size: neighbouring nodes of the network, taken together.
struct GasGroup {
  int size = 0;       ///< burners asked for
  int groups = 0;     ///< 0: nodes have more each, or the mix has fewer
  double mean = 0.0;  ///< of the groups' largest draw over their burners' full draws
  double largest = 0.0;
};

struct GasPlanning {
  std::vector<int64_t> design_steps;
  gas::GasSizing sizing;
  gas::StorageNeed storage;  ///< nothing where no cap is given
  gas::LngNeed lng;
  std::vector<GasGroup> groups;  ///< of GAS_GROUP_SIZES
};

inline constexpr int GAS_GROUP_SIZES[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

/// Of one mix; `home_m3h`: [home node of the facts][step]; `figures`: of its season. The network is designed for at
/// most four steps: of the largest draw, of the lowest pressure, of the most loaded regulator and of the fastest pipe.
[[nodiscard]] GasPlanning plan_gas(const SimulationInputs& inputs, const GasFacts& facts, const io::GasWorks& works,
                                   int mix, std::span<const float> home_m3h, const GasFigures& figures);

/// What all nodes want at a step [m3/h]: homes and other users.
[[nodiscard]] std::vector<double> wanted_at(const GasFacts& facts, std::span<const float> home_m3h, size_t steps,
                                            size_t step);

}  // namespace hearthgrid::run
