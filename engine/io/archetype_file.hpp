#pragma once
// archetypes.toml: kinds of homes from materials, constructions, windows and retrofits.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/dwelling/archetype.hpp"

namespace hearthgrid::io {

/// Of archetypes.toml.
[[nodiscard]] const Schema& archetypes_schema();

/// Reads archetypes from TOML text, in the file's order. Every archetype has the envelope "none". Names that nothing
/// bears, layers that cannot be read ("clay_brick 240 mm"), materials without figures and archetypes without an outer
/// surface are problems with their place; what could be read is returned. `library` is the path of a further file whose
/// materials, constructions and window types may be named too (not its archetypes); empty = none.
[[nodiscard]] std::vector<dwelling::Archetype> read_archetypes(const std::string& toml_text,
                                                               const std::string& file_name, ProblemList& problems,
                                                               const std::string& library = "");
[[nodiscard]] std::vector<dwelling::Archetype> read_archetypes_file(const std::string& path, ProblemList& problems,
                                                                    const std::string& library = "");

}  // namespace hearthgrid::io
