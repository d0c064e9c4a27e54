#pragma once
// A small scenario to start from, written out of the schema so that it never says anything the parser does not.

#include <string>

namespace hearthgrid::io {

/// scenario.toml with every key, its sentence, unit, range and default in comments. Keys with a default or that may be
/// left out are commented out; what must be given has an example's value. `name` is the scenario's.
[[nodiscard]] std::string scenario_template(const std::string& name);
/// The villages.csv that goes with it: three invented villages.
[[nodiscard]] std::string villages_template();

}  // namespace hearthgrid::io
