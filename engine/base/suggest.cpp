#include "engine/base/suggest.hpp"

#include <algorithm>

namespace hearthgrid {

int edit_distance(std::string_view a, std::string_view b) {
  const int rows = static_cast<int>(a.size()) + 1;
  const int columns = static_cast<int>(b.size()) + 1;
  std::vector<std::vector<int>> d(rows, std::vector<int>(columns));
  for (int i = 0; i < rows; ++i) d[i][0] = i;
  for (int j = 0; j < columns; ++j) d[0][j] = j;
  for (int i = 1; i < rows; ++i) {
    for (int j = 1; j < columns; ++j) {
      const int substitution = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, substitution});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[rows - 1][columns - 1];
}

std::optional<std::string> nearest(std::string_view given, const std::vector<std::string>& candidates) {
  const int limit = std::max(2, static_cast<int>(given.size()) / 3);
  std::optional<std::string> best;
  int best_distance = limit + 1;
  for (const std::string& candidate : candidates) {
    const int distance = edit_distance(given, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string advice_for_unknown(std::string_view given, const std::vector<std::string>& candidates) {
  std::string out;
  if (const auto near = nearest(given, candidates)) out += "did you mean '" + *near + "'? ";
  out += "allowed: ";
  for (size_t i = 0; i < candidates.size(); ++i) out += (i == 0 ? "" : ", ") + candidates[i];
  return out;
}

}  // namespace hearthgrid
