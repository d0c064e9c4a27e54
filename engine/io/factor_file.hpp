#pragma once
// Reads emission_factors.csv.

#include <string>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/emission/factors.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& emission_factors_schema();

/// Factors of a file. Beside what the schema says, a problem is: values out of order, a pollutant given twice, a stove
/// or plant that leaves a pollutant out, rows of a device with different places or units, an unknown supply chain,
/// phases that do not make up the whole, an empty source.
[[nodiscard]] emission::FactorSet read_factors(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
