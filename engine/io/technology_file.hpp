#pragma once
// technologies.toml: the library of heaters, and a user's own entries in the same form.
//
//   [technology.my_heat_pump]
//   like = "ashp_water"                # start from another entry's numbers (optional)
//   supply_temp_c = { value = 41, source = "site visit", status = "measured" }

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& technologies_schema();

/// `base` with the file's entries put over it: an entry of the same name replaces, others are appended in the file's
/// order. `like` may name an entry of `base`, the very name being replaced, or an entry further up in the file. Adds to
/// `problems`: what the schema refuses, unknown models, carriers that the model cannot use, missing numbers, tables of
/// the wrong shape, sources left empty, and water hotter than a heat pump's table in the cold.
[[nodiscard]] std::vector<heater::Technology> read_technologies(const std::string& path, ProblemList& problems,
                                                                std::vector<heater::Technology> base = {});

/// The same from TOML text; `file_name` is for messages.
[[nodiscard]] std::vector<heater::Technology> read_technologies_text(const std::string& toml_text,
                                                                     const std::string& file_name,
                                                                     ProblemList& problems,
                                                                     std::vector<heater::Technology> base = {});

/// Null if there is none of that name.
[[nodiscard]] const heater::Technology* find_technology(const std::vector<heater::Technology>& technologies,
                                                        const std::string& name);

}  // namespace hearthgrid::io
