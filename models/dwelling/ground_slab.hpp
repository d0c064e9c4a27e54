#pragma once
// Slab on ground after ISO 13370 (formulas from memory, unverified; the tests hold them to hand-worked values).
//
//   B' = A/(P/2),  d_t = w + lambda (R_si + R_f + R_se)
//   U  = 2 lambda/(pi B' + d_t) ln(pi B'/d_t + 1)  if d_t < B',  else lambda/(0.457 B' + d_t)
//   edge insulation: U += 2 psi/B',  d' = R' lambda (R' beyond the soil it replaces),
//     horizontal, width D:  psi = -lambda/pi [ln(D/d_t + 1) - ln(D/(d_t + d') + 1)];  vertical, depth D: 2 D instead of
//     D
//   yearly swing: delta = sqrt(3.15e7 lambda/(pi rho c)),  H_pe = 0.37 P lambda ln(delta/d_t + 1)
//     (with edge insulation (1 - e) ln(delta/(d_t + d') + 1) + e ln(delta/d_t + 1), e = exp(-D/delta)),
//     lag beta = 1.5 - 0.42 ln(delta/d_t + 1) months behind the outdoor temperature (so the sheet of PHPP 10; IDEAS for
//     Modelica has ln(delta/(d_t + 1)), which gives 0.4 to 0.6 months more)
//   Soil solved in the plane, floor beside open ground over a year's swing, has 0.73, 0.89, 1.09 and 1.27 months at d_t
//   of 0.8, 1.5, 3 and 6.7 m (delta 3.17 m) where beta is 0.83, 1.02, 1.20, 1.34, and H_pe within 3 % (a test says so).
//
// In the network the floor stands on half a metre of soil and a virtual layer without capacity that together bring it
// to U; under it lies a virtual temperature T_v = mean - swing H_pe/(A U) cos(2 pi (t - t_cold - beta)/year), which
// gives the standard's heat flow for a constant indoor temperature. The soil's own answer to indoor changes over months
// (H_pi) is left to the half metre.

#include "models/dwelling/construction.hpp"

namespace hearthgrid::dwelling {

/// What lies between a floor and the virtual temperature under it.
struct GroundCoupling {
  double u_w_m2k = 0.0;           ///< of floor and ground, edge insulation included
  double soil_thickness_m = 0.0;  ///< of the soil in the network; below half a metre where U leaves no more room
  double virtual_m2kw = 0.0;      ///< resistance of the virtual layer; positive
  double swing_share = 0.0;       ///< swing of the virtual temperature over that of the monthly outdoor means
  double lag_days = 0.0;          ///< behind the outdoor temperature
};

/// Of an element with a slab; edge insulation takes at most nine tenths of U away. Throws std::invalid_argument without
/// a slab.
[[nodiscard]] GroundCoupling ground_coupling(const OpaqueElement& element);

/// The element's layers from the outside, those of the ground included where it has a slab.
[[nodiscard]] std::vector<Layer> layers_with_ground(const OpaqueElement& element);

/// The year's course of monthly means of the outdoor temperature, as a cosine.
struct YearlyCourse {
  double mean_c = 10.0;
  double swing_k = 0.0;       ///< half of the warmest month less the coldest
  double coldest_day = 15.0;  ///< day of the year
};

/// Virtual temperature under a slab on a day of the year (1 = 1 January; fractions and any year's continuation count).
[[nodiscard]] double virtual_ground_temp_c(const GroundCoupling& ground, const YearlyCourse& year, double day_of_year);

}  // namespace hearthgrid::dwelling
