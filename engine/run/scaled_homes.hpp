#pragma once
// Homes whose floor area is, or is not, that of their archetype.

#include <string>
#include <vector>

#include "engine/run/load.hpp"

namespace hearthgrid::run {

/// With households.area_of_archetype: homes of households.csv without heated_area_m2 take their archetype's floor area
/// instead of a drawn one.
void take_archetype_areas(Scenario& scenario);

/// What `check` says of homes scaled from their archetype: each by name where there are few, else their range; empty if
/// all have its floor area within a hundredth.
[[nodiscard]] std::vector<std::string> scaling_notes(const Scenario& scenario);

}  // namespace hearthgrid::run
