#pragma once
// Top oil and hot spot of an oil-immersed transformer: IEC 60076-7:2018, clause 8, for a load and an ambient
// temperature that are constant within a step.
//
//   K: load over rated load; R: load loss over no-load loss; theta_a: ambient
//   k11 tau_o      d theta_o/dt = oil_rise ((1 + R K^2)/(1 + R))^x - (theta_o - theta_a)
//   k22 tau_w      d rise1/dt   = k21 hot_spot_rise K^y - rise1
//   (tau_o/k22)    d rise2/dt   = (k21 - 1) hot_spot_rise K^y - rise2
//   hot spot = theta_o + rise1 - rise2
//
// Each is of first order, so  s(t + dt) = s_end + (s(t) - s_end) exp(-dt/tau)  is exact at any step. The difference
// equations of the standard's annex (Euler) oscillate at 15 minutes with a winding time of 4 minutes.
//
// Assumes: rated voltage (K from apparent power), balanced phases, tap in the middle. Not modelled: viscosity in the
// cold (the standard's model underestimates the oil's lag after a cold start), wind, sun on the tank, moisture in the
// paper.

#include "engine/base/fast_math.hpp"
#include "models/electricity/thermal_class.hpp"

namespace hearthgrid::electricity {

struct ThermalState {
  double top_oil_c = 0.0;
  double rise1_k = 0.0;  ///< hot spot over top oil, before the oil's overshoot is taken off
  double rise2_k = 0.0;  ///< overshoot; zero for distribution transformers

  [[nodiscard]] double hot_spot_c() const { return top_oil_c + rise1_k - rise2_k; }
};

/// The recursion for one class, loss ratio and step length; costs three exponentials to make, two powers a step.
class ThermalRecursion {
 public:
  /// loss_ratio: R, the nameplate's; step_min >= 0.
  ThermalRecursion(const ThermalClass& thermal, double loss_ratio, double step_min);

  /// The state at the end of a step of constant load (per unit, >= 0) and ambient temperature.
  [[nodiscard]] ThermalState step(const ThermalState& state, double load_pu, double ambient_c) const {
    const double load2 = load_pu * load_pu;
    return advance(state, ambient_c + oil_rise_k(load2), hot_spot_rise_k(load2));
  }

  /// Where the state tends under a lasting load.
  [[nodiscard]] ThermalState steady(double load_pu, double ambient_c) const;

  // The parts of step(), so that a caller can work out the powers of many steps at once.

  /// Steady top-oil rise; load2: the load per unit, squared.
  [[nodiscard]] double oil_rise_k(double load2) const {
    return oil_rise_k_ * fast_pow((1.0 + loss_ratio_ * load2) / (1.0 + loss_ratio_), x_);
  }
  /// Steady rise of the hot spot over the top oil; load2: the load per unit, squared.
  [[nodiscard]] double hot_spot_rise_k(double load2) const { return hot_spot_rise_k_ * fast_pow(load2, 0.5 * y_); }
  /// One step towards a steady top-oil temperature and a steady hot-spot rise.
  [[nodiscard]] ThermalState advance(const ThermalState& state, double oil_end_c, double rise_end_k) const {
    const double end1 = k21_ * rise_end_k;
    const double end2 = (k21_ - 1.0) * rise_end_k;
    return {oil_end_c + (state.top_oil_c - oil_end_c) * oil_decay_, end1 + (state.rise1_k - end1) * rise1_decay_,
            end2 + (state.rise2_k - end2) * rise2_decay_};
  }

 private:
  double oil_rise_k_;
  double hot_spot_rise_k_;
  double x_;
  double y_;
  double k21_;
  double loss_ratio_;
  double oil_decay_;
  double rise1_decay_;
  double rise2_decay_;
};

/// Where the temperatures tend under a lasting load; the start of a calculation when nothing is known of the past.
[[nodiscard]] ThermalState steady_thermal_state(const ThermalClass& thermal, double loss_ratio, double load_pu,
                                                double ambient_c);

/// All at ambient temperature: a transformer just switched on.
[[nodiscard]] inline ThermalState cold_thermal_state(double ambient_c) {
  return {ambient_c, 0.0, 0.0};
}

/// Kind of insulating paper.
enum class Paper {
  plain,    ///< not thermally upgraded: rate 1 at 98 degC, doubling every 6 K
  upgraded  ///< thermally upgraded: rate 1 at 110 degC, Arrhenius with 15000 K
};

/// How fast the paper ages, relative to its reference temperature (IEC 60076-7, clause 6).
[[nodiscard]] inline double ageing_rate(double hot_spot_c, Paper paper = Paper::plain) {
  constexpr double LN2 = 0.693147180559945309417;
  return paper == Paper::plain ? fast_exp((hot_spot_c - 98.0) * (LN2 / 6.0))
                               : fast_exp(15000.0 / 383.0 - 15000.0 / (hot_spot_c + 273.0));
}

}  // namespace hearthgrid::electricity
