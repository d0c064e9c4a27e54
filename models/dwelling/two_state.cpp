#include "models/dwelling/two_state.hpp"

#include "models/dwelling/step.hpp"
#include "models/dwelling/step_model.hpp"

namespace hearthgrid::dwelling {

namespace {

/// Gains split over air, mass and surface (C.1 to C.3).
struct Split {
  double air, mass, surface;
};

Split split_gains(const FiveResistances& zone, const ZoneDrivers& drivers) {
  constexpr double MASS_FILM_W_M2K = 9.1;  // ISO 13790 h_ms
  const double radiant = 0.5 * drivers.internal_w + drivers.solar_w;
  const double mass_share = zone.mass_area_m2 / zone.total_area_m2;
  const double window_share = zone.windows_w_k / (MASS_FILM_W_M2K * zone.total_area_m2);
  return {0.5 * drivers.internal_w, mass_share * radiant, (1.0 - mass_share - window_share) * radiant};
}

/// One Crank-Nicolson step with a given heat to the air.
ZoneResult step_with(const FiveResistances& zone, double mass_c, const ZoneDrivers& drivers, double heat_w,
                     double step_s) {
  const Split gains = split_gains(zone, drivers);
  const double air_w = gains.air + heat_w;
  const double h_is = zone.surface_w_k;
  const double h_ve = zone.air_change_w_k;
  const double h1 = h_ve * h_is / (h_ve + h_is);
  const double h2 = h1 + zone.windows_w_k;
  const double h3 = h2 * zone.inner_w_k / (h2 + zone.inner_w_k);
  // What reaches the surface node; h1 air_w / h_ve is written so that no air change is allowed.
  const double surface_w =
      gains.surface + zone.windows_w_k * drivers.outdoor_c + h1 * drivers.outdoor_c + h_is / (h_is + h_ve) * air_w;
  const double total = gains.mass + zone.outer_w_k * drivers.outdoor_c + h3 * surface_w / h2;
  const double half = 0.5 * (h3 + zone.outer_w_k);
  ZoneResult result;
  result.heat_w = heat_w;
  result.mass_c = (mass_c * (zone.mass_j_k / step_s - half) + total) / (zone.mass_j_k / step_s + half);
  result.mean_mass_c = 0.5 * (mass_c + result.mass_c);
  result.surface_c = (zone.inner_w_k * result.mean_mass_c + surface_w) / (zone.inner_w_k + zone.windows_w_k + h1);
  result.air_c = (h_is * result.surface_c + h_ve * drivers.outdoor_c + air_w) / (h_is + h_ve);
  return result;
}

}  // namespace

ZoneResult step_5r1c(const FiveResistances& zone, double mass_c, const ZoneDrivers& drivers, double set_point_c,
                     double minimum_w, double maximum_w, double step_s) {
  constexpr double TRIAL_W = 1000.0;  // the model is linear, so any trial gives the same answer
  const double without = step_with(zone, mass_c, drivers, 0.0, step_s).air_c;
  const double per_watt = (step_with(zone, mass_c, drivers, TRIAL_W, step_s).air_c - without) / TRIAL_W;
  const double heat_w = limited_heat(set_point_c, without, per_watt, minimum_w, maximum_w);
  return step_with(zone, mass_c, drivers, heat_w, step_s);
}

TwoStateZone::TwoStateZone(const FiveResistances& zone, double step_s) : zone_(zone) {
  // The surface node is massless: T_s = (H_ms T_m + H_w T_e + H_is T_a + Phi_st) / sum.
  const double sum = zone.inner_w_k + zone.windows_w_k + zone.surface_w_k;
  Eigen::Matrix2d a;
  a << -(zone.air_change_w_k + zone.surface_w_k * (1.0 - zone.surface_w_k / sum)) / zone.air_j_k,
      zone.surface_w_k * zone.inner_w_k / (sum * zone.air_j_k),
      zone.inner_w_k * zone.surface_w_k / (sum * zone.mass_j_k),
      -(zone.outer_w_k + zone.inner_w_k * (1.0 - zone.inner_w_k / sum)) / zone.mass_j_k;
  const ExactStep exact = exact_step(a, Eigen::Matrix2d::Identity(), step_s);
  phi_ = exact.phi;
  gamma_ = exact.gamma;
}

ZoneResult TwoStateZone::step(Eigen::Vector2d& state, const ZoneDrivers& drivers, double set_point_c, double minimum_w,
                              double maximum_w) const {
  const Split gains = split_gains(zone_, drivers);
  const double sum = zone_.inner_w_k + zone_.windows_w_k + zone_.surface_w_k;
  const double to_surface = zone_.windows_w_k * drivers.outdoor_c + gains.surface;
  const Eigen::Vector2d rates(
      (zone_.air_change_w_k * drivers.outdoor_c + zone_.surface_w_k / sum * to_surface + gains.air) / zone_.air_j_k,
      (zone_.outer_w_k * drivers.outdoor_c + zone_.inner_w_k / sum * to_surface + gains.mass) / zone_.mass_j_k);
  const Eigen::Vector2d free = phi_ * state + gamma_ * rates;
  const Eigen::Vector2d per_watt = gamma_.col(0) / zone_.air_j_k;
  ZoneResult result;
  result.heat_w = limited_heat(set_point_c, free[0], per_watt[0], minimum_w, maximum_w);
  const double mass_before = state[1];
  state = free + per_watt * result.heat_w;
  result.air_c = state[0];
  result.mass_c = state[1];
  result.mean_mass_c = 0.5 * (mass_before + state[1]);
  result.surface_c = (zone_.inner_w_k * state[1] + zone_.surface_w_k * state[0] + to_surface) / sum;
  return result;
}

}  // namespace hearthgrid::dwelling
