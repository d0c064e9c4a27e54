#include "models/electricity/thermal_class.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"

namespace hearthgrid::electricity {

const std::vector<ThermalClass>& thermal_classes() {
  static const std::vector<ThermalClass> classes = {DISTRIBUTION_ONAN, DISTRIBUTION_ONAN_CAUTIOUS, KIOSK_ONAN,
                                                    POWER_ONAN, POWER_ONAF};
  return classes;
}

const ThermalClass& thermal_class(std::string_view name) {
  const auto& classes = thermal_classes();
  const auto found = std::ranges::find(classes, name, &ThermalClass::name);
  if (found != classes.end()) return *found;
  std::vector<std::string> names;
  for (const auto& each : classes) names.emplace_back(each.name);
  throw InputError(Problem{"", 0, 0, "unknown thermal class '" + std::string(name) + "' of a transformer",
                           advice_for_unknown(name, names)});
}

}  // namespace hearthgrid::electricity
