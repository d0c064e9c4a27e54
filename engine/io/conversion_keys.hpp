#pragma once
// What a conversion gives homes: keys that clauses of a mix and questions of hosting share.

#include <vector>

#include "engine/io/key.hpp"

namespace hearthgrid::io {

/// Rules of eligibility and how large the heater is: eligibility, sizing, size, design_margin, product_sizes, backup_w.
[[nodiscard]] std::vector<KeySpec> conversion_keys();

}  // namespace hearthgrid::io
