#pragma once
// Reads subsidies.toml.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/economy/subsidy.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& subsidies_schema();

/// Programmes in the file's order. Beside what the schema says, a problem is: a name given twice, no items, payers and
/// shares of different number, shares that are all zero, a share of the price above 1.
[[nodiscard]] std::vector<economy::Subsidy> read_subsidies(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
