#include "engine/run/diversity.hpp"

#include <algorithm>

namespace hearthgrid::run {

std::vector<bool> designated_homes(const Population& population) {
  const auto& homes = population.households;
  std::vector<int> order;
  for (size_t h = 0; h < homes.size(); ++h) {
    if (!homes[h].traits.vacant) order.push_back(static_cast<int>(h));
  }
  const auto lower = [&](int a, int b) { return homes[a].hash < homes[b].hash; };
  const auto count = std::min<size_t>(order.size(), DESIGNATED_HOMES);
  std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(), lower);
  std::vector<bool> marks(homes.size());
  for (size_t i = 0; i < count; ++i) marks[order[i]] = true;
  return marks;
}

void Diversity::keep(const NamedSeries& series) {
  const Pair& pair = s_.plan->pairs[series.pair];
  if (pair.begin_day > 0) return;
  const Option& option = s_.plan->options[pair.option];
  std::string name = s_.physics->technologies[option.technology].name;
  if (s_.plan->envelopes[option.envelope] != "none") name += ", " + s_.plan->envelopes[option.envelope];
  groups_[name].load_kw.emplace(pair.household, series.electricity_kw);
}

std::vector<std::string> Diversity::groups() const {
  std::vector<std::string> names;
  for (const auto& entry : groups_) names.push_back(entry.first);
  return names;
}

const std::vector<int>& Diversity::group_sizes() {
  static const std::vector<int> sizes = {1, 2, 5, 10, 20, 50, 100, 200};
  return sizes;
}

std::vector<electricity::Coincidence> Diversity::reckon() const {
  std::vector<electricity::Coincidence> all;
  for (const auto& entry : groups_) {
    std::vector<float> rows;
    size_t steps = 0;
    for (const auto& [household, load] : entry.second.load_kw) {
      rows.insert(rows.end(), load.begin(), load.end());
      steps = load.size();
    }
    const auto sizes = electricity::coincidence(rows, steps, group_sizes());
    all.insert(all.end(), sizes.begin(), sizes.end());
  }
  return all;
}

}  // namespace hearthgrid::run
