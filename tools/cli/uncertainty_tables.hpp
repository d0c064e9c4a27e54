#pragma once
// Tables of how sure the results are: bands of headlines, what drives them, the inputs drawn, the ensemble's members.

#include <string>
#include <vector>

#include "engine/io/results_reader.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// Headlines of a mix with P05, P50 and P95, and those of their change against `before`.
[[nodiscard]] TextTable uncertainty_table(const TableRequest& request);
/// The three inputs that matter most for each headline of a mix, by total index; in CSV all that matter.
[[nodiscard]] TextTable drivers_table(const TableRequest& request);
/// What is drawn; the same whatever the mix.
[[nodiscard]] TextTable inputs_table(const TableRequest& request);
/// Winters and populations of an ensemble, and the extreme winter by return period.
[[nodiscard]] TextTable members_table(const TableRequest& request);

/// P05 to P95 of every headline of several files' mixes side by side, and whether those of their changes lie on one
/// side of 0; no rows where no file has bands.
[[nodiscard]] TextTable compared_bands(const std::vector<std::string>& names,
                                       const std::vector<const io::ResultsReader*>& readers);

/// Adds the bands to a CSV table of the files' mixes, one row each in the files' order; nothing where no file has any.
void add_band_columns(const std::vector<const io::ResultsReader*>& readers, TextTable& table);

}  // namespace hearthgrid::cli
