#pragma once
// The tables of `show` about what would mend the gas network, and about homes that it leaves short.

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// Pipes and regulators to enlarge and what cannot be mended, in the file's order; above it the storage and the homes
/// that are short, below it boilers' simultaneity beside the tables of planning values.
[[nodiscard]] TextTable gas_sizing_table(const TableRequest& request);

}  // namespace hearthgrid::cli
