#pragma once
// The floor that a home heats under an option.

#include "engine/run/plan.hpp"
#include "engine/run/population.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::run {

/// [m2]: what its people heat before or after a conversion, and no more than the machines of a room-by-room heater
/// serve (unit_area_m2 times units, whatever their size).
[[nodiscard]] double heated_floor_m2(const Household& home, const Option& option, const heater::Technology& technology);

}  // namespace hearthgrid::run
