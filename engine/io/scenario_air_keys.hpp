#pragma once
// The scenario's keys about the air.

#include "engine/io/key.hpp"

namespace hearthgrid::io {

[[nodiscard]] Key emission_keys();
/// Of `outputs`.
[[nodiscard]] std::vector<KeySpec> emission_output_keys();

}  // namespace hearthgrid::io
