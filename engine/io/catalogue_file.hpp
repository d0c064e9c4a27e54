#pragma once
// Reads catalogue.toml.

#include <string>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/economy/catalogue.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& catalogue_schema();

/// Costs of a file. Beside what the schema says, a problem is: a technology or envelope given twice, transformers that
/// do not rise in rating.
[[nodiscard]] economy::Catalogue read_catalogue(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
