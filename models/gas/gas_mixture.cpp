#include "models/gas/gas_mixture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace hearthgrid::gas {

namespace {

constexpr double GAS_CONSTANT_J_MOL_K = 8.314462618;  ///< CODATA 2018
constexpr double MOST_SUM_ERROR = 1e-3;

constexpr std::array<GasComponent, 10> COMPONENTS{{
    {"methane", 16.043, 890.63, 802.60, 0.0490, 1.03e-5, 1.09e-5, "standard"},
    {"ethane", 30.070, 1560.69, 1428.64, 0.1000, 8.69e-6, 9.28e-6, "standard"},
    {"propane", 44.097, 2219.17, 2043.11, 0.1453, 7.5e-6, 8.0e-6, "unverified"},
    {"n_butane", 58.123, 2877.40, 2657.32, 0.2069, 6.8e-6, 7.3e-6, "unverified"},
    {"i_butane", 58.123, 2868.20, 2648.12, 0.2049, 6.9e-6, 7.4e-6, "unverified"},
    {"nitrogen", 28.0134, 0.0, 0.0, 0.0224, 1.66e-5, 1.76e-5, "standard"},
    {"carbon_dioxide", 44.010, 0.0, 0.0, 0.0819, 1.37e-5, 1.47e-5, "standard"},
    {"hydrogen", 2.0159, 285.83, 241.81, -0.0040, 8.37701e-6, 8.79677e-6, "standard"},
    {"carbon_monoxide", 28.010, 282.98, 282.98, 0.0265, 1.66e-5, 1.75e-5, "unverified"},
    {"oxygen", 31.9988, 0.0, 0.0, 0.0316, 1.91433e-5, 2.02727e-5, "standard"},
}};

std::string known_names() {
  std::string names;
  for (const auto& component : COMPONENTS) names += (names.empty() ? "" : ", ") + std::string(component.name);
  return names;
}

double component_viscosity(const GasComponent& component, double temperature_k) {
  const double slope =
      (component.viscosity_293_pa_s - component.viscosity_273_pa_s) / (REFERENCE_TEMPERATURE_K - NORMAL_TEMPERATURE_K);
  return component.viscosity_273_pa_s + slope * (temperature_k - NORMAL_TEMPERATURE_K);
}

}  // namespace

std::span<const GasComponent> gas_components() {
  return COMPONENTS;
}

GasMixture::GasMixture(std::string name, std::vector<GasShare> shares)
    : name_(std::move(name)), shares_(std::move(shares)) {
  double sum = 0.0;
  for (const auto& share : shares_) {
    const auto* const found = std::find_if(COMPONENTS.begin(), COMPONENTS.end(),
                                           [&](const GasComponent& each) { return each.name == share.component; });
    if (found == COMPONENTS.end()) {
      throw std::invalid_argument(
          fmt::format("gas '{}': no component '{}'; known: {}", name_, share.component, known_names()));
    }
    const auto component = static_cast<size_t>(found - COMPONENTS.begin());
    if (std::find(component_.begin(), component_.end(), component) != component_.end()) {
      throw std::invalid_argument(fmt::format("gas '{}': {} stands there twice", name_, share.component));
    }
    if (!(share.mole_share >= 0.0)) {
      throw std::invalid_argument(
          fmt::format("gas '{}': the share of {} is {}", name_, share.component, share.mole_share));
    }
    component_.push_back(component);
    sum += share.mole_share;
  }
  if (!(std::abs(sum - 1.0) <= MOST_SUM_ERROR)) {
    throw std::invalid_argument(fmt::format("gas '{}': its shares sum up to {}, not 1", name_, sum));
  }
  for (auto& share : shares_) share.mole_share /= sum;
}

double GasMixture::molar_mass_kg_kmol() const {
  double mass = 0.0;
  for (size_t i = 0; i < shares_.size(); ++i) {
    mass += shares_[i].mole_share * COMPONENTS[component_[i]].molar_mass_kg_kmol;
  }
  return mass;
}

double GasMixture::compressibility_normal() const {
  double sum = 0.0;
  for (size_t i = 0; i < shares_.size(); ++i) {
    sum += shares_[i].mole_share * COMPONENTS[component_[i]].summation_factor;
  }
  return 1.0 - sum * sum;
}

double GasMixture::normal_density_kg_m3() const {
  return molar_mass_kg_kmol() * 1e-3 * NORMAL_PRESSURE_PA /
         (compressibility_normal() * GAS_CONSTANT_J_MOL_K * NORMAL_TEMPERATURE_K);
}

double GasMixture::relative_density() const {
  return normal_density_kg_m3() / AIR_NORMAL_DENSITY_KG_M3;
}

double GasMixture::per_m3(double kj_mol, double temperature_k) const {
  return kj_mol * 1e-3 * NORMAL_PRESSURE_PA / (compressibility_normal() * GAS_CONSTANT_J_MOL_K * temperature_k);
}

double GasMixture::higher_heating_value_mj_m3(double temperature_k) const {
  double heat = 0.0;
  for (size_t i = 0; i < shares_.size(); ++i) heat += shares_[i].mole_share * COMPONENTS[component_[i]].higher_kj_mol;
  return per_m3(heat, temperature_k);
}

double GasMixture::lower_heating_value_mj_m3(double temperature_k) const {
  double heat = 0.0;
  for (size_t i = 0; i < shares_.size(); ++i) heat += shares_[i].mole_share * COMPONENTS[component_[i]].lower_kj_mol;
  return per_m3(heat, temperature_k);
}

double GasMixture::wobbe_mj_m3(double temperature_k) const {
  return higher_heating_value_mj_m3(temperature_k) / std::sqrt(relative_density());
}

double GasMixture::viscosity_pa_s(double temperature_k) const {
  double sum = 0.0;
  for (size_t i = 0; i < shares_.size(); ++i) {
    const GasComponent& own = COMPONENTS[component_[i]];
    const double viscosity = component_viscosity(own, temperature_k);
    double weight = 0.0;
    for (size_t j = 0; j < shares_.size(); ++j) {
      const GasComponent& other = COMPONENTS[component_[j]];
      const double ratio = viscosity / component_viscosity(other, temperature_k);
      const double masses = other.molar_mass_kg_kmol / own.molar_mass_kg_kmol;
      const double root = 1.0 + std::sqrt(ratio) * std::sqrt(std::sqrt(masses));
      weight += shares_[j].mole_share * root * root / std::sqrt(8.0 * (1.0 + 1.0 / masses));
    }
    if (shares_[i].mole_share > 0.0) sum += shares_[i].mole_share * viscosity / weight;
  }
  return sum;
}

GasFluid GasMixture::fluid(double temperature_k, CompressibilityLaw law) const {
  GasFluid fluid{.name = name_, .normal_density_kg_m3 = normal_density_kg_m3(), .temperature_k = temperature_k};
  fluid.viscosity_pa_s = viscosity_pa_s(temperature_k);
  constexpr double PA_PER_BAR = 1e5;
  if (law == CompressibilityLaw::linear) {
    fluid.compressibility = linear_compressibility((compressibility_normal() - 1.0) / NORMAL_PRESSURE_PA * PA_PER_BAR);
  } else if (law == CompressibilityLaw::cnga) {
    fluid.compressibility = cnga_compressibility(relative_density(), temperature_k);
  }
  return fluid;
}

GasMixture GasMixture::with_hydrogen(double volume_share) const {
  if (!(volume_share >= 0.0 && volume_share <= 1.0)) {
    throw std::invalid_argument(fmt::format("gas '{}': a share of hydrogen of {}", name_, volume_share));
  }
  std::vector<GasShare> shares = shares_;
  for (auto& share : shares) share.mole_share *= 1.0 - volume_share;
  const auto own =
      std::find_if(shares.begin(), shares.end(), [](const GasShare& share) { return share.component == "hydrogen"; });
  if (own == shares.end()) {
    shares.push_back({"hydrogen", volume_share});
  } else {
    own->mole_share += volume_share;
  }
  return {fmt::format("{} with {:.3g} % hydrogen", name_, 100.0 * volume_share), std::move(shares)};
}

}  // namespace hearthgrid::gas
