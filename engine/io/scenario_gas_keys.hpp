#pragma once
// The table [gas] of a scenario.

#include "engine/io/key.hpp"

namespace hearthgrid::io {

[[nodiscard]] Key gas_keys();

}  // namespace hearthgrid::io
