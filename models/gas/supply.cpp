#include "models/gas/supply.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace hearthgrid::gas {
namespace {

constexpr int64_t HOURS_PER_DAY = 24;

/// Counts a season hour by hour.
class SupplyCounter {
 public:
  explicit SupplyCounter(const SupplyLimits& limits)
      : hourly_(limits.hourly_m3h.value_or(std::numeric_limits<double>::infinity())),
        daily_(limits.daily_m3.value_or(std::numeric_limits<double>::infinity())) {}

  /// `hours`: length of the hour, below 1 only for a last one that is cut off.
  void add_hour(double drawn_m3, double hours, int64_t first_step) {
    result_.total_m3 += drawn_m3;
    if (drawn_m3 / hours > result_.peak_hour_m3h) {
      result_.peak_hour_m3h = drawn_m3 / hours;
      result_.peak_hour_start = first_step;
    }
    const double deliverable_m3 = hourly_ * hours;
    if (drawn_m3 > deliverable_m3) {
      ++result_.hours_above_cap;
      result_.excess_m3 += drawn_m3 - deliverable_m3;
    }
    const double wanted_m3 = lent_m3_ + drawn_m3;
    const double delivered_m3 = std::min({wanted_m3, deliverable_m3, daily_ - delivered_today_m3_});
    delivered_today_m3_ += delivered_m3;
    lent_m3_ = wanted_m3 - delivered_m3;
    result_.storage_needed_m3 = std::max(result_.storage_needed_m3, lent_m3_);
    drawn_today_m3_ += drawn_m3;
    if (++hour_of_day_ == HOURS_PER_DAY) close_day();
  }

  void add_step(double draw_m3h) { result_.peak_step_m3h = std::max(result_.peak_step_m3h, draw_m3h); }

  [[nodiscard]] SupplyResult result() {
    if (hour_of_day_ > 0) close_day();
    return result_;
  }

 private:
  void close_day() {
    if (drawn_today_m3_ > result_.peak_day_m3) {
      result_.peak_day_m3 = drawn_today_m3_;
      result_.peak_day = day_;
    }
    if (drawn_today_m3_ > daily_) {
      ++result_.days_above_cap;
      result_.daily_excess_m3 += drawn_today_m3_ - daily_;
    }
    drawn_today_m3_ = 0.0;
    delivered_today_m3_ = 0.0;
    hour_of_day_ = 0;
    ++day_;
  }

  SupplyResult result_;
  double hourly_;
  double daily_;
  double lent_m3_ = 0.0;  ///< taken from the storage and not yet given back
  double drawn_today_m3_ = 0.0;
  double delivered_today_m3_ = 0.0;
  int64_t hour_of_day_ = 0;
  int64_t day_ = 0;
};

}  // namespace

SupplyResult assess_supply(std::span<const double> draw_m3h, double step_min, const SupplyLimits& limits) {
  const double steps_per_hour = step_min > 0.0 ? 60.0 / step_min : 0.0;
  if (steps_per_hour < 1.0 || steps_per_hour != std::floor(steps_per_hour)) {
    throw std::invalid_argument("a step of gas draw has to divide an hour");
  }
  const auto per_hour = static_cast<size_t>(steps_per_hour);
  const double step_h = step_min / 60.0;
  SupplyCounter counter(limits);
  for (size_t first = 0; first < draw_m3h.size(); first += per_hour) {
    const auto hour = draw_m3h.subspan(first, std::min(per_hour, draw_m3h.size() - first));
    double sum_m3h = 0.0;
    for (const double draw : hour) {
      counter.add_step(draw);
      sum_m3h += draw;
    }
    const double hours = hour.size() == per_hour ? 1.0 : static_cast<double>(hour.size()) * step_h;
    counter.add_hour(sum_m3h * step_h, hours, static_cast<int64_t>(first));
  }
  return counter.result();
}

double simultaneity(std::span<const double> draw_m3h, std::span<const double> rated_input_m3h) {
  double rated_m3h = 0.0;
  for (const double rated : rated_input_m3h) rated_m3h += rated;
  double peak_m3h = 0.0;
  for (const double draw : draw_m3h) peak_m3h = std::max(peak_m3h, draw);
  return rated_m3h > 0.0 ? peak_m3h / rated_m3h : 0.0;
}

}  // namespace hearthgrid::gas
