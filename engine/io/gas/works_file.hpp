#pragma once
// Reads gas_works.toml: pipes and regulators with their prices, limits to plan with, liquefied gas, tables of
// simultaneity.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/gas/peak_storage.hpp"
#include "models/gas/simultaneity.hpp"
#include "models/gas/sizing/gas_sizing.hpp"

namespace hearthgrid::io {

struct GasWorks {
  gas::SizingCatalogue catalogue;
  gas::SizingRule rule;  ///< friction aside
  gas::LngTerms lng;
  std::vector<gas::PlanningTable> simultaneity;
};

[[nodiscard]] const Schema& gas_works_schema();

/// Beside what the schema says, a problem is: a name given twice, a table of simultaneity whose lists do not fit each
/// other or do not rise.
[[nodiscard]] GasWorks read_gas_works(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
