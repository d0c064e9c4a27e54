#pragma once
// The keys of [money].

#include <vector>

#include "engine/io/schema.hpp"

namespace hearthgrid::io {

[[nodiscard]] std::vector<KeySpec> money_keys();

}  // namespace hearthgrid::io
