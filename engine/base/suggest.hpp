#pragma once
// "Did you mean": the nearest of a list of allowed words.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid {

/// Damerau-Levenshtein distance (optimal string alignment) between two words, in bytes.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `given`, if it is near enough to be a slip of the keyboard (a third of its length, at least
/// 2).
[[nodiscard]] std::optional<std::string> nearest(std::string_view given, const std::vector<std::string>& candidates);

/// Advice for an unknown word: "did you mean 'x'? " where one is near, then "allowed: a, b, c".
[[nodiscard]] std::string advice_for_unknown(std::string_view given, const std::vector<std::string>& candidates);

}  // namespace hearthgrid
