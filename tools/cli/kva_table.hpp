#pragma once
// The kVA-per-household rule of a results file.

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// One row per climate, heater, envelope and number of homes; the same whatever the mix.
[[nodiscard]] TextTable kva_table(const TableRequest& request);

}  // namespace hearthgrid::cli
