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

/// The `name` of each entry of a list, in its order.
template <class List>
[[nodiscard]] std::vector<std::string> names_of(const List& list) {
  std::vector<std::string> names;
  for (const auto& entry : list) names.push_back(entry.name);
  return names;
}

}  // namespace hearthgrid
