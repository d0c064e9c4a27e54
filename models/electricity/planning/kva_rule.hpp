#pragma once
// How many kVA a transformer needs per home: the design rule that planners use, from simulated homes.
//
// For N homes of one technology, envelope and climate, with ADMD(N) the peak of the 15-minute mean of N homes over N
// (coincidence.hpp), a power factor and a loading limit,
//     kVA per home = ADMD(N) / (power factor x loading limit).
// The band is that of groups of N homes drawn with replacement (5 and 95 %).

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/electricity/coincidence.hpp"

namespace hearthgrid::electricity {

struct KvaRuleInput {
  std::vector<std::span<const float>> homes_kw;  ///< per home: whole days of steps, all of one length
  double step_min = 15.0;                        ///< has to divide a day; shorter steps are averaged to 15 minutes
  double power_factor = 0.95;                    ///< of homes together; assumed
  double loading_limit = 0.8;                    ///< of rated power; assumed, as in SizingRule
  std::string series = "S13";                    ///< that sizes are taken from
};

struct KvaRule {
  int homes = 0;   ///< N
  int groups = 0;  ///< disjoint groups of N that the means are over; 0: too few homes, the rest is 0
  Spread admd_kw;
  Spread coincidence;
  Spread kva_per_home;
  std::optional<double> standard_kva;  ///< smallest size of the series for N homes at the 95 % value; none: too large
};

/// One row per N; `numbers` ascend. Throws std::invalid_argument where shapes do not fit, or power factor or limit are
/// outside (0, 1] and (0, 2].
[[nodiscard]] std::vector<KvaRule> kva_per_home(const KvaRuleInput& input, std::span<const int> numbers,
                                                const Resampling& resampling);

}  // namespace hearthgrid::electricity
