#include "models/electricity/low_voltage/lv_candidates.hpp"

#include <algorithm>
#include <limits>

namespace hearthgrid::electricity {

LvCandidates::LvCandidates(int homes, bool lowest_only)
    : lowest(homes, std::numeric_limits<double>::infinity()),
      highest(homes, -std::numeric_limits<double>::infinity()),
      lowest_only_(lowest_only) {}

void LvCandidates::learn(const LvCandidate& seen) {
  for (size_t h = 0; h < lowest.size(); ++h) {
    lowest[h] = std::min(lowest[h], seen.lowest[h].high);
    highest[h] = std::max(highest[h], seen.highest[h].low);
  }
  unbalance = std::max(unbalance, seen.unbalance.low);
  loading = std::max(loading, seen.loading.low);
  neutral = std::max(neutral, seen.neutral.low);
  phase = std::max(phase, seen.phase.low);
}

bool LvCandidates::could_be_extreme(const LvCandidate& seen) const {
  if (lowest_only_) {
    const double least = *std::min_element(lowest.begin(), lowest.end());
    return std::any_of(seen.lowest.begin(), seen.lowest.end(), [&](const LvBounds& b) { return b.low <= least; });
  }
  if (seen.unbalance.high >= unbalance || seen.loading.high >= loading || seen.neutral.high >= neutral ||
      seen.phase.high >= phase) {
    return true;
  }
  for (size_t h = 0; h < lowest.size(); ++h) {
    if (seen.lowest[h].low <= lowest[h] || seen.highest[h].high >= highest[h]) return true;
  }
  return false;
}

void LvCandidates::prune() {
  waiting_.erase(std::remove_if(waiting_.begin(), waiting_.end(),
                                [this](const LvCandidate& seen) { return !could_be_extreme(seen); }),
                 waiting_.end());
}

}  // namespace hearthgrid::electricity
