#pragma once
// Steps of a screened season whose apparent power decides something: the season's largest, or on which side of a share
// of the rated power a step lies. The screen gives a step's power within a bound; those within it of the largest or of
// a level are solved exactly.

#include <Eigen/Core>
#include <array>

namespace hearthgrid::electricity {

/// Shares of rated power whose hours are counted (transformer_season.hpp).
inline constexpr std::array<double, 2> LOADING_LEVELS = {0.8, 1.0};

/// What the screen gives of a day, by step.
struct LvDayPower {
  int steps = 0;
  const float *flags = nullptr, *kw = nullptr, *kvar = nullptr;
  const float* kva_bound = nullptr;  ///< by which the apparent power may be off
};

class LvLevels {
 public:
  /// Of a transformer of `rated_kva`; 0: nothing is decided.
  explicit LvLevels(double rated_kva) : rated_kva_(rated_kva) {}

  /// Looks at the steps of a day with flags below `unsure`.
  void mark(const LvDayPower& day, float unsure);
  /// Whether that found any step undecided.
  [[nodiscard]] bool any_marked() const { return any_marked_; }
  /// Whether it found this one so: it could be the largest so far, or lie on either side of a level.
  [[nodiscard]] bool marked(int step) const { return any_marked_ && marks_[step]; }
  /// A step's power as the exact flow gives it.
  void see_exact(double kva) { sure_kva_ = kva > sure_kva_ ? kva : sure_kva_; }

 private:
  double rated_kva_;
  double sure_kva_ = 0.0;  // the season's largest is no smaller
  bool any_marked_ = false;
  Eigen::ArrayXf kva_, within_;                  // per step of the day
  Eigen::Array<bool, Eigen::Dynamic, 1> marks_;  // same
};

}  // namespace hearthgrid::electricity
