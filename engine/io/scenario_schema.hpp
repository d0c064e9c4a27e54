#pragma once
// What a scenario and its tables may hold: the parser, its messages, `describe` and `new` all stand on these.

#include "engine/io/schema.hpp"

namespace hearthgrid::io {

/// The version of the scenario format that this program reads.
inline constexpr int SCENARIO_FORMAT = 1;

[[nodiscard]] const Schema& scenario_schema();
[[nodiscard]] const Schema& villages_schema();
[[nodiscard]] const Schema& households_schema();
[[nodiscard]] const Schema& transformers_schema();
[[nodiscard]] const Schema& loads_schema();
/// Tables of a folder of feeders.
[[nodiscard]] const Schema& substations_schema();
[[nodiscard]] const Schema& lines_schema();
[[nodiscard]] const Schema& nodes_schema();

}  // namespace hearthgrid::io
