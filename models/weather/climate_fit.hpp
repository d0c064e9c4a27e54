#pragma once
// From published monthly normals to the parameters of the generator's daily processes.

#include <array>
#include <cstdint>

#include "models/weather/climate_data.hpp"

namespace hearthgrid::weather {

/// Cold waves of the generator: November to March, a chance every day that counts unless another one came in the last
/// six days (about one onset in 40 days), depth uniform between the bounds, profile over six days. Assumed, after the
/// national definition of a cold wave (a fall of 8 K in 24 h or 10 K in 48 h, GB/T 21987, unverified); their mean and
/// spread are taken out of the normals, so the statistics stay the normals'.
constexpr double WAVE_CHANCE_PER_DAY = 1.0 / 34.0;
constexpr int WAVE_PAUSE_DAYS = 6;
constexpr double WAVE_MIN_DEPTH_K = 4.0;
constexpr double WAVE_MAX_DEPTH_K = 9.0;
constexpr std::array<double, 6> WAVE_PROFILE = {0.5, 1.0, 0.85, 0.6, 0.35, 0.15};

/// Values at noon are joined by lines; a day's mean is then 1/8 of yesterday's, 3/4 of its own and 1/8 of tomorrow's.
constexpr std::array<double, 3> DAY_MEAN_OF_NOONS = {0.125, 0.75, 0.125};

/// Parameters of one calendar month.
struct MonthFit {
  double anomaly_sd_k = 0.0;  ///< of the Gaussian noon anomaly
  double anomaly_lag1 = 0.0;
  double wave_chance_per_day = 0.0;
  double range_k = 0.0;             ///< mean diurnal range
  std::array<double, 24> course{};  ///< diurnal course at the ends of hours 1-24, mean 0, from minimum to maximum 1
};

struct ClimateFit {
  std::array<double, 12>
      node_c{};  ///< mean temperature at mid-month such that lines between nodes keep the monthly means
  std::array<MonthFit, 12> month{};

  /// Mean temperature on a day of the year (0 = 1 January, noon).
  [[nodiscard]] double seasonal_c(double day_of_year) const;
};

/// The spread and the lag-1 correlation of daily means (after smoothing, cold waves included) are the normals' times
/// SPREAD_OVER_TYPICAL_YEAR; the diurnal course is raised to the power that puts the daily mean where the normals have
/// it between the mean minimum and maximum.
[[nodiscard]] ClimateFit fit_climate(const ClimateNormals& normals);

}  // namespace hearthgrid::weather
