#include "models/gas/network/gas_fluid.hpp"

#include <cmath>

#include "models/gas/properties.hpp"

namespace hearthgrid::gas {

namespace {

constexpr double PA_PER_BAR = 1e5;
constexpr double PA_PER_PSI = 6894.757;
constexpr double CNGA_AMBIENT_PA = 101350.0;

}  // namespace

Compressibility ideal_gas() {
  return {};
}

Compressibility linear_compressibility(double slope_per_bar) {
  return {.law = CompressibilityLaw::linear, .slope_per_pa = slope_per_bar / PA_PER_BAR};
}

Compressibility cnga_compressibility(double relative_density, double temperature_k) {
  const double b2 =
      344400.0 * std::pow(10.0, 1.785 * relative_density) / (PA_PER_PSI * std::pow(1.8 * temperature_k, 3.825));
  return {.law = CompressibilityLaw::cnga, .b1 = 1.0 + b2 * CNGA_AMBIENT_PA, .b2_per_pa = b2};
}

double GasFluid::reference_density_kg_m3() const {
  return normal_density_kg_m3 * NORMAL_PER_REFERENCE;
}

double GasFluid::density_per_pa() const {
  return normal_density_kg_m3 * NORMAL_TEMPERATURE_K / (temperature_k * NORMAL_PRESSURE_PA);
}

double ambient_pressure_pa(double elevation_m) {
  return NORMAL_PRESSURE_PA * std::pow(1.0 - 0.0065 * elevation_m / 288.15, 5.255);
}

}  // namespace hearthgrid::gas
