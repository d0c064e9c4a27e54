#pragma once
// Steps of a screened season whose apparent power decides something: the season's largest, or on which side of a share
// of the rated power a step lies. The screen gives a step's power within KVA_TOLERANCE; these are solved exactly.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hearthgrid::electricity {

/// Shares of rated power whose hours are counted (transformer_season.hpp).
inline constexpr std::array<double, 2> LOADING_LEVELS = {0.8, 1.0};

class LvLevels {
 public:
  /// Of a transformer of `rated_kva`; 0: nothing is decided.
  explicit LvLevels(double rated_kva) : rated_kva_(rated_kva) {}

  /// Whether a step of about this power could be the largest so far, or lie on either side of a level.
  [[nodiscard]] bool undecided(double kva) const;
  void see(double kva) { largest_kva_ = kva > largest_kva_ ? kva : largest_kva_; }

  /// Looks at a day: active and reactive power by step of those with flags below `unsure`.
  void mark(int steps, const float* flags, float unsure, const float* kw, const float* kvar);
  /// Whether that found any step undecided.
  [[nodiscard]] bool any_marked() const { return any_marked_; }
  /// Whether it found this one so.
  [[nodiscard]] bool marked(int step) const { return !marks_.empty() && marks_[static_cast<size_t>(step)] != 0; }

 private:
  [[nodiscard]] double least_undecided_kva() const;

  double rated_kva_;
  double largest_kva_ = 0.0;
  bool any_marked_ = false;
  std::vector<double> kva_;     // per step of the day
  std::vector<uint8_t> marks_;  // per step of the day; empty: none
};

}  // namespace hearthgrid::electricity
