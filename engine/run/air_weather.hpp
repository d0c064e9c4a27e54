#pragma once
// The weather of a season's hours as the villages' air needs it.

#include <vector>

#include "engine/run/physics.hpp"
#include "models/emission/village_air.hpp"

namespace hearthgrid::run {

/// One entry per hour of the season, warm-up left out; means of the steps. Half of the sky or more counts as cloud
/// where it radiates at least as much as EnergyPlus has it under half a sky (weather::horizontal_infrared_w_m2).
[[nodiscard]] std::vector<emission::AirHour> air_hours(const weather::StepWeather& weather, const TimeAxis& axis);

}  // namespace hearthgrid::run
