#include "engine/run/gas_places.hpp"

#include <algorithm>

namespace hearthgrid::run {
namespace {

// Calls use(home, place) for the homes of those transformers in order.
template <class Use>
void for_each_home(const Population& population, const GasGrid& grid, int first, int count, Use use) {
  for (int t = first; t < first + count; ++t) {
    const Transformer& unit = population.transformers[static_cast<size_t>(t)];
    for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
      use(GasPlace{t, grid.household_node[static_cast<size_t>(h)]});
    }
  }
}

}  // namespace

std::vector<GasPlace> gas_places(const Population& population, const GasGrid& grid, int first, int count) {
  std::vector<GasPlace> places;
  for_each_home(population, grid, first, count, [&](const GasPlace& place) { places.push_back(place); });
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

std::vector<int> place_of_homes(const std::vector<GasPlace>& places, const Population& population, const GasGrid& grid,
                                int first, int count) {
  std::vector<int> of_home;
  for_each_home(population, grid, first, count, [&](const GasPlace& place) {
    const auto found = std::lower_bound(places.begin(), places.end(), place);
    of_home.push_back(static_cast<int>(found - places.begin()));
  });
  return of_home;
}

}  // namespace hearthgrid::run
