#pragma once
// The year's course of the outdoor temperature at a site, whatever season is simulated: what the ground follows.

#include "models/weather/climate_data.hpp"
#include "models/weather/hourly.hpp"

namespace hearthgrid::weather {

/// Of monthly means.
struct YearlyTemperature {
  double mean_c = 0.0;        ///< over the year's days
  double swing_k = 0.0;       ///< half of what the warmest month's mean lies above the coldest's
  double coldest_day = 15.0;  ///< of the year, where the first harmonic of the months is lowest; whole days
};

/// From monthly means, January first. South of the equator the coldest day lies in July.
[[nodiscard]] YearlyTemperature yearly_temperature(const Monthly& means_c);

/// Monthly means of a year of 8760 or 8784 hours. Throws std::invalid_argument for another number.
[[nodiscard]] Monthly monthly_means_c(const HourlyWeather& year);

}  // namespace hearthgrid::weather
