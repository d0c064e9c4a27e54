#include "models/electricity/transformer_thermal.hpp"

namespace hearthgrid::electricity {

ThermalRecursion::ThermalRecursion(const ThermalClass& thermal, double loss_ratio, double step_min)
    : oil_rise_k_(thermal.oil_rise_k),
      hot_spot_rise_k_(thermal.hot_spot_rise_k),
      x_(thermal.x),
      y_(thermal.y),
      k21_(thermal.k21),
      loss_ratio_(loss_ratio),
      oil_decay_(fast_exp(-step_min / (thermal.k11 * thermal.oil_time_min))),
      rise1_decay_(fast_exp(-step_min / (thermal.k22 * thermal.winding_time_min))),
      rise2_decay_(fast_exp(-step_min * thermal.k22 / thermal.oil_time_min)) {}

ThermalState ThermalRecursion::steady(double load_pu, double ambient_c) const {
  const double load2 = load_pu * load_pu;
  const double rise_k = hot_spot_rise_k(load2);
  return {ambient_c + oil_rise_k(load2), k21_ * rise_k, (k21_ - 1.0) * rise_k};
}

ThermalState steady_thermal_state(const ThermalClass& thermal, double loss_ratio, double load_pu, double ambient_c) {
  return ThermalRecursion(thermal, loss_ratio, 0.0).steady(load_pu, ambient_c);
}

}  // namespace hearthgrid::electricity
