#pragma once
// Diversity of homes: after-diversity maximum demand and coincidence factor by group size.
//
//   ADMD(N) = max_t sum_i P_i(t) / N        c(N) = max_t sum_i P_i(t) / sum_i max_t P_i(t)        (i: the N homes)
//
// The means over whole disjoint groups of N homes in the order given. ADMD(2N) never exceeds ADMD(N) over the same
// homes.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hearthgrid::electricity {

struct Coincidence {
  int group_size = 0;
  int groups = 0;                ///< how many disjoint groups the means are over
  double admd_kw = 0.0;          ///< mean over the groups
  double lowest_admd_kw = 0.0;   ///< of a single group
  double highest_admd_kw = 0.0;  ///< of a single group
  double coincidence = 0.0;      ///< mean over the groups; 0 where nobody draws
};

/// `power_kw`: one row of `steps` per home, rows one after the other. `counted`: one entry per step, zero leaves the
/// step out (a temperature bin); empty counts all. One result per group size, in the order given; sizes above the
/// number of homes give no groups and zeros. Throws std::invalid_argument where the shapes do not fit or a size is
/// below 1.
[[nodiscard]] std::vector<Coincidence> coincidence(std::span<const float> power_kw, size_t steps,
                                                   std::span<const int> group_sizes,
                                                   std::span<const uint8_t> counted = {});

}  // namespace hearthgrid::electricity
