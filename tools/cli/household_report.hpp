#pragma once
// `show --household`: one home in full, who lives in it, what it is made of, where its heat goes, its winter by mix.

#include <string>
#include <vector>

#include "engine/io/results_reader.hpp"

namespace hearthgrid::cli {

/// In these mixes (at least one); those that are as the first are told in a line. Throws InputError for a home that the
/// file does not have.
[[nodiscard]] std::string household_text(const io::ResultsReader& reader, const std::string& household,
                                         const std::vector<size_t>& mixes);

/// The same figures as CSV: part, item, mix, value.
[[nodiscard]] std::string household_csv(const io::ResultsReader& reader, const std::string& household,
                                        const std::vector<size_t>& mixes);

}  // namespace hearthgrid::cli
