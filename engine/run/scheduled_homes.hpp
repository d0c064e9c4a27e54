#pragma once
// Homes of households.csv that follow a schedule: what would be drawn for them gives way to it.

#include "engine/run/load.hpp"

namespace hearthgrid::run {

/// Puts the homes that name a schedule on it: floor and air change are the archetype's unless the table gives them, all
/// of the floor is heated, nobody lives there by the model of people, and no base load is drawn. Problems: an unknown
/// schedule; a column that people alone have a use for.
void put_on_schedules(Scenario& scenario, ProblemList& problems);

}  // namespace hearthgrid::run
