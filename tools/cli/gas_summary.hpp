#pragma once
// What a planner asks first of a mix's gas network, in sentences.

#include <string>

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// Lowest pressure, what is wanted, served and not, peaks against caps, steps without a solution; folded to 80 columns.
[[nodiscard]] std::string gas_summary(const TableRequest& request);

/// Why the mix has no lowest pressure: nobody wants gas, or what keeps it from all that do. Empty where it has one.
[[nodiscard]] std::string no_pressure_reason(const TableRequest& request);

}  // namespace hearthgrid::cli
