#include "models/gas/simultaneity.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hearthgrid::gas {

double PlanningTable::at(int appliances) const {
  if (factors.empty()) return 0.0;
  if (appliances <= factors.front().appliances) return factors.front().factor;
  for (size_t i = 1; i < factors.size(); ++i) {
    const PlanningFactor &low = factors[i - 1], &high = factors[i];
    if (appliances > high.appliances) continue;
    const double share = std::log(static_cast<double>(appliances) / low.appliances) /
                         std::log(static_cast<double>(high.appliances) / low.appliances);
    return low.factor + share * (high.factor - low.factor);
  }
  return factors.back().factor;
}

std::vector<SimultaneityAtSize> simultaneity_by_size(const BurnerDraws& draws, std::span<const int> sizes) {
  const size_t homes = draws.rated_m3h.size();
  if (homes > 0 && draws.draw_m3h.size() % homes != 0) {
    throw std::invalid_argument("simultaneity: as many steps for each home");
  }
  for (const double rated : draws.rated_m3h) {
    if (!(rated > 0.0)) throw std::invalid_argument("simultaneity: a rated input is above 0");
  }
  const size_t steps = homes > 0 ? draws.draw_m3h.size() / homes : 0;
  std::vector<SimultaneityAtSize> out;
  std::vector<double> together(steps);
  for (const int size : sizes) {
    if (size < 1) throw std::invalid_argument("simultaneity: a group has a home at least");
    SimultaneityAtSize found{.group = size, .groups = static_cast<int>(homes) / size};
    if (found.groups == 0) continue;
    for (size_t g = 0; g < static_cast<size_t>(found.groups); ++g) {
      std::fill(together.begin(), together.end(), 0.0);
      double rated = 0.0;
      for (size_t h = g * static_cast<size_t>(size); h < (g + 1) * static_cast<size_t>(size); ++h) {
        rated += draws.rated_m3h[h];
        for (size_t k = 0; k < steps; ++k) together[k] += draws.draw_m3h[h * steps + k];
      }
      const double peak = together.empty() ? 0.0 : *std::max_element(together.begin(), together.end());
      found.mean += peak / rated;
      found.largest = std::max(found.largest, peak / rated);
    }
    found.mean /= found.groups;
    out.push_back(found);
  }
  return out;
}

}  // namespace hearthgrid::gas
