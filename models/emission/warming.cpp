#include "models/emission/warming.hpp"

#include <algorithm>

namespace hearthgrid::emission {

namespace {

double of(const GasPotentials& gases, WarmingGas gas) {
  return gases[static_cast<size_t>(gas)];
}

}  // namespace

const std::vector<std::string>& warming_gas_names() {
  static const std::vector<std::string> NAMES = {"ch4_fossil", "ch4_non_fossil", "n2o"};
  return NAMES;
}

GasPotentials moved(const GasPotentials& gases, double ch4_fossil, double n2o) {
  const double by = ch4_fossil - of(gases, WarmingGas::ch4_fossil);
  return {std::max(0.0, ch4_fossil), std::max(0.0, of(gases, WarmingGas::ch4_non_fossil) + by), std::max(0.0, n2o)};
}

double co2_equivalent_kg(const EmissionResult& result, const GasPotentials& gases, Where where) {
  const WarmingGas methane = where == Where::upstream ? WarmingGas::ch4_fossil : WarmingGas::ch4_non_fossil;
  return result.at(where, Pollutant::co2) + result.at(where, Pollutant::co2e_unsplit) +
         of(gases, methane) * result.at(where, Pollutant::ch4) +
         of(gases, WarmingGas::n2o) * result.at(where, Pollutant::n2o);
}

double co2_equivalent_kg(const EmissionResult& result, const GasPotentials& gases) {
  double kg = 0.0;
  for (const Where where : {Where::stove, Where::plant, Where::upstream}) kg += co2_equivalent_kg(result, gases, where);
  return kg;
}

}  // namespace hearthgrid::emission
