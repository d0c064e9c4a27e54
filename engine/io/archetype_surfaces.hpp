#pragma once
// Opaque surfaces of an archetype: those of its box, those it lists, doors cut into walls.

#include <map>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/key.hpp"
#include "engine/io/settings.hpp"
#include "models/dwelling/construction.hpp"

namespace hearthgrid::io {

using Constructions = std::map<std::string, std::vector<dwelling::Layer>>;

[[nodiscard]] std::vector<KeySpec> surface_keys();
[[nodiscard]] std::vector<KeySpec> face_keys();  ///< what a surface says of sunlight and infrared on its faces
[[nodiscard]] std::vector<KeySpec> box_keys();

/// Floor area and volume from the box where they are not given, its walls, roof, floor and partitions, then the listed
/// surfaces: one that bears the name of a part of the box changes it by the keys it gives, the others are added. The
/// home's zones must be there. Names given twice and keys missing are problems.
void read_surfaces(const Settings& archetype, const Constructions& constructions, dwelling::Dwelling& home,
                   ProblemList& problems);

/// Takes the openings off the walls and the roof of the box: surfaces with `on`, and the home's windows, each from the
/// wall that looks nearest its way (from the roof, if it lies flatter than 60 degrees). A part given an area of its own
/// keeps it. An opening larger than its wall is a problem.
void cut_openings(const Settings& archetype, dwelling::Dwelling& home, ProblemList& problems);

}  // namespace hearthgrid::io
