#pragma once
// From energy used to kilograms let out, by pollutant and place.
//
//   stove     kg = sum over devices of  fuel [MJ] * factor [g/MJ] / 1000
//   plant     kg = meter [kWh] / (1 - line losses) * scale * factor [g/kWh] / 1000
//   upstream  kg = fuel [MJ] * supply factor [g/MJ] / 1000, and generated kWh * supply factor of power plants
//
// Assumes: factors that do not change with how hard a stove is driven; plants' change with the hour by `plant_scale`,
// the use's own mean over the table's. Linear, so that homes, villages and mixes may be added before or after. low and
// high take every factor at its end at once: they bound, they are not percentiles. For a saving, subtract results of
// equal level.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/emission/factors.hpp"

namespace hearthgrid::emission {

/// Fuels with a supply chain of their own, in the order of their rows "upstream_coal", "upstream_gas",
/// "upstream_pellets", "upstream_wood", "upstream_straw"; a chain without rows lets out nothing.
enum class Fuel { coal, gas, pellets, wood, straw };

/// A fuel's supply chain in the factors: "upstream_coal", ...
[[nodiscard]] std::string_view chain_of(Fuel fuel);
constexpr std::string_view CHAIN_OF_PLANTS = "upstream_electricity";

/// Fuel burned in one kind of device.
struct DeviceUse {
  std::string device;  ///< a stove's name in the factors: "coal_stove"
  Fuel fuel = Fuel::coal;
  double fuel_mj = 0.0;  ///< lower heating value
};

/// One for every pollutant.
[[nodiscard]] constexpr std::array<double, POLLUTANTS> unit_scale() {
  std::array<double, POLLUTANTS> scale{};
  for (double& s : scale) s = 1.0;
  return scale;
}

/// What a home, a village or a county uses.
struct FuelUse {
  std::vector<DeviceUse> burned;
  double electricity_kwh = 0.0;                               ///< at the meters
  double line_loss_share = 0.0;                               ///< of the generated, lost before the meters; [0, 1)
  std::string plant = "electricity_north";                    ///< the plants' name in the factors
  std::array<double, POLLUTANTS> plant_scale = unit_scale();  ///< of their factors, by the hours of the use
};

/// Kilograms by place and pollutant.
struct EmissionResult {
  std::array<std::array<double, POLLUTANTS>, PLACES> kg{};

  [[nodiscard]] double at(Where where, Pollutant pollutant) const {
    return kg[static_cast<size_t>(where)][static_cast<size_t>(pollutant)];
  }
  [[nodiscard]] double total(Pollutant pollutant) const;  ///< over all places
  EmissionResult& operator+=(const EmissionResult& other);
  EmissionResult& operator-=(const EmissionResult& other);
};

/// Emissions of a use. Throws std::invalid_argument for a device or plant without factors, or for a negative use.
[[nodiscard]] EmissionResult emissions_of(const FactorSet& factors, const FuelUse& use, Level level);

/// Megajoules or kWh that each row of the factors is multiplied with, so that a draw of the rows costs one sum:
///   total kg of a pollutant = sum over its rows of  value * amount / 1000
/// Shares of phases and the plants' scale are in it. Throws as emissions_of.
[[nodiscard]] std::vector<double> amount_of_row(const FactorSet& factors, const FuelUse& use);

}  // namespace hearthgrid::emission
