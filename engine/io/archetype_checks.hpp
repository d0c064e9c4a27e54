#pragma once
// What an archetype says that cannot be meant, though every value by itself is allowed.

#include <set>
#include <string>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "models/dwelling/archetype.hpp"

namespace hearthgrid::io {

/// Floors on ground: soil in the layers of a slab after ISO 13370, which brings its own; a slab right on the ground's
/// yearly mean temperature without any soil; a slab whose edge does not belong to its area. `soils` names the materials
/// that are ground; a layer of half a metre counts as such, too.
void check_ground(const Settings& archetype, const dwelling::Dwelling& home, const std::set<std::string>& soils,
                  ProblemList& problems);

/// Thermal bridges that take away more heat than the home loses, with or without one of its envelopes; covers that
/// close at more different hours than there are networks for; roofs that look down.
void check_networks(const Settings& archetype, const dwelling::Archetype& read, ProblemList& problems);

/// Homes without a box: volume against floor, windows against the walls that look their way.
void check_proportions(const Settings& archetype, const dwelling::Dwelling& home, ProblemList& problems);

}  // namespace hearthgrid::io
