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

/// "south wall" for the wall of a box that looks there, to the nearest of eight directions.
[[nodiscard]] std::string wall_name(double azimuth_deg);

}  // namespace hearthgrid::io
