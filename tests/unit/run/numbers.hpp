#pragma once
// A variable of a results file, and its sum.

#include <numeric>
#include <vector>

namespace hearthgrid::run {

using Numbers = std::vector<double>;

inline double sum(const Numbers& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace hearthgrid::run
