#pragma once
// Reads tariffs.toml.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/economy/tariff.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& tariffs_schema();

/// Tariffs in the file's order. Beside what the schema says, a problem is: a name given twice, gas tiers that do not
/// rise or have an end after the last, a ladder whose tiers do not rise, a day that no year has.
[[nodiscard]] std::vector<economy::TariffSet> read_tariffs(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
