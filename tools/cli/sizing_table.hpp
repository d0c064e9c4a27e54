#pragma once
// Heaters against what their homes need on the design day, and how cold it gets where they are too small.

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// Homes of a mix whose heater gives less than they need on the design day; false for homes that nobody heats.
[[nodiscard]] std::vector<bool> undersized_homes(const io::ResultsReader& reader, size_t mix);

/// A row per heater: homes that are heated, medians of load and capacity, and the undersized ones: how many, the median
/// and the lowest of their coldest indoor temperatures, median hours below 14 degC, median unmet heat beside that of
/// the other homes.
[[nodiscard]] TextTable sizing_table(const TableRequest& request);

}  // namespace hearthgrid::cli
