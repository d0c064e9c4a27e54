#pragma once
// Friction of gas in pipes, by law: lambda Re^2 and its slope, as a smooth rising function of Re that is 0 at 0.
//
// lambda is Darcy's: p1^2 - p2^2 = K c m |m| (lambda L / D + zeta), c = p_N T / (T_N rho_N A^2), Re = 4 m / (pi D eta).
//
//   colebrook_white  1/sqrt(lambda) = -2 lg(2.51 / (Re sqrt(lambda)) + k / (3.7 D)), converged; 64 / Re up to
//                    `laminar_to`; between it and `turbulent_from` lambda Re^2 is a cubic with both ends' values and
//                    slopes
//   gb50028_medium   the same lambda; GB 50028-2006 (6.2.5): coefficient 1.27e10 in place of 1.2675e10
//   gb50028_low      the same lambda; (6.2.6): delta p = 6.26e7 lambda Q^2 / d^5 rho T / T0 L, in place of 6.2543e7,
//                    without the gas's own pressure (recalled; the derivation agrees)
//   nikuradse_pandapipes     64 / Re + (2 lg(D / k) + 1.14)^-2, the sum in every regime
//   colebrook_pandapipes     3.71 in place of 3.7, at every Re
//   swamee_jain_pandapipes   0.25 / lg(k / (3.7 D) + 5.74 / Re^0.9)^2, at every Re
//   weymouth         0.0094 / D^(1/3), D in m (recalled)
//   panhandle_a      0.0847 Re^-0.1461 (recalled)
//   renouard_medium  p1^2 - p2^2 = 48.6 s L Q^1.82 / D^4.82 (bar, m, m3/h at 0 degC, mm; s: air = 1; recalled:
//                    with L in km, as also seen written, the drop would be a thousandth of any other law's)
//   renouard_low     p1 - p2 = 23200 s L Q^1.82 / D^4.82 (mbar; recalled)
//
// Laws that are not 64 / Re near zero go over, below Re = 10 (Swamee-Jain, which has a pole at Re = 7: 40), into
// lambda Re^2 = a Re + b Re^2 with their own value and slope there. The pandapipes laws are for comparisons: at a
// village's Reynolds numbers their laminar part is wrong by half.

#include <limits>
#include <string_view>
#include <vector>

namespace hearthgrid::gas {

enum class FrictionLaw {
  colebrook_white,
  gb50028_medium,
  gb50028_low,
  nikuradse_pandapipes,
  colebrook_pandapipes,
  swamee_jain_pandapipes,
  weymouth,
  panhandle_a,
  renouard_medium,
  renouard_low,
};

struct FrictionOptions {
  FrictionLaw law = FrictionLaw::colebrook_white;
  /// Of the three laws with a laminar regime: bounds in use in China (2100, 3500; a textbook's).
  double laminar_to = 2100.0, turbulent_from = 3500.0;
};

[[nodiscard]] std::string_view friction_name(FrictionLaw law);
[[nodiscard]] const std::vector<FrictionLaw>& friction_laws();
/// Whether the law's drop is in p1 - p2, without the gas's own pressure.
[[nodiscard]] bool low_pressure_form(FrictionLaw law);
/// What the law's own rounded constant makes of the drop: 1.27 / 1.26745 for gb50028_medium.
[[nodiscard]] double form_factor(FrictionLaw law);

/// lambda Re^2 and its derivative.
struct FrictionValue {
  double head = 0.0, slope = 0.0;
};

/// What the friction of one pipe takes to evaluate. Made once per pipe.
struct PipeFriction {
  enum class Turbulent { none, colebrook, swamee_jain, power };
  Turbulent turbulent = Turbulent::none;
  double roughness = 0.0;                                      ///< k / (3.7 D) or k / (3.71 D)
  double factor = 0.0, exponent = 0.0;                         ///< lambda = factor Re^-exponent
  double linear_to = std::numeric_limits<double>::infinity();  ///< up to here head = a Re + b Re^2
  double turbulent_from = 0.0;                                 ///< from linear_to to here a cubic
  double a = 64.0, b = 0.0;
  FrictionValue cubic_end{};

  [[nodiscard]] FrictionValue at(double reynolds) const;

 private:
  [[nodiscard]] FrictionValue turbulent_at(double reynolds) const;
  friend PipeFriction pipe_friction(const FrictionOptions& options, double diameter_m, double roughness_m);
};

/// For the laws but Renouard's.
[[nodiscard]] PipeFriction pipe_friction(const FrictionOptions& options, double diameter_m, double roughness_m);
/// lambda = factor Re^-exponent, linear below Re = 10.
[[nodiscard]] PipeFriction power_friction(double factor, double exponent);

/// 1 / sqrt(lambda) = -2 lg(2.51 / (Re sqrt(lambda)) + roughness), to rounding. Re above 3.
[[nodiscard]] double colebrook_inverse_root(double reynolds, double roughness);

}  // namespace hearthgrid::gas
