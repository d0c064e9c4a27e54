#pragma once
// Global radiation taken apart: over the hours of a day, and into direct and diffuse.

#include <array>
#include <cstdint>

#include "models/weather/solar.hpp"

namespace hearthgrid::weather {

/// What the sun does in one hour at a site, from positions every 5 minutes.
struct SunHour {
  double up_share = 0.0;  ///< share of the hour with the sun above the horizon
  double mean_up = 0.0;   ///< mean over the whole hour of max(0, sine of altitude)
  double weight = 0.0;    ///< mean over the hour of Collares-Pereira and Rabl's r_t, not yet normalised over the day
};

/// The 24 hours of a day (days since 1970-01-01, local). Weights follow Collares-Pereira and Rabl (1979), Solar Energy
/// 22:155-164: (a + b cos w)(cos w - cos ws), a = 0.409 + 0.5016 sin(ws - 60 deg), b = 0.6609 - 0.4767 sin(ws - 60
/// deg).
[[nodiscard]] std::array<SunHour, 24> sun_hours(const Site& site, int64_t day);

/// Diffuse share of hourly global radiation by clearness index: Erbs, Klein and Duffie (1982), Solar Energy 28:293-302.
[[nodiscard]] double erbs_diffuse_share(double clearness_index);

/// Direct normal irradiance under a clear sky [W/m2]: E0n 0.7^(m^0.678), Meinel and Meinel (1976), with Kasten's air
/// mass and the altitude's pressure. A cap for direct radiation in hours when the sun is low, not a forecast.
[[nodiscard]] double clear_sky_normal_w_m2(double sin_altitude, int day_of_year, double elevation_m);

/// Direct normal and diffuse horizontal means of an hour.
struct HourSplit {
  double direct_normal_w_m2 = 0.0;
  double diffuse_horizontal_w_m2 = 0.0;
};

/// Splits an hour's mean global radiation by Erbs. The direct mean is over the whole hour, and when it is concentrated
/// on the sun-up part (as to_steps does) gives back global - diffuse on the horizontal. Direct above 1.1 times the
/// clear sky's counts as diffuse.
[[nodiscard]] HourSplit split_hour(double global_w_m2, const SunHour& sun, int day_of_year, double elevation_m);

}  // namespace hearthgrid::weather
