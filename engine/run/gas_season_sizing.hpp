#pragma once
// Pipes and regulators to enlarge so that a network serves what is wanted at every step of a season, those included
// that have no solution as it stands.
//
// The network is cut into parts that keep their limits by themselves (models/gas/sizing/sizing_parts.hpp). For each:
//
//   look at every step, all draws met           none breaks a limit: nothing is needed
//   design for the worst step that can be mended
//   look at every step again, with the works    add the worst that breaks a limit and can be mended, design for all of
//                                               them together, until there is none
//
// A step without a solution is worse than any with one, and the worse the more is wanted. A limit can be mended at a
// step if the widest pipes and the largest regulators keep it there. What is left tells the worst of the season.
//
// Caps by the hour and the day are no limit here: works are for all that is wanted, storages are for caps
// (area_storage.hpp).

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/io/gas/works_file.hpp"
#include "engine/run/gas_facts.hpp"
#include "models/gas/sizing/gas_sizing.hpp"

namespace hearthgrid::run {

/// Indices are those of the whole network; `step`: of the fault, or of the one that drives the work.
struct SeasonWork {
  gas::Enlargement work;
  int64_t step = 0;
};
struct SeasonFault {
  gas::SizingFault fault;
  int64_t step = 0;
};

struct SeasonSizing {
  gas::SizingStatus status = gas::SizingStatus::none_needed;
  std::vector<SeasonWork> works;  ///< pipes, then regulators, in their order
  std::vector<SeasonFault> left;  ///< broken with the works too, by limit and element
  double cost_cny = 0.0, lower_bound_cny = 0.0;
  gas::GasNetwork network;                   ///< with the works
  int64_t design_steps = 0;                  ///< steps that some part is designed for
  int64_t steps_broken = 0, steps_left = 0;  ///< some limit is broken: as it stands, with the works
  int parts_given_up = 0;                    ///< still broken at steps that could be mended, see SeasonSizingOptions
};

struct SeasonSizingOptions {
  int threads = 0;                  ///< 0 = all
  std::function<bool()> stop = {};  ///< asked before each part; may be empty
  int most_steps = 12;              ///< to design a part for
};

/// `home_m3h`: [home node of the facts][step]. Throws Interrupted when asked to stop.
[[nodiscard]] SeasonSizing size_season(const GasFacts& facts, const io::GasWorks& works,
                                       std::span<const float> home_m3h, size_t steps,
                                       const SeasonSizingOptions& options = {});

}  // namespace hearthgrid::run
