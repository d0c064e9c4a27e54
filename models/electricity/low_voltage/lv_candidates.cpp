#include "models/electricity/low_voltage/lv_candidates.hpp"

#include <algorithm>
#include <limits>

namespace hearthgrid::electricity {

LvCandidates::LvCandidates(LvExtremes which)
    : extremes(which), sure(extremes.count(), -std::numeric_limits<double>::infinity()) {}

void LvCandidates::prune() {
  for (LvCandidate& candidate : waiting_) {
    const auto beaten = [this](const LvClaim& claim) { return !possible(claim); };
    candidate.claims.erase(std::remove_if(candidate.claims.begin(), candidate.claims.end(), beaten),
                           candidate.claims.end());
  }
  const auto idle = [](const LvCandidate& candidate) { return candidate.claims.empty(); };
  waiting_.erase(std::remove_if(waiting_.begin(), waiting_.end(), idle), waiting_.end());
}

void LvCandidates::prune_crowd() {
  if (waiting_.size() < crowd_) return;
  prune();
  crowd_ = 64 + 2 * waiting_.size();
}

}  // namespace hearthgrid::electricity
