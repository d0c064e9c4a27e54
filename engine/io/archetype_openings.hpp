#pragma once
// Windows and doors of an archetype file in the walls that they lie in.

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "models/dwelling/construction.hpp"

namespace hearthgrid::io {

/// What lies behind each window: what it names itself or, in a box, what lies behind its wall (the one that looks
/// nearest its way; the roof, if it lies flatter than 60 degrees). A window in a wall against a heated neighbour or
/// soil is a problem; so is one without a box whose plane has walls to other spaces only.
void place_windows(const Settings& archetype, dwelling::Dwelling& home, ProblemList& problems);

/// Takes the openings off the walls and the roof of the box: surfaces with `on`, and the home's windows. A part given
/// an area of its own keeps it, and nothing may be `on` it. An opening larger than its wall is a problem.
void cut_openings(const Settings& archetype, dwelling::Dwelling& home, ProblemList& problems);

/// Floor area, volume, tilts and areas that contradict the box are problems: a part made smaller than the box says
/// while no other surface closes the hole, a roof that looks down.
void check_box(const Settings& archetype, const dwelling::Dwelling& home, ProblemList& problems);

}  // namespace hearthgrid::io
