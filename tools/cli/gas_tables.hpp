#pragma once
// The tables of `show` about the gas network.

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// Nodes that draw, lowest pressure first, with the mix's figures above and the busiest pipes, regulators, supplies and
/// line pack below; villages where the file knows no network.
[[nodiscard]] TextTable gas_table(const TableRequest& request);
/// Pipes, fastest gas first.
[[nodiscard]] TextTable gas_pipes_table(const TableRequest& request);
/// Regulators with the lowest pressures at both ends, those nearest to their capacity first.
[[nodiscard]] TextTable gas_regulators_table(const TableRequest& request);
/// What the pipes of each pressure tier hold.
[[nodiscard]] TextTable gas_line_pack_table(const TableRequest& request);
/// Supplies in the file's order.
[[nodiscard]] TextTable gas_supplies_table(const TableRequest& request);
/// The way from the supply to the node of the lowest pressure, at that moment.
[[nodiscard]] TextTable gas_profile_table(const TableRequest& request);

}  // namespace hearthgrid::cli
