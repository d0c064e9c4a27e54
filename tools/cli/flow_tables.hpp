#pragma once
// Results of a power flow as tables: everything by element for files, the extremes for people.

#include <string>
#include <vector>

#include "models/electricity/network/power_flow.hpp"
#include "tools/cli/result_table.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {

struct SolvedNetwork {
  const electricity::Network& network;
  const electricity::PowerFlowResult& result;
  bool three_phase = false;
};

/// bus, line, transformer and source; of three phases each its own columns, else sums and line-to-line voltages.
[[nodiscard]] std::vector<ResultTable> result_tables(const SolvedNetwork& solved);

/// One object: what was solved, totals, and each table as a list of objects by column.
[[nodiscard]] std::string result_json(const SolvedNetwork& solved);

/// The summary that `flow` prints, with `top` rows in each table, in 80 columns.
[[nodiscard]] std::string flow_text(const SolvedNetwork& solved, size_t top);

}  // namespace hearthgrid::cli
