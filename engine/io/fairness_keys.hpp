#pragma once
// Keys about who gains and who loses, what an avoided tonne costs, and how far the works have come; and the table of
// reported progress.

#include "engine/io/key.hpp"

namespace hearthgrid::io {

[[nodiscard]] Key fairness_keys();
[[nodiscard]] Key abatement_keys();
[[nodiscard]] Key progress_keys();
/// progress.csv
[[nodiscard]] const Schema& progress_schema();

}  // namespace hearthgrid::io
