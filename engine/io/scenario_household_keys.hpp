#pragma once
// The table [households] of a scenario.

#include "engine/io/key.hpp"

namespace hearthgrid::io {

[[nodiscard]] Key household_keys();

}  // namespace hearthgrid::io
