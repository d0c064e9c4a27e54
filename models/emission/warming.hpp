#pragma once
// From gases to carbon dioxide equivalents: what warms as much over 20 or over 100 years.
//
//   CO2e = CO2 + GWP(CH4) CH4 + GWP(N2O) N2O + co2e_unsplit
//
// Methane let out unburnt upstream (mines, gas) has the fossil value. That of stoves and plants has the non-fossil one,
// whatever the fuel: their CO2 factors count all carbon of the fuel as CO2 already, and the fossil value would count
// the methane's a second time (GHG Protocol, GWP values v2.0, 2024; of biogenic fuels there is no other anyway). Not in
// it: biogenic CO2 (it is reported apart), black and organic carbon (their warming and cooling hang on place, height
// and snow, and AR6 gives no GWP of them), CO, NMVOC and NOx. co2e_unsplit is of 100 years; it stands unchanged in the
// sum of 20 years, which understates upstream methane.
//
// Low and high of a potential are the ends of its 90 % range (AR6). Those of equivalents take factors and potentials at
// their ends at once. Whether methane is fossil or not, what is uncertain is the same (AR6 gives one range to both): a
// draw moves the two together.

#include <array>
#include <string>
#include <vector>

#include "models/emission/emissions.hpp"

namespace hearthgrid::emission {

enum class WarmingGas { ch4_fossil, ch4_non_fossil, n2o };
constexpr int WARMING_GASES = 3;
constexpr std::array<int, 2> HORIZON_YEARS = {20, 100};
constexpr int HORIZONS = 2;

/// "ch4_fossil", "ch4_non_fossil", "n2o" in the order of WarmingGas.
[[nodiscard]] const std::vector<std::string>& warming_gas_names();

/// kg CO2e per kg, in the order of WarmingGas.
using GasPotentials = std::array<double, WARMING_GASES>;

/// Of both horizons. The table with sources is models/emission/gwp.csv; no default here, so that nothing is counted by
/// a figure that nobody gave.
struct WarmingPotentials {
  std::array<std::array<GasPotentials, HORIZONS>, LEVELS> value{};
  std::array<std::array<std::string, WARMING_GASES>, HORIZONS> status, source;

  [[nodiscard]] const GasPotentials& at(int horizon, Level level = Level::central) const {
    return value[static_cast<size_t>(level)][static_cast<size_t>(horizon)];
  }
  [[nodiscard]] double of(WarmingGas gas, int horizon, Level level = Level::central) const {
    return at(horizon, level)[static_cast<size_t>(gas)];
  }
};

/// Potentials with methane's moved as far from `gases` as `ch4_fossil` lies from its fossil value, and nitrous oxide's
/// at `n2o`; none below 0.
[[nodiscard]] GasPotentials moved(const GasPotentials& gases, double ch4_fossil, double n2o);

/// CO2 equivalents let out at a place [kg].
[[nodiscard]] double co2_equivalent_kg(const EmissionResult& result, const GasPotentials& gases, Where where);
/// Over all places.
[[nodiscard]] double co2_equivalent_kg(const EmissionResult& result, const GasPotentials& gases);

}  // namespace hearthgrid::emission
