#include "models/gas/network/friction.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace hearthgrid::gas {

namespace {

constexpr double LINEAR_TO = 10.0, SWAMEE_JAIN_LINEAR_TO = 40.0;
constexpr double LG = 1.0 / std::numbers::ln10;

bool has_laminar_regime(FrictionLaw law) {
  return law == FrictionLaw::colebrook_white || law == FrictionLaw::gb50028_medium || law == FrictionLaw::gb50028_low;
}

/// lambda Re^2 below `reynolds`: value and slope as the law has them there.
void join_linear(PipeFriction& friction, double reynolds, const FrictionValue& there) {
  friction.linear_to = friction.turbulent_from = reynolds;
  friction.a = 2.0 * there.head / reynolds - there.slope;
  friction.b = (there.slope * reynolds - there.head) / (reynolds * reynolds);
}

FrictionValue colebrook(double reynolds, double roughness) {
  const double x = colebrook_inverse_root(reynolds, roughness);
  const double inner = roughness + 2.51 / reynolds * x;
  // F(x, Re) = x + 2 lg(inner) = 0
  const double by_x = 1.0 + 2.0 * LG * 2.51 / (reynolds * inner);
  const double by_reynolds = -2.0 * LG * 2.51 * x / (reynolds * reynolds * inner);
  const double root = reynolds / x;
  return {root * root, 2.0 * root / x * (1.0 + reynolds / x * by_reynolds / by_x)};
}

FrictionValue swamee_jain(double reynolds, double roughness) {
  const double viscous = 5.74 * std::pow(reynolds, -0.9);
  const double lg = LG * std::log(roughness + viscous);
  const double head = 0.25 * reynolds * reynolds / (lg * lg);
  const double by_reynolds = -0.9 * LG * viscous / (reynolds * (roughness + viscous));
  return {head, 2.0 * head * (1.0 / reynolds - by_reynolds / lg)};
}

}  // namespace

std::string_view friction_name(FrictionLaw law) {
  static constexpr std::array<std::string_view, 10> NAMES{
      "colebrook_white",        "gb50028_medium", "gb50028_low", "nikuradse_pandapipes", "colebrook_pandapipes",
      "swamee_jain_pandapipes", "weymouth",       "panhandle_a", "renouard_medium",      "renouard_low"};
  return NAMES.at(static_cast<size_t>(law));
}

const std::vector<FrictionLaw>& friction_laws() {
  static const std::vector<FrictionLaw> LAWS{FrictionLaw::colebrook_white,
                                             FrictionLaw::gb50028_medium,
                                             FrictionLaw::gb50028_low,
                                             FrictionLaw::nikuradse_pandapipes,
                                             FrictionLaw::colebrook_pandapipes,
                                             FrictionLaw::swamee_jain_pandapipes,
                                             FrictionLaw::weymouth,
                                             FrictionLaw::panhandle_a,
                                             FrictionLaw::renouard_medium,
                                             FrictionLaw::renouard_low};
  return LAWS;
}

bool low_pressure_form(FrictionLaw law) {
  return law == FrictionLaw::gb50028_low || law == FrictionLaw::renouard_low;
}

double form_factor(FrictionLaw law) {
  constexpr double PER_HOUR2 = 3600.0 * 3600.0, PI2 = std::numbers::pi * std::numbers::pi;
  // 16 p_N / pi^2 in kPa^2, km, m3/h and mm; 8 / pi^2 in Pa, m, m3/h and mm.
  if (law == FrictionLaw::gb50028_medium) return 1.27e10 / (16.0 * 101325.0 * 1e12 / (PI2 * PER_HOUR2));
  if (law == FrictionLaw::gb50028_low) return 6.26e7 / (8e15 / (PI2 * PER_HOUR2));
  return 1.0;
}

double colebrook_inverse_root(double reynolds, double roughness) {
  const double viscous = 2.51 / reynolds;
  // Zigrang and Sylvester's explicit form, then Newton's steps on x + 2 lg(roughness + viscous x) = 0.
  double x = -2.0 * LG * std::log(roughness - 2.0 * viscous * LG * std::log(roughness + 13.0 / reynolds));
  if (!(x > 0.0)) x = 1.0;
  for (int i = 0; i < 60; ++i) {
    const double inner = roughness + viscous * x;
    const double step = (x + 2.0 * LG * std::log(inner)) / (1.0 + 2.0 * LG * viscous / inner);
    x -= step;
    if (!(x > 0.0)) x = 1e-3;
    // The error falls to a twentieth of its square: what is left after a step of 3e-7 is below rounding.
    if (std::abs(step) < 3e-7 * x) break;
  }
  return x;
}

FrictionValue PipeFriction::turbulent_at(double reynolds) const {
  switch (turbulent) {
    case Turbulent::colebrook:
      return colebrook(reynolds, roughness);
    case Turbulent::swamee_jain:
      return swamee_jain(reynolds, roughness);
    case Turbulent::power: {
      const double head = factor * std::pow(reynolds, 2.0 - exponent);
      return {head, (2.0 - exponent) * head / reynolds};
    }
    default:
      return {a * reynolds + b * reynolds * reynolds, a + 2.0 * b * reynolds};
  }
}

FrictionValue PipeFriction::at(double reynolds) const {
  if (reynolds <= linear_to) return {reynolds * (a + b * reynolds), a + 2.0 * b * reynolds};
  if (reynolds >= turbulent_from) return turbulent_at(reynolds);
  // Hermite's cubic.
  const double width = turbulent_from - linear_to, t = (reynolds - linear_to) / width;
  const double head0 = linear_to * (a + b * linear_to), slope0 = width * (a + 2.0 * b * linear_to);
  const double slope1 = width * cubic_end.slope, rise = cubic_end.head - head0;
  const double c2 = 3.0 * rise - 2.0 * slope0 - slope1, c3 = slope0 + slope1 - 2.0 * rise;
  return {head0 + t * (slope0 + t * (c2 + t * c3)), (slope0 + t * (2.0 * c2 + t * 3.0 * c3)) / width};
}

PipeFriction pipe_friction(const FrictionOptions& options, double diameter_m, double roughness_m) {
  const double relative = roughness_m / diameter_m;
  PipeFriction friction;
  if (options.law == FrictionLaw::nikuradse_pandapipes) {
    const double root = 2.0 * LG * std::log(1.0 / relative) + 1.14;
    friction.b = 1.0 / (root * root);
  } else if (has_laminar_regime(options.law)) {
    friction.turbulent = PipeFriction::Turbulent::colebrook;
    friction.roughness = relative / 3.7;
    friction.linear_to = options.laminar_to;
    friction.turbulent_from = options.turbulent_from;
    friction.cubic_end = friction.turbulent_at(options.turbulent_from);
  } else if (options.law == FrictionLaw::colebrook_pandapipes) {
    friction.turbulent = PipeFriction::Turbulent::colebrook;
    friction.roughness = relative / 3.71;
    join_linear(friction, LINEAR_TO, friction.turbulent_at(LINEAR_TO));
  } else if (options.law == FrictionLaw::swamee_jain_pandapipes) {
    friction.turbulent = PipeFriction::Turbulent::swamee_jain;
    friction.roughness = relative / 3.7;
    join_linear(friction, SWAMEE_JAIN_LINEAR_TO, friction.turbulent_at(SWAMEE_JAIN_LINEAR_TO));
  } else if (options.law == FrictionLaw::weymouth) {
    friction = power_friction(0.0094 / std::cbrt(diameter_m), 0.0);
  } else {
    friction = power_friction(0.0847, 0.1461);
  }
  return friction;
}

PipeFriction power_friction(double factor, double exponent) {
  PipeFriction friction;
  friction.turbulent = PipeFriction::Turbulent::power;
  friction.factor = factor;
  friction.exponent = exponent;
  const double head = factor * std::pow(LINEAR_TO, 2.0 - exponent);
  // With lambda constant a parabola's slope at 0 would be 0: a straight line to a tenth of it instead.
  if (exponent == 0.0) {
    friction.linear_to = LINEAR_TO / 10.0;
    friction.turbulent_from = LINEAR_TO;
    friction.a = factor * LINEAR_TO / 4.0;
    friction.cubic_end = {head, 2.0 * head / LINEAR_TO};
    return friction;
  }
  join_linear(friction, LINEAR_TO, {head, (2.0 - exponent) * head / LINEAR_TO});
  return friction;
}

}  // namespace hearthgrid::gas
