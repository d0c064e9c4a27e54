#pragma once
// The tables of `show` about the air.

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// Pollutants and CO2 equivalents: where emitted, the low and high ends, the change against `before` with its sign.
[[nodiscard]] TextTable emissions_table(const TableRequest& request);
/// The same sums by village.
[[nodiscard]] TextTable village_emissions_table(const TableRequest& request);
/// The same by month, all villages together.
[[nodiscard]] TextTable month_emissions_table(const TableRequest& request);
/// What the villages' own stacks add to their fine dust, worst first.
[[nodiscard]] TextTable air_table(const TableRequest& request);

/// "nox +38 %, co +5 %": what a mix lets out more of than `before`, by more than a percent; empty if nothing. Biogenic
/// CO2 and equivalents are not in it.
[[nodiscard]] std::string risen_pollutants(const io::ResultsReader& reader, size_t mix, size_t base);

}  // namespace hearthgrid::cli
