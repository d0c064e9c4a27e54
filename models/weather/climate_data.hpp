#pragma once
// The normals that the built-in climates are fitted to.

#include <array>
#include <string_view>
#include <vector>

#include "models/weather/site.hpp"

namespace hearthgrid::weather {

using Monthly = std::array<double, 12>;  ///< January first

/// One climate: monthly normals and where each row is from. "measured" = published normals or statistics of stations,
/// "assumed" = our choice, "unverified" = from memory of a publication that was not at hand.
struct ClimateNormals {
  std::string_view name;
  Site site;
  Monthly mean_c;      ///< mean temperature
  Monthly mean_max_c;  ///< mean daily maximum
  Monthly mean_min_c;  ///< mean daily minimum
  std::string_view temperature_source;
  Monthly daily_sd_k;  ///< spread of daily mean temperatures within the month, of one typical year
  Monthly daily_lag1;  ///< correlation of one day's mean temperature with the next day's
  std::string_view spread_source;
  double range_clearness_correlation;  ///< of diurnal range with clearness
  Monthly clearness_mean;              ///< daily global over extraterrestrial radiation
  Monthly clearness_sd;
  Monthly clearness_lag1;
  Monthly global_mj_m2_day;  ///< mean daily global radiation: not an input, what tests hold the result against
  std::string_view solar_source;
  Monthly humidity_mean;  ///< relative humidity, 0-1
  std::string_view humidity_source;
  Monthly wind_mean_m_s;
  std::string_view wind_source;
};

[[nodiscard]] const std::vector<ClimateNormals>& climate_table();

/// Typical years leave extreme years out: the daily spread over many winters is this much wider. Assumed; chosen so
/// that the temperature undercut 0.4 % of the year comes near ASHRAE's published ones (Beijing -10.8, Harbin -28.4
/// degC).
constexpr double SPREAD_OVER_TYPICAL_YEAR = 1.15;

/// Course of temperature from daily minimum (0) to maximum (1) at the ends of hours 1 to 24 of Chinese time in Harbin
/// (126.7 deg east), mean of November to March of its IWEC year; other sites follow the sun by their longitude. Used
/// all year.
constexpr double DIURNAL_LONGITUDE_DEG = 126.68;
constexpr std::array<double, 24> DIURNAL_COURSE = {.33, .28, .26, .23, .21, .22, .23, .25, .41, .58, .75, .82,
                                                   .89, .96, .91, .86, .81, .73, .65, .57, .50, .44, .37, .32};

}  // namespace hearthgrid::weather
