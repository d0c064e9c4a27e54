#pragma once
// Diversity of homes: after-diversity maximum demand and coincidence factor by group size and by kind of day.
//
//   ADMD(N) = max_t sum_i P_i(t) / N        c(N) = max_t sum_i P_i(t) / sum_i max_t P_i(t)        (i: the N homes)
//
// over the steps t of the days of a bin. `mean` is that of whole disjoint groups of N distinct homes in the order
// given; ADMD(2N) never exceeds ADMD(N) over the same homes. p05 and p95 say how groups of N differ: of groups drawn
// from the homes with replacement (a bootstrap; the first N homes of one draw are its group of N, so that a draw's
// groups are nested). A home drawn twice lifts the peak of a large group a little; the band is therefore laid around
// `mean` by what the draws' quantiles lie off the draws' own mean.
//
// Cost: (draws x largest size + sizes x homes) x steps additions, each step looked at: no step is passed over, so the
// peaks are exact.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hearthgrid::electricity {

/// What homes draw, and the days that are looked at together.
struct HomeLoads {
  std::vector<std::span<const float>> homes_kw;  ///< per home: whole days of steps, all of one length
  size_t steps_per_day = 0;
  std::vector<std::vector<int>> bins;  ///< per bin: its days, from 0; a day may lie in several
};

struct Spread {
  double mean = 0.0, p05 = 0.0, p95 = 0.0;
};

struct Coincidence {
  int group_size = 0;
  int groups = 0;  ///< how many disjoint groups the means are over
  Spread admd_kw;
  Spread factor;  ///< 0 where nobody draws
};

/// Which groups are drawn for the bands: a pure function of seed and name.
struct Resampling {
  uint32_t seed = 0;
  uint64_t name_hash = 0;
  int draws = 200;  ///< the standard error of a 5 % quantile is then 1.5 % of the draws
};

/// [group size][bin], sizes in the order given. Sizes above the number of homes give no groups and zeros, as do bins
/// without days. Throws std::invalid_argument where the shapes do not fit, a size is below 1 or sizes do not ascend.
[[nodiscard]] std::vector<Coincidence> coincidence(const HomeLoads& loads, std::span<const int> group_sizes,
                                                   const Resampling& resampling);

}  // namespace hearthgrid::electricity
