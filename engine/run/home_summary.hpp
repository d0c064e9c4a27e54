#pragma once
// What a home's series come to: peaks by the hour, and months.

#include <span>
#include <string>
#include <vector>

#include "engine/base/time_axis.hpp"

namespace hearthgrid::run {

/// Of one home's season. Hours are those of the local clock.
struct HomeSummary {
  double peak_heat_kw = 0.0, peak_heat_60min_kw = 0.0;        ///< of a step; mean of an hour
  double peak_cooling_kw = 0.0, peak_cooling_60min_kw = 0.0;  ///< the same
  double min_indoor_60min_c = 0.0, max_indoor_60min_c = 0.0;  ///< means of an hour
  std::vector<double> month_heat_kwh, month_cooling_kwh, month_mean_indoor_c;
};

/// The calendar months that a season touches, "2021-11" and on.
[[nodiscard]] std::vector<std::string> months_of(const TimeAxis& axis);

/// From the season's steps: heat and cooling [W], indoor air temperature at each step's end [degC].
[[nodiscard]] HomeSummary summarise(const TimeAxis& axis, std::span<const double> heat_w,
                                    std::span<const double> cooling_w, std::span<const double> indoor_c);

}  // namespace hearthgrid::run
