#pragma once
// The tables of a folder of a gas network, and which home hangs where on it.

#include "engine/io/key.hpp"

namespace hearthgrid::io {

/// Of the folder gas.network: nodes, pipes, regulators, valves, compressors, supplies, users, profiles.
[[nodiscard]] const std::vector<Schema>& gas_table_schemas();
/// gas_homes.csv.
[[nodiscard]] const Schema& gas_homes_schema();

}  // namespace hearthgrid::io
