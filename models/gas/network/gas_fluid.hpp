#pragma once
// The gas as the network's equations need it: density, viscosity, temperature and compressibility.
//
//   rho(p) = rho_N (T_N / T) (p / p_N) / K(p),   K = Z(p) / Z_N, p absolute, N: 0 degC and 101.325 kPa
//
//   ideal    K = 1
//   linear   K = 1 + slope p                      (pandapipes: slope -0.0022 / bar for natural gas)
//   CNGA     K = 1 / (b1 + b2 p)                  (California Natural Gas Association)
//
// Isothermal: one temperature for the whole network. Along a pipe K is taken at p_m = 2/3 (p1^3 - p2^3) / (p1^2 -
// p2^2), for which the CNGA law is integrated exactly.
//
// Valid: below some 100 bar; the linear law below 20 bar (its slope is that of natural gas near 283 K).

#include <string>

namespace hearthgrid::gas {

constexpr double NORMAL_PRESSURE_PA = 101325.0;
constexpr double GRAVITY_M_S2 = 9.81;                ///< as pandapipes and gas handbooks have it
constexpr double AIR_NORMAL_DENSITY_KG_M3 = 1.2929;  ///< ISO 6976, dry air at 0 degC and 101.325 kPa (recalled)

enum class CompressibilityLaw { ideal, linear, cnga };

struct Compressibility {
  CompressibilityLaw law = CompressibilityLaw::ideal;
  double slope_per_pa = 0.0;         ///< of the linear law
  double b1 = 1.0, b2_per_pa = 0.0;  ///< of CNGA

  /// K at an absolute pressure.
  [[nodiscard]] double at(double pressure_pa) const {
    switch (law) {
      case CompressibilityLaw::linear:
        return 1.0 + slope_per_pa * pressure_pa;
      case CompressibilityLaw::cnga:
        return 1.0 / (b1 + b2_per_pa * pressure_pa);
      default:
        return 1.0;
    }
  }
};

[[nodiscard]] Compressibility ideal_gas();
/// pandapipes' law for its natural gases: -0.0022 per bar.
[[nodiscard]] Compressibility linear_compressibility(double slope_per_bar = -0.0022);
/// From the relative density (air = 1) and the temperature:
/// b2 = 344400 10^(1.785 G) / (6894.757 (1.8 T)^3.825) per Pa, b1 = 1 + 101350 b2. The formula is recalled; with
/// G = 0.65 and T = 288.7 K it gives the constants of GasSteadySim.jl (1.00300865, 2.96848838e-8 / Pa) within 0.5 %.
[[nodiscard]] Compressibility cnga_compressibility(double relative_density, double temperature_k);

struct GasFluid {
  std::string name = "natural gas";
  double normal_density_kg_m3 =
      0.725;                        ///< at 0 degC and 101.325 kPa; the default is CHINESE_NATURAL_GAS's (unverified)
  double viscosity_pa_s = 1.06e-5;  ///< dynamic, at the network's temperature
  double temperature_k = 278.15;    ///< of the gas in the ground in winter; assumed
  Compressibility compressibility{};

  /// kg of one m3 at 20 degC and 101.325 kPa.
  [[nodiscard]] double reference_density_kg_m3() const;
  /// rho_N T_N / (T p_N): density over p / K.
  [[nodiscard]] double density_per_pa() const;
  [[nodiscard]] double density_kg_m3(double pressure_pa) const {
    return density_per_pa() * pressure_pa / compressibility.at(pressure_pa);
  }
};

/// Of a pipe between two absolute pressures: 2/3 (p1^2 + p1 p2 + p2^2) / (p1 + p2).
[[nodiscard]] inline double mean_pressure_pa(double p1, double p2) {
  return 2.0 / 3.0 * (p1 * p1 + p1 * p2 + p2 * p2) / (p1 + p2);
}

/// Of air at an elevation: 101325 (1 - 0.0065 h / 288.15)^5.255, as pandapipes has it. Gauge pressures are above it,
/// so that the lift of a gas lighter than air is in them.
[[nodiscard]] double ambient_pressure_pa(double elevation_m);

}  // namespace hearthgrid::gas
