#pragma once
// Each home's largest electric power by mix, as means over a step, a clock quarter, half hour and hour.

#include <array>
#include <cstddef>
#include <vector>

#include "engine/run/home_watcher.hpp"

namespace hearthgrid::run {

class HomePeaks : public HomeWatcher {
 public:
  static constexpr int WINDOWS = 4;  ///< a step, 15, 30 and 60 minutes

  /// `step_minutes` divides 15; steps_per_day whole hours.
  HomePeaks(int mixes, int homes, int step_minutes, int steps_per_day);

  void take(const HomeLoad& load) override;

  /// Of a window and mix, by home [kW].
  [[nodiscard]] const float* row(int window, int mix) const {
    return peak_kw_[window].data() + static_cast<size_t>(mix) * homes_;
  }
  [[nodiscard]] int homes() const { return homes_; }

 private:
  [[nodiscard]] std::array<double, WINDOWS> peaks_of(const double* base_kw, const double* heater_kw) const;

  int homes_, per_quarter_, steps_;
  std::array<std::vector<float>, WINDOWS> peak_kw_;  // [mix][home]
};

}  // namespace hearthgrid::run
