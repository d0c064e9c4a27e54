#pragma once
// Results of a gas flow as tables: everything by element for files, the extremes for people.

#include <string>
#include <vector>

#include "models/gas/network/gas_flow.hpp"
#include "tools/cli/result_table.hpp"

namespace hearthgrid::cli {

struct SolvedGas {
  const gas::GasFlow& flow;
  const gas::GasFlowResult& result;
  std::string friction;
};

/// node, pipe, regulator, compressor, supply. Pressures are gauge where they do not say absolute, m3 are at 20 degC and
/// 101.325 kPa; a pipe's flow counts from its first node to its second.
[[nodiscard]] std::vector<ResultTable> gas_result_tables(const SolvedGas& solved);

/// One object: what was solved, totals, and each table as a list of objects by column.
[[nodiscard]] std::string gas_result_json(const SolvedGas& solved);

/// The summary that `flow` prints, with `top` rows in each table, in 80 columns.
[[nodiscard]] std::string gas_flow_text(const SolvedGas& solved, size_t top);

}  // namespace hearthgrid::cli
