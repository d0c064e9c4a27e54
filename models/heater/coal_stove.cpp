// Hand-fired stove, whatever the fuel: it has no capacity to call on; its heat is prescribed by the firings
// (hand_fired.hpp). Its input per heat is that of the season, a kang's heat counted:
//   r = 1 / (eta_s + kang_share (1 - eta_s)),  eta_s = efficiency field_factor

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt coal_stove(const Technology& technology) {
  const double stove = technology.efficiency * technology.field_factor;
  return constant_row(0.0, 1.0 / (stove + technology.kang_share * (1.0 - stove)));
}

}  // namespace hearthgrid::heater
