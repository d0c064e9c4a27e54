// Results: homes whose peak is above what their connection carries, and what stronger ones cost.

#include <algorithm>

#include "engine/run/results.hpp"

namespace hearthgrid::run {

void Results::write_services() {
  const auto& homes = c_.population.households;
  if (std::none_of(homes.begin(), homes.end(), [](const Household& h) { return h.service_limit_kw > 0.0F; })) return;
  const size_t villages = c_.population.villages.size();
  std::vector<double> limit, above(static_cast<size_t>(mixes_) * homes.size());
  std::vector<double> by_village(static_cast<size_t>(mixes_) * villages), by_mix(static_cast<size_t>(mixes_));
  for (const Household& home : homes) limit.push_back(home.service_limit_kw);
  for (int mix = 0; mix < mixes_; ++mix) {
    for (size_t h = 0; h < homes.size(); ++h) {
      if (homes[h].service_limit_kw <= 0.0F) continue;
      // As it is written, so that a reader who compares the two finds the same.
      const auto peak_kw = static_cast<float>(home_season(s_, mix, static_cast<int>(h)).peak_kw);
      if (peak_kw <= homes[h].service_limit_kw) continue;
      above[static_cast<size_t>(mix) * homes.size() + h] = 1.0;
      by_village[static_cast<size_t>(mix) * villages + static_cast<size_t>(homes[h].village)] += 1.0;
      by_mix[static_cast<size_t>(mix)] += 1.0;
    }
  }
  file_.write("household_service_limit_kw", limit);
  file_.write("household_above_service_limit", above);
  file_.write("village_above_service_limit", by_village);
  file_.write("county_above_service_limit", by_mix);
  for (double& count : by_village) count *= c_.catalogue.service_upgrade_cny;
  for (double& count : by_mix) count *= c_.catalogue.service_upgrade_cny;
  file_.write("village_service_upgrade_cny", by_village);
  service_cost_ = by_village;
  file_.write("county_service_upgrade_cny", by_mix);
}

}  // namespace hearthgrid::run
