#include "engine/run/supply_chains.hpp"

#include <fmt/format.h>

#include <set>

#include "engine/run/mix_air.hpp"

namespace hearthgrid::run {

std::vector<std::string> lacking_chains(const Scenario& s) {
  constexpr const char* SAYS = "{} and its supply lets out nothing: no factors of {}";
  const AirDevices air = air_devices(s);
  std::set<emission::Fuel> burnt;
  for (const Option& option : s.plan.options) {
    if (!air.device[option.technology].empty()) burnt.insert(air.fuel[option.technology]);
  }
  std::vector<std::string> notes;
  for (const emission::Fuel fuel : burnt) {
    const std::string_view chain = emission::chain_of(fuel);
    if (s.factors.has_device(chain)) continue;
    notes.push_back(fmt::format(SAYS, fmt::format("{} is burnt", chain.substr(chain.find('_') + 1)), chain));
  }
  if (!s.factors.has_device(emission::CHAIN_OF_PLANTS)) {
    notes.push_back(fmt::format(SAYS, "power is used", emission::CHAIN_OF_PLANTS));
  }
  return notes;
}

}  // namespace hearthgrid::run
