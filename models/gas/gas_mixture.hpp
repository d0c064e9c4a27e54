#pragma once
// Gas by its composition: molar mass, heating values, density, viscosity, and blends with hydrogen.
//
//   M = sum x M_i      Z = 1 - (sum x sqrt(b_i))^2  (ISO 6976, at 0 degC and 101.325 kPa)      rho_N = M p_N / (Z R
//   T_N) H per m3 = (sum x H_i) p / (Z R T), molar heats of combustion at 25 degC viscosity: Wilke's rule over pure
//   gases, linear in temperature between 0 and 20 degC
//
// Heats of combustion are taken at 25 degC whatever the volume's condition; another combustion temperature changes them
// by under 0.2 %. Z at 20 degC is taken as at 0 degC (0.04 % of natural gas).
//
// Valid: natural gases, hydrogen blends, coal-bed methane at distribution pressures; not for liquefied gas near its dew
// point.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/gas/network/gas_fluid.hpp"
#include "models/gas/properties.hpp"

namespace hearthgrid::gas {

struct GasComponent {
  std::string_view name;
  double molar_mass_kg_kmol = 0.0;
  double higher_kj_mol = 0.0, lower_kj_mol = 0.0;  ///< heat of combustion, 25 degC
  double summation_factor = 0.0;                   ///< sqrt(b) at 0 degC
  double viscosity_273_pa_s = 0.0, viscosity_293_pa_s = 0.0;
  std::string_view viscosity_status;  ///< standard: NIST's by pandapipes' tables; unverified: recalled
};

/// Molar masses: IUPAC. Heats of combustion and summation factors: ISO 6976:1995, recalled (unverified): with methane
/// they give the 37.78 and 34.02 MJ/m3 (15 degC) of GB/T 13611's reference gas 12T.
[[nodiscard]] std::span<const GasComponent> gas_components();

struct GasShare {
  std::string component;
  double mole_share = 0.0;  ///< of volume, as good as
};

class GasMixture {
 public:
  /// Throws std::invalid_argument naming an unknown or doubled component, a share below 0, or a sum that is not 1
  /// within 0.1 %; shares are scaled to 1.
  GasMixture(std::string name, std::vector<GasShare> shares);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<GasShare>& shares() const { return shares_; }
  [[nodiscard]] double molar_mass_kg_kmol() const;
  [[nodiscard]] double compressibility_normal() const;  ///< Z at 0 degC and 101.325 kPa
  [[nodiscard]] double normal_density_kg_m3() const;    ///< at 0 degC and 101.325 kPa
  [[nodiscard]] double relative_density() const;        ///< over air's, normal
  /// Per m3 at 101.325 kPa and the temperature given.
  [[nodiscard]] double higher_heating_value_mj_m3(double temperature_k = REFERENCE_TEMPERATURE_K) const;
  [[nodiscard]] double lower_heating_value_mj_m3(double temperature_k = REFERENCE_TEMPERATURE_K) const;
  [[nodiscard]] double wobbe_mj_m3(double temperature_k = REFERENCE_TEMPERATURE_K) const;  ///< higher
  [[nodiscard]] double viscosity_pa_s(double temperature_k) const;

  /// What network equations take. Linear: the slope that makes Z the mixture's own at 101.325 kPa; CNGA: of its
  /// relative density (meant for natural gases).
  [[nodiscard]] GasFluid fluid(double temperature_k, CompressibilityLaw law) const;

  /// With `volume_share` of hydrogen put in, between 0 and 1; the rest keeps its composition.
  [[nodiscard]] GasMixture with_hydrogen(double volume_share) const;

 private:
  [[nodiscard]] double per_m3(double kj_mol, double temperature_k) const;
  std::string name_;
  std::vector<GasShare> shares_;
  std::vector<size_t> component_;  ///< of each share
};

}  // namespace hearthgrid::gas
