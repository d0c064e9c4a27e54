#pragma once
// Moist air: what relates temperature, dew point and relative humidity. Magnus formula over water, coefficients of
// Alduchov and Eskridge (1996), J. Appl. Meteorol. 35:601-609; within 0.4 % of the reference from -40 to 50 degC. Over
// water below freezing too, as meteorological stations report it.

namespace hearthgrid::weather {

[[nodiscard]] double saturation_pressure_pa(double temp_c);
/// Dew point [degC] of air at `dry_bulb_c` and relative humidity 0-1 (taken as at least 0.01).
[[nodiscard]] double dew_point_c(double dry_bulb_c, double relative_humidity);
/// Relative humidity 0-1 of air with this dew point.
[[nodiscard]] double relative_humidity(double dry_bulb_c, double dew_point_c);
/// Pressure of the standard atmosphere at a height [Pa] (ICAO: 101325 (1 - 2.25577e-5 z)^5.2559).
[[nodiscard]] double standard_pressure_pa(double elevation_m);

/// Density of dry air of the standard atmosphere's pressure at 20 degC, as it is indoors [kg/m3]: p / (287.05 . 293.15
/// K).
[[nodiscard]] double indoor_air_kg_m3(double elevation_m);

}  // namespace hearthgrid::weather
