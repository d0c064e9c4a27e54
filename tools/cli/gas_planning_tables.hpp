#pragma once
// What `show --table gas_sizing` says around its works, as tables of their own that a machine can read.

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// Status, cost, storage and homes that are short: one figure of the mix in each row, with its unit.
[[nodiscard]] TextTable gas_planning_table(const TableRequest& request);
/// Storage, and the same as liquefied gas, by area of the network, and of all areas together.
[[nodiscard]] TextTable gas_storage_table(const TableRequest& request);
/// Burners at once over their rated draw by number of burners, beside tables of planning values.
[[nodiscard]] TextTable gas_simultaneity_table(const TableRequest& request);

}  // namespace hearthgrid::cli
