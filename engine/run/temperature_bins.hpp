#pragma once
// Days of a season by how cold they were in the county: what demand is told against.
//
// A day's temperature is its mean outdoor temperature, over the sites of the county weighted by their homes, so that
// the homes of a group share one calendar whatever their sites. Days and not hours: a cold bin of hours would be
// nights, a mild one afternoons, and the hour of the day would pass for the weather.

#include <span>
#include <string>
#include <vector>

#include "engine/run/block.hpp"

namespace hearthgrid::run {

struct TemperatureBin {
  std::string name;                  ///< "season", "below -20", "-20 to -15", ..., "above 5", "coldest day"
  double low_c = 0.0, high_c = 0.0;  ///< of daily means; low_c counts in, high_c only where the season ends at it
  double mean_outdoor_c = 0.0;       ///< of its days; without days the middle
  std::vector<int> days;             ///< of the season, from 0
};

/// The whole season, bins of 5 K from -20 to 5 degC with open ends, and the coldest day (the first of equals). The
/// bounds of `season` and of `coldest day` are the extremes of their days; an open end is 5 K wide, or reaches to the
/// season's extreme.
[[nodiscard]] std::vector<TemperatureBin> temperature_bins(std::span<const double> day_mean_c);

/// Mean outdoor temperature of each of the season's days, over all homes.
[[nodiscard]] std::vector<double> county_day_means_c(const SimulationInputs& inputs);

}  // namespace hearthgrid::run
