#pragma once
// What a scenario asks of planning: the table [reinforcement] and the list [[hosting]].

#include "engine/io/key.hpp"

namespace hearthgrid::io {

/// The table reinforcement: absent means that nothing is planned.
[[nodiscard]] Key reinforcement_keys();
/// The list hosting.
[[nodiscard]] Key hosting_keys();

}  // namespace hearthgrid::io
