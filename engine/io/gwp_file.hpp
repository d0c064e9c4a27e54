#pragma once
// Reads gwp.csv: what a kilogram of methane or nitrous oxide counts in kilograms of carbon dioxide.

#include <string>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/emission/warming.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& gwp_schema();

/// Beside what the schema says, a problem is: a gas and horizon given twice or not at all, values out of order, an
/// empty source.
[[nodiscard]] emission::WarmingPotentials read_gwp(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
