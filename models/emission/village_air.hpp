#pragma once
// What a village's own stacks add to the fine dust at its ground: an order of magnitude.
//
// Area source (ATDL model of Gifford and Hanna, Atmospheric Environment 7 (1973) 131; Hanna, J. APCA 21 (1971) 774), of
// flux q [g/(m2 s)] to a distance x upwind, receptor at the ground in the village's middle, x = half its side:
//   C = q / u * sqrt(2/pi) * integral dx / sigma_z = q / u * sqrt(2/pi) * [(x0 + x)^(1-b) - x0^(1-b)] / (a (1-b))
//   sigma_z = a (x0 + x)^b; a, b by stability as Hanna took them from Smith (1968); not read again: unverified.
// x0 is where sigma_z is what roofs and chimneys begin with, height / 2.15 (EPA's rule for sources on buildings, ISC3
// user's guide vol. 2, unverified); height 0 gives the ATDL model as published. Never less than the well-mixed box
//   C = q x / (u h)
// below the mixing height h: of A to D h = k u / f, of E and F h = k sqrt(u / f), f = 2 Omega sin(latitude); k of GB/T
// 13201-91 for North China, not read again: unverified.
// Stability is EPA's SRDT key (EPA-454/R-99-005 table 6-7) by wind and sun; at night its temperature gradient is taken
// to fall (E, D) under cloud of half the sky or more and to rise (F, E) under less: assumed.
//
// Limits. A factor of two to three for a season's mean, more for a single night: plumes' buoyancy, the field of single
// chimneys (a neighbour's plume), drift in valleys, walls and trees, and smoke indoors are left out, as are calms,
// where wind counts as `CALM_M_S`, what was there an hour ago, what comes from elsewhere, and dust that forms from
// gases.

#include <vector>

namespace hearthgrid::emission {

enum class Stability { a, b, c, d, e, f };
constexpr int STABILITIES = 6;

constexpr double CALM_M_S = 1.0;   ///< least wind, the rule of regulatory Gaussian models
constexpr double DARK_W_M2 = 1.0;  ///< global radiation up to which it is night

/// Weather of an hour, at 10 m in the open.
struct AirHour {
  Stability stability = Stability::d;
  double wind_m_s = 1.0;  ///< at least CALM_M_S
  double mixing_height_m = 0.0;
};

/// Stability class by wind, global radiation on the horizontal and whether half of the sky or more is cloud.
[[nodiscard]] Stability stability_of(double wind_m_s, double global_w_m2, bool cloudy);

/// Depth of the layer that mixes. Latitude in degrees, either hemisphere; within 5 degrees of the equator as at 5.
[[nodiscard]] double mixing_height_m(Stability stability, double wind_m_s, double latitude_deg);

/// The three together.
[[nodiscard]] AirHour air_hour(double wind_m_s, double global_w_m2, bool cloudy, double latitude_deg);

/// A village as a square that lets out as much everywhere.
struct AreaSource {
  double area_m2 = 0.0;          ///< > 0
  double source_height_m = 0.0;  ///< of chimneys and roofs; 0 = at the ground
};

/// Concentration over flux, C / q [s/m].
[[nodiscard]] double concentration_per_flux(const AreaSource& village, const AirHour& air);

/// Concentration [ug/m3] of all that the village lets out in the hour.
[[nodiscard]] double ground_level_ug_m3(const AreaSource& village, const AirHour& air, double kg_per_h);

/// A season of hours against limits.
struct AirSeason {
  double mean_ug_m3 = 0.0;
  double worst_day_ug_m3 = 0.0;  ///< highest mean of a local day
  int worst_day = 0;             ///< of the season, the first of them
  int hours_above = 0;           ///< the day's limit, as means of an hour
  int days_above = 0;            ///< the same as means of a day, as the limit is meant
};

/// Whole days of hourly concentrations against a limit for means of 24 hours.
[[nodiscard]] AirSeason assess_air(const std::vector<double>& ug_m3, double day_limit_ug_m3);

}  // namespace hearthgrid::emission
