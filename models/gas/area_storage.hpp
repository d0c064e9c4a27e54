#pragma once
// Storages beside the supplies of several areas under caps of their own and a cap on all together (a county's
// contract): the smallest in each area that leave nobody short. Of one area alone it is peak_storage.hpp's.
//
// Day by day, known ahead, u(a, t) being what area a's storage sends out in an hour:
//   own caps   u1(a, t) = min(d, max(d - hourly cap, v(a))), v the least that keeps the daily cap
//   all        w(t) = min(D, max(D - hourly cap, sum u1, v)), with the sums over the areas D; w - sum u1 is shared out
//   to
//              areas in proportion to what they still draw from the network
//   refill     as early as it can, in each hour what caps leave, shared out in proportion to what is missing
// Every storage is full at the start; refilling is limited by nothing but caps. The cap on all together binds each area
// too, so that u1 sees it.
//
// With a cap on all together the shares are a choice, and the volumes' sum is not the least: one area's storage may
// stand full while another's is still refilled.

#include <span>
#include <vector>

#include "models/gas/peak_storage.hpp"

namespace hearthgrid::gas {

/// `draw_m3h`: [area][step], from a midnight on; `limits`: of each area. Throws std::invalid_argument as assess_supply
/// does, and for sizes that do not fit.
[[nodiscard]] std::vector<StorageNeed> size_area_storages(std::span<const double> draw_m3h, double step_min,
                                                          std::span<const SupplyLimits> limits,
                                                          const SupplyLimits& all);

}  // namespace hearthgrid::gas
