#pragma once
// Where the files that come with the program stand: built-in data and example scenarios.

#include <optional>
#include <string>
#include <vector>

namespace hearthgrid::io {

/// The path of a file that comes with the program, by its name in the project ("models/heater/technologies.toml").
/// Looked for in the folder that the environment variable HEARTHGRID_DATA names, then in ../share/hearthgrid beside the
/// program, then in the tree the program was built from. RunError with the places looked at if it is in none.
[[nodiscard]] std::string data_path(const std::string& name);

/// The folder of an example scenario ("yanggao-pellets"), found in the same places; nothing if there is none.
[[nodiscard]] std::optional<std::string> scenario_folder(const std::string& name);
/// Names of the example scenarios, sorted.
[[nodiscard]] std::vector<std::string> scenario_names();

}  // namespace hearthgrid::io
