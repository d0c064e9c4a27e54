#pragma once
// The tables of an entry of technologies.toml: efficiency curve, full-load map, map file, rating points.

#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "engine/io/settings.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::io {

/// Keys of the tables, for the entry's schema.
[[nodiscard]] std::vector<KeySpec> technology_table_keys();

/// Source and status of the number or table at `key`, as far as they are given; an empty source is a problem.
void read_source(const Settings& entry, const std::string& key, std::string& source, std::string& status);

/// Reads the tables that the entry gives into the technology, whose model has been looked up. Tables that do not fit
/// together or that models/heater/map_faults.hpp finds fault with are problems with row and column, and left out.
void read_technology_tables(const Settings& entry, heater::Technology& technology, ProblemList& problems);

}  // namespace hearthgrid::io
