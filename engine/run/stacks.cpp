#include "engine/run/stacks.hpp"

namespace hearthgrid::run {

Stacks stacks_of(const Plan& plan, const std::vector<heater::Technology>& technologies, int bin_minutes) {
  Stacks stacks;
  stacks.technologies = static_cast<int>(technologies.size());
  stacks.bin_minutes = bin_minutes;
  std::vector<bool> burns;
  for (const heater::Technology& technology : technologies) {
    const heater::Carrier carrier = heater::burnt_carrier(technology);
    burns.push_back(carrier != heater::Carrier::none && carrier != heater::Carrier::electricity);
  }
  for (int mix = 0; mix < static_cast<int>(plan.mixes.size()); ++mix) {
    std::vector<bool> used(technologies.size());
    const auto use = [&](int pair) { used[plan.options[plan.pairs[pair].option].technology] = true; };
    for (const int32_t pair : plan.mixes[mix].pair) {
      use(pair);
      if (plan.pairs[pair].begin_day > 0) use(plan.pairs[pair].predecessor);
    }
    for (int t = 0; t < stacks.technologies; ++t) {
      const bool row = used[t] && burns[t];
      stacks.row_of.push_back(row ? static_cast<int>(stacks.rows.size()) : -1);
      if (row) stacks.rows.push_back({mix, t});
    }
  }
  return stacks;
}

}  // namespace hearthgrid::run
