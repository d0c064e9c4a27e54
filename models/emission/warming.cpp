#include "models/emission/warming.hpp"

namespace hearthgrid::emission {

const std::vector<std::string>& warming_gas_names() {
  static const std::vector<std::string> NAMES = {"ch4_fossil", "ch4_non_fossil", "n2o"};
  return NAMES;
}

double co2_equivalent_kg(const EmissionResult& result, const WarmingPotentials& potentials, Where where, int horizon) {
  const WarmingGas methane = where == Where::upstream ? WarmingGas::ch4_fossil : WarmingGas::ch4_non_fossil;
  return result.at(where, Pollutant::co2) + result.at(where, Pollutant::co2e_unsplit) +
         potentials.of(methane, horizon) * result.at(where, Pollutant::ch4) +
         potentials.of(WarmingGas::n2o, horizon) * result.at(where, Pollutant::n2o);
}

double co2_equivalent_kg(const EmissionResult& result, const WarmingPotentials& potentials, int horizon) {
  double kg = 0.0;
  for (const Where where : {Where::stove, Where::plant, Where::upstream}) {
    kg += co2_equivalent_kg(result, potentials, where, horizon);
  }
  return kg;
}

}  // namespace hearthgrid::emission
