#pragma once
// Steps that could still be an extreme of the season, with what is known of them: LvSeason's waiting room.

#include <cstdint>
#include <vector>

#include "models/electricity/low_voltage/lv_plan.hpp"

namespace hearthgrid::electricity {

/// A value that lies in [low, high].
struct LvBounds {
  double low = 0.0, high = 0.0;
};

/// A step as the screen saw it. Voltages in pu of the rated, currents in kW at no-load voltage.
struct LvCandidate {
  int64_t step = 0;
  std::vector<double> kw, kvar;           ///< per home
  std::vector<LvBounds> lowest, highest;  ///< per home
  LvBounds unbalance, loading, neutral, phase;
};

/// The best that is certain of every extreme, and the candidates that could be better.
class LvCandidates {
 public:
  /// `lowest_only`: the lowest voltage of all homes is the only extreme.
  explicit LvCandidates(int homes, bool lowest_only = false);
  /// Takes a step's bounds into account; of an exact result low = high.
  void learn(const LvCandidate& seen);
  [[nodiscard]] bool could_be_extreme(const LvCandidate& seen) const;
  void keep(LvCandidate&& seen) { waiting_.push_back(std::move(seen)); }
  /// Drops those that cannot be an extreme any more.
  void prune();
  [[nodiscard]] std::vector<LvCandidate>& waiting() { return waiting_; }
  /// No home's lowest voltage is above this, no highest below that; and so on.
  std::vector<double> lowest, highest;
  double unbalance = -1.0, loading = -1.0, neutral = -1.0, phase = -1.0;

 private:
  bool lowest_only_;
  std::vector<LvCandidate> waiting_;
};

}  // namespace hearthgrid::electricity
