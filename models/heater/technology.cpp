#include "models/heater/technology.hpp"

#include <algorithm>
#include <limits>

namespace hearthgrid::heater {

double supply_temperature_c(const Technology& technology, double outdoor_temp_c) {
  return technology.supply_temp_c + technology.supply_slope * std::max(0.0, -outdoor_temp_c);
}

double emitter_conductance_w_k(const Technology& technology) {
  return technology.emitter_w_k ? technology.emitter_w_k->value : std::numeric_limits<double>::infinity();
}

double units_per_joule(const Technology& technology) {
  return 1.0 / (technology.fuel_lhv_mj_per_unit * 1e6);
}

const std::vector<std::string>& carrier_names() {
  static const std::vector<std::string> NAMES = {"none", "electricity", "gas", "coal", "pellets"};
  return NAMES;
}

std::optional<Carrier> carrier_from_name(std::string_view name) {
  const auto& names = carrier_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Carrier>(found - names.begin());
}

}  // namespace hearthgrid::heater
