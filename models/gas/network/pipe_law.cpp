#include "models/gas/network/pipe_law.hpp"

#include <numbers>

#include "models/gas/properties.hpp"

namespace hearthgrid::gas {

namespace {

/// lambda = C Re^-0.18 of a pipe so that the drop is Renouard's: C follows from both forms of the drop, and does not
/// depend on the pipe's length or diameter but by the diameter's odd power.
double renouard_factor(FrictionLaw law, const GasFluid& fluid, double diameter_m, double per_flow,
                       double reynolds_per_kg_s) {
  constexpr double FLOW_POWER = 1.82, DIAMETER_POWER = 4.82;
  const double relative_density = fluid.normal_density_kg_m3 / AIR_NORMAL_DENSITY_KG_M3;
  // Pa2 (bar2 = 1e10 Pa2), or Pa (mbar = 100 Pa) times 2 p_N, per m of pipe.
  const double per_metre = law == FrictionLaw::renouard_medium ? 48.6e10 : 23200.0 * 100.0 * 2.0 * NORMAL_PRESSURE_PA;
  const double of_flow = per_metre * relative_density * std::pow(3600.0 / fluid.normal_density_kg_m3, FLOW_POWER) /
                         std::pow(1000.0 * diameter_m, DIAMETER_POWER);
  return of_flow / (per_flow * std::pow(reynolds_per_kg_s, FLOW_POWER));
}

PipeLaw pipe_law(const GasNetwork& network, const GasPipe& pipe, const FrictionOptions& options) {
  const GasFluid& fluid = network.fluid;
  const double diameter_m = pipe.inner_diameter_m;
  PipeLaw law;
  law.area_m2 = 0.25 * std::numbers::pi * diameter_m * diameter_m;
  law.reynolds_per_kg_s = diameter_m / (law.area_m2 * fluid.viscosity_pa_s);
  const double c = NORMAL_PRESSURE_PA * fluid.temperature_k /
                   (NORMAL_TEMPERATURE_K * fluid.normal_density_kg_m3 * law.area_m2 * law.area_m2);
  const double per_metre = c / (diameter_m * law.reynolds_per_kg_s * law.reynolds_per_kg_s);
  const bool renouard = options.law == FrictionLaw::renouard_medium || options.law == FrictionLaw::renouard_low;
  law.friction =
      renouard ? power_friction(renouard_factor(options.law, fluid, diameter_m, per_metre, law.reynolds_per_kg_s), 0.18)
               : pipe_friction(options, diameter_m, pipe.roughness_m);
  law.friction_pa2 = per_metre * pipe.length_m * form_factor(options.law);
  law.local_pa2 = c * pipe.loss_coefficient;
  if (pipe.length_m == 0.0) law.local_linear_kg_s = 1.0 / law.reynolds_per_kg_s;
  const double rise_m = network.nodes[static_cast<size_t>(pipe.from)].elevation_m -
                        network.nodes[static_cast<size_t>(pipe.to)].elevation_m;
  law.lift_per_pa = 0.5 * GRAVITY_M_S2 * rise_m * fluid.density_per_pa();
  return law;
}

constexpr int MOST_ITERATIONS = 50;
constexpr double SAME = 1e-14;  ///< of the squared pressure that is given

/// Fixed point of `next` from a first guess. Steps shrink by one factor, so the one to come is step^2 / last step.
template <class Next>
double fixed_point(double given, double guess, const Next& next) {
  double value = guess, last_step = std::abs(guess - given);
  for (int i = 0; i < MOST_ITERATIONS; ++i) {
    const double following = next(value), step = std::abs(following - value);
    value = following;
    if (step * step <= SAME * given * last_step || step <= SAME * given) break;
    last_step = step;
  }
  return value;
}

}  // namespace

PipeLaws::PipeLaws(const GasNetwork& network, const FrictionOptions& options)
    : compressibility_(network.fluid.compressibility),
      ideal_(network.fluid.compressibility.law == CompressibilityLaw::ideal),
      low_form_(low_pressure_form(options.law)) {
  for (const auto& pipe : network.pipes) laws_.push_back(pipe_law(network, pipe, options));
}

double PipeLaws::to_end(const PipeLaw& law, double from_pa2, double flow_kg_s) const {
  const double head = law.at(flow_kg_s).head;
  if (plain() && law.lift_per_pa == 0.0) return from_pa2 - head;
  const double from_pa = pressure_of(from_pa2);
  const auto next = [&](double to_pa) {
    return from_pa2 + lift_pa2(law, from_pa, to_pa) - factor(from_pa, to_pa) * head;
  };
  return fixed_point(from_pa2, next(from_pa), [&](double to_pa2) { return next(pressure_of(to_pa2)); });
}

double PipeLaws::from_end(const PipeLaw& law, double to_pa2, double flow_kg_s) const {
  const double head = law.at(flow_kg_s).head;
  if (plain() && law.lift_per_pa == 0.0) return to_pa2 + head;
  const double to_pa = pressure_of(to_pa2);
  const auto next = [&](double from_pa) {
    return to_pa2 - lift_pa2(law, from_pa, to_pa) + factor(from_pa, to_pa) * head;
  };
  return fixed_point(to_pa2, next(to_pa), [&](double from_pa2) { return next(pressure_of(from_pa2)); });
}

}  // namespace hearthgrid::gas
