#pragma once
// What a cubic metre of natural gas is: reference conditions, heating value, density.
//
// A cubic metre in a scenario and in every result is at 20 degC and 101.325 kPa (the condition that Chinese gas is
// metered and sold at); network equations use 0 degC and 101.325 kPa ("normal") and say so. Volumes convert as an ideal
// gas's; the compressibility of natural gas differs by less than 0.1 % between the two.
//
// Two sets stand here because figures differ: the code's default is CHINESE_NATURAL_GAS. Beware of density tables at
// 1 bar (pandapipes): 1.3 % less gas than at 101.325 kPa.

#include <string_view>

namespace hearthgrid::gas {

constexpr double REFERENCE_TEMPERATURE_K =
    293.15;  ///< 20 degC, volumes of scenario and results; standard (GB 17820, recalled)
constexpr double NORMAL_TEMPERATURE_K = 273.15;     ///< 0 degC, network equations; standard (GB 50028)
constexpr double REFERENCE_PRESSURE_KPA = 101.325;  ///< of both

/// Cubic metres at 0 degC that hold the gas of one cubic metre at 20 degC.
constexpr double NORMAL_PER_REFERENCE = NORMAL_TEMPERATURE_K / REFERENCE_TEMPERATURE_K;

/// m3 at 20 degC to m3 at 0 degC, both at 101.325 kPa.
[[nodiscard]] constexpr double to_normal_m3(double reference_m3) {
  return reference_m3 * NORMAL_PER_REFERENCE;
}
/// m3 at 0 degC to m3 at 20 degC, both at 101.325 kPa.
[[nodiscard]] constexpr double to_reference_m3(double normal_m3) {
  return normal_m3 / NORMAL_PER_REFERENCE;
}
/// m3 at any temperature and absolute pressure to m3 at 20 degC and 101.325 kPa, ideal gas.
[[nodiscard]] constexpr double to_reference_m3(double m3, double temperature_k, double pressure_kpa) {
  return m3 * (REFERENCE_TEMPERATURE_K / temperature_k) * (pressure_kpa / REFERENCE_PRESSURE_KPA);
}

/// A gas per cubic metre at 20 degC and 101.325 kPa.
struct GasProperties {
  std::string_view name;
  double lower_heating_value_mj_m3 = 0.0;   ///< water vapour not condensed; boiler efficiencies are on this basis
  double higher_heating_value_mj_m3 = 0.0;  ///< water vapour condensed
  double density_kg_m3 = 0.0;
  std::string_view status;  ///< standard, assumed, unverified
  std::string_view source;

  [[nodiscard]] constexpr double lower_heating_value_kwh_m3() const { return lower_heating_value_mj_m3 / 3.6; }
  [[nodiscard]] constexpr double higher_heating_value_kwh_m3() const { return higher_heating_value_mj_m3 / 3.6; }
  /// Density at 0 degC and 101.325 kPa.
  [[nodiscard]] constexpr double normal_density_kg_m3() const { return density_kg_m3 / NORMAL_PER_REFERENCE; }
};

/// The default. The heating value is a planner's round figure; its sources do not say at which temperature.
constexpr GasProperties CHINESE_NATURAL_GAS{"natural gas, China",
                                            35.5,
                                            35.5 * 37.78 / 34.02,
                                            0.725 * NORMAL_PER_REFERENCE,
                                            "unverified",
                                            "lower heating value: usual planning figure 35 to 36 MJ/m3, taken at the "
                                            "scenario's conditions; higher over lower as of "
                                            "12T reference gas, GB/T 13611 as recalled (37.78 / 34.02); density: "
                                            "middle of 0.70 to 0.75 kg/m3 as recalled, at 0 degC"};

/// The high-calorific gas of pandapipes' library, brought from its 1 bar to 101.325 kPa.
constexpr GasProperties EUROPEAN_H_GAS{"H gas, pandapipes",
                                       13.2018 * 3.6 * 0.6829 * 1.01325,
                                       14.6220 * 3.6 * 0.6829 * 1.01325,
                                       0.6829 * 1.01325,
                                       "standard",
                                       "pandapipes 5b52494, hgas: 13.2018 and 14.6220 kWh/kg, 0.6829 kg/m3 at 293 K; "
                                       "its densities follow from its molar mass "
                                       "at 1 bar, not at 101.325 kPa"};

/// Gas that a burner draws [m3/h at 20 degC] to give `heat_kw` at an efficiency on the lower heating value.
[[nodiscard]] constexpr double draw_m3h(double heat_kw, double efficiency, const GasProperties& gas) {
  return heat_kw / (efficiency * gas.lower_heating_value_kwh_m3());
}

}  // namespace hearthgrid::gas
