#pragma once
// Numbers of things in sentences.

#include <cstdint>
#include <string>
#include <string_view>

namespace hearthgrid {

/// "1 node", "2 nodes"; `many`: the plural where it is not `one` with an s.
[[nodiscard]] inline std::string counted(int64_t count, std::string_view one, std::string_view many = {}) {
  std::string text = std::to_string(count) + " ";
  text += count == 1 || many.empty() ? one : many;
  if (count != 1 && many.empty()) text += "s";
  return text;
}

/// How many a list has.
template <class List>
requires requires(const List& list) {
  list.size();
}
[[nodiscard]] std::string counted(const List& list, std::string_view one, std::string_view many = {}) {
  return counted(static_cast<int64_t>(list.size()), one, many);
}

}  // namespace hearthgrid
