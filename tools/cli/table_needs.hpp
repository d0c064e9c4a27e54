#pragma once
// Why a results file has nothing for a table of `show`, and what to set so that the next run has.

#include <string>

#include "engine/io/results_reader.hpp"

namespace hearthgrid::cli {

/// What is missing, and what to do about it.
struct TableNeed {
  std::string why, advice;
};

/// Of a table whose variable the file does not have.
[[nodiscard]] TableNeed need_of_table(const io::ResultsReader& reader, const std::string& table);

}  // namespace hearthgrid::cli
