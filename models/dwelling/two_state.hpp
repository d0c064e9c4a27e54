#pragma once
// The textbook models, for comparison with the reduced layered one: the simple hourly method of ISO 13790 annex C (five
// resistances, one capacity) and the same network with the air's heat capacity (two states, exact step).
//
// Limits: with the standard's h_is of 3.45 W/m2K it misses the ASHRAE 140 programs on most heated cases; without the
// air's capacity it overstates what a thermostat does at steps of minutes. All heating goes to the air.

#include <Eigen/Dense>

namespace hearthgrid::dwelling {

/// Conductances [W/K], areas [m2] and capacities [J/K] of the network.
struct FiveResistances {
  double windows_w_k = 0.0;     ///< H_w: outdoor to surface
  double surface_w_k = 0.0;     ///< H_is = 3.45 A_t: surface to air
  double inner_w_k = 0.0;       ///< H_ms = 9.1 A_m: mass to surface
  double outer_w_k = 0.0;       ///< H_em: outdoor to mass
  double air_change_w_k = 0.0;  ///< H_ve
  double mass_area_m2 = 0.0;    ///< A_m
  double total_area_m2 = 0.0;   ///< A_t
  double mass_j_k = 0.0;        ///< C_m
  double air_j_k = 0.0;         ///< C_a; only the two-state model uses it
};

/// What drives one step; heat in W.
struct ZoneDrivers {
  double outdoor_c = 0.0;
  double internal_w = 0.0;
  double solar_w = 0.0;
};

struct ZoneResult {
  double heat_w = 0.0;
  double mass_c = 0.0;       ///< at the step's end
  double mean_mass_c = 0.0;  ///< of the step
  double surface_c = 0.0;
  double air_c = 0.0;  ///< 5R1C: belonging to the mean mass temperature; two states: at the step's end
};

/// ISO 13790 (C.4) to (C.11), Crank-Nicolson, with heat to the air within [minimum, maximum] towards the set point
/// (C.4.2).
[[nodiscard]] ZoneResult step_5r1c(const FiveResistances& zone, double mass_c, const ZoneDrivers& drivers,
                                   double set_point_c, double minimum_w, double maximum_w, double step_s);

/// The same network with the air's capacity, exact over the step; the set point holds at the step's end.
class TwoStateZone {
 public:
  TwoStateZone(const FiveResistances& zone, double step_s);
  /// `state` = (air, mass) in degC, stepped in place.
  ZoneResult step(Eigen::Vector2d& state, const ZoneDrivers& drivers, double set_point_c, double minimum_w,
                  double maximum_w) const;
  [[nodiscard]] const Eigen::Matrix2d& phi() const { return phi_; }

 private:
  FiveResistances zone_;
  Eigen::Matrix2d phi_;
  Eigen::Matrix2d gamma_;  ///< response to the rates (K/s) of air and mass
};

}  // namespace hearthgrid::dwelling
