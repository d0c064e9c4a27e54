#pragma once
// Counters that a pass over a transformer's load feeds step by step: peaks of means over clock windows, hours and
// events above a threshold.

#include <algorithm>
#include <cmath>

namespace hearthgrid::electricity {

/// Largest apparent power of the mean active and reactive power over consecutive windows of fixed length. A step that
/// crosses the end of a window is shared out. Windows shorter than a step see the step's own mean.
class WindowPeak {
 public:
  WindowPeak(double window_min, double step_min)
      : window_min_(std::max(window_min, step_min)), step_min_(step_min), left_min_(window_min_) {}

  void add(double kw, double kvar) {
    double rest_min = step_min_;
    while (rest_min >= left_min_) {
      take(kw, kvar, left_min_);
      rest_min -= left_min_;
      close(window_min_);
    }
    take(kw, kvar, rest_min);
    left_min_ -= rest_min;
  }

  /// The peak; a last window that is not full counts with the mean of what it holds.
  [[nodiscard]] double peak_kva() {
    if (left_min_ < window_min_) close(window_min_ - left_min_);
    return std::sqrt(peak_squared_);
  }

 private:
  void take(double kw, double kvar, double minutes) {
    kw_min_ += kw * minutes;
    kvar_min_ += kvar * minutes;
  }
  void close(double minutes) {
    const double kw = kw_min_ / minutes;
    const double kvar = kvar_min_ / minutes;
    peak_squared_ = std::max(peak_squared_, kw * kw + kvar * kvar);
    kw_min_ = 0.0;
    kvar_min_ = 0.0;
    left_min_ = window_min_;
  }

  double window_min_;
  double step_min_;
  double left_min_;
  double kw_min_ = 0.0;
  double kvar_min_ = 0.0;
  double peak_squared_ = 0.0;
};

/// Hours above a threshold, and unbroken runs above it that last a given time or longer.
class ExceedanceCounter {
 public:
  ExceedanceCounter(double step_min, double event_min) : step_min_(step_min), event_min_(event_min) {}

  void add(bool above) {
    run_steps_ = above ? run_steps_ + 1 : 0;
    steps_ += above ? 1 : 0;
    const double run_min = run_steps_ * step_min_;
    events_ += above && run_min >= event_min_ && run_min - step_min_ < event_min_ ? 1 : 0;
  }

  [[nodiscard]] double hours() const { return steps_ * step_min_ / 60.0; }
  [[nodiscard]] int events() const { return events_; }

 private:
  double step_min_;
  double event_min_;
  int run_steps_ = 0;
  int steps_ = 0;
  int events_ = 0;
};

}  // namespace hearthgrid::electricity
