#pragma once
// Draw of gas against what the supplier delivers: caps by hour and by day, the peak hour and day, and the storage that
// would carry the draw over the caps. Pressures are not in here: every draw is met, the shortfall is counted.
//
//   S(t)  = max(0, S(t - 1) + draw(t) - delivered(t)),   S = 0 at the start (storage full)
//   delivered(t) <= hourly cap, sum of a day's delivered <= daily cap; spare delivery refills the storage
//   storage needed = max over t of S(t)
//
// Taking as early as the caps allow is best, since storage holds what is not needed yet; so this is the smallest
// storage for which the season is served, equal to the largest excess of draw over possible delivery in any stretch of
// hours.

#include <cstdint>
#include <optional>
#include <span>

namespace hearthgrid::gas {

/// What the supplier delivers at most; m3 at 20 degC and 101.325 kPa. An absent cap does not bind.
struct SupplyLimits {
  std::optional<double> hourly_m3h;
  std::optional<double> daily_m3;
};

/// Peaks, and what goes beyond the caps. Hours and days are those of the clock, counted from the first step given,
/// which has to be a midnight; a last hour or day that is not whole counts with what it holds.
struct SupplyResult {
  double total_m3 = 0.0;
  double peak_step_m3h = 0.0;  ///< largest mean draw of a step
  double peak_hour_m3h = 0.0;
  int64_t peak_hour_start = 0;  ///< first step of the peak hour
  double peak_day_m3 = 0.0;
  int64_t peak_day = 0;  ///< days since the first step
  int64_t hours_above_cap = 0;
  int64_t days_above_cap = 0;
  double excess_m3 = 0.0;          ///< drawn beyond the hourly cap, summed over the hours
  double daily_excess_m3 = 0.0;    ///< drawn beyond the daily cap, summed over the days
  double storage_needed_m3 = 0.0;  ///< full at the start; carries the draw over both caps
};

/// `draw_m3h`: mean draw of each step; `step_min` divides an hour or is one. Throws std::invalid_argument otherwise.
[[nodiscard]] SupplyResult assess_supply(std::span<const double> draw_m3h, double step_min, const SupplyLimits& limits);

/// Largest draw of all appliances together over the sum of their rated inputs [m3/h]; 0 without appliances.
[[nodiscard]] double simultaneity(std::span<const double> draw_m3h, std::span<const double> rated_input_m3h);

}  // namespace hearthgrid::gas
