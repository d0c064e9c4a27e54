#pragma once
// Where the sun is. Michalsky (1988), The Astronomical Almanac's algorithm for approximate solar position (1950-2050),
// Solar Energy 40(3):227-235. Agrees with NREL's SPA within 0.01 deg on its published example (tests/validation).
// Refraction is left out: at most 0.5 deg on the horizon, where the beam carries almost nothing.

#include "models/weather/site.hpp"

namespace hearthgrid::weather {

/// Unit vector towards the centre of the sun.
struct SunPosition {
  double east = 0.0;
  double north = 0.0;
  double up = -1.0;  ///< sine of the true (unrefracted) altitude; negative below the horizon

  [[nodiscard]] double zenith_deg() const;
  [[nodiscard]] double azimuth_deg() const;  ///< from north, clockwise, [0, 360)
};

/// Position at a local civil time, in minutes since 1970-01-01 00:00 by the site's own clock.
[[nodiscard]] SunPosition sun_position(const Site& site, double local_minute);

/// Irradiance on a plane facing the sun outside the atmosphere [W/m2]: 1367 (1 + 0.033 cos(2 pi doy / 365)) (Duffie and
/// Beckman, Solar Engineering of Thermal Processes, eq. 1.4.1a).
[[nodiscard]] double extraterrestrial_normal_w_m2(int day_of_year);

/// Day of the year of a local minute since 1970-01-01 00:00.
[[nodiscard]] int day_of_year_at(double local_minute);

}  // namespace hearthgrid::weather
