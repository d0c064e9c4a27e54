#pragma once
// Enumerations that a file spells as words.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid {

/// The enumerator called `name`, where `names` lists those of 0, 1, 2 ... in order; nothing for an unknown name.
template <typename Enum>
[[nodiscard]] std::optional<Enum> enum_named(std::string_view name, const std::vector<std::string>& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace hearthgrid
