#pragma once
// Reads measures.toml: what can be done to a low-voltage area, and what it costs.

#include <string>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/economy/catalogue.hpp"
#include "models/electricity/planning/measure_catalogue.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& measures_schema();

/// Measures and lines of a file; transformers have the sizes of their series that `prices` has a price for. Beside what
/// the schema says, a problem is: a line given twice or unknown, a series that does not exist, a key that a kind of
/// measure needs and lacks, or has and does not use, an empty list.
[[nodiscard]] electricity::MeasureCatalogue read_measures(const std::string& path, const economy::Catalogue& prices,
                                                          ProblemList& problems);

}  // namespace hearthgrid::io
