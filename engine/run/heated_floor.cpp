#include "engine/run/heated_floor.hpp"

#include <algorithm>

namespace hearthgrid::run {

double heated_floor_m2(const Household& home, const Option& option, const heater::Technology& technology) {
  const double share = option.converted ? home.people.heated_share_after : home.people.heated_share_before;
  const double wanted = home.floor_area_m2 * share;
  const double served = technology.unit_area_m2 * technology.units;
  return served > 0.0 ? std::min(wanted, served) : wanted;
}

}  // namespace hearthgrid::run
