#pragma once
// The table of `show` that no mix has a part in: how homes' peaks combine.

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// Heater, outdoor temperature and number of homes: ADMD and coincidence factor, each with the band in which nine of
/// ten groups lie. Bins without days and groups larger than the homes at hand are left out. The request's mix is not
/// used.
[[nodiscard]] TextTable diversity_table(const TableRequest& request);

}  // namespace hearthgrid::cli
