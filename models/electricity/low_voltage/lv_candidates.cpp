#include "models/electricity/low_voltage/lv_candidates.hpp"

#include <algorithm>
#include <limits>

namespace hearthgrid::electricity {

LvCandidates::LvCandidates(LvExtremes which)
    : extremes(which), sure(extremes.count(), -std::numeric_limits<double>::infinity()), fresh_(extremes.count(), 0) {}

void LvCandidates::drop_beaten(LvCandidate& candidate) const {
  const auto beaten = [this](const LvClaim& claim) { return !possible(claim); };
  candidate.claims.erase(std::remove_if(candidate.claims.begin(), candidate.claims.end(), beaten),
                         candidate.claims.end());
}

void LvCandidates::prune() {
  for (LvCandidate& candidate : waiting_) drop_beaten(candidate);
  size_t left = 0;
  for (LvCandidate& candidate : waiting_) {
    if (candidate.claims.empty()) {
      spare_.push_back(std::move(candidate));
    } else if (&waiting_[left++] != &candidate) {
      waiting_[left - 1] = std::move(candidate);
    }
  }
  waiting_.resize(left);
}

LvCandidate LvCandidates::reuse() {
  if (spare_.empty()) return {};
  LvCandidate out = std::move(spare_.back());
  spare_.pop_back();
  return out;
}

void LvCandidates::prune_crowd() {
  if (waiting_.size() < crowd_) return;
  prune();
  crowd_ = 64 + 2 * waiting_.size();
}

}  // namespace hearthgrid::electricity
