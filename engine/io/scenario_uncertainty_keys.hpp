#pragma once
// Keys of a scenario about how sure its results are.

#include "engine/io/key.hpp"

namespace hearthgrid::io {

[[nodiscard]] Key uncertainty_keys();
[[nodiscard]] Key ensemble_keys();

}  // namespace hearthgrid::io
