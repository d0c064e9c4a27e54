// Results: what each home needs on the design day, and what its heater gives then, by mix.

#include <algorithm>
#include <vector>

#include "engine/run/design_day.hpp"
#include "engine/run/results.hpp"

namespace hearthgrid::run {

void Results::write_sizing() {
  constexpr int CHUNK = 65536;  // homes at once
  const int homes = static_cast<int>(c_.population.households.size());
  DesignDay day(c_);
  std::vector<double> outdoor_c;
  for (const Village& village : c_.population.villages) {
    outdoor_c.push_back(day.outdoor_c(c_.village_site[&village - c_.population.villages.data()]));
  }
  file_.write("village_design_outdoor_c", outdoor_c);
  std::vector<float> load_kw, capacity_kw;
  for (int mix = 0; mix < mixes_; ++mix) {
    for (int first = 0; first < homes; first += CHUNK) {
      load_kw.clear();
      capacity_kw.clear();
      for (int h = first; h < std::min(homes, first + CHUNK); ++h) {
        const Household& home = c_.population.households[h];
        const Option& option = c_.plan.options[c_.plan.pairs[c_.plan.mixes[mix].pair[h]].option];
        load_kw.push_back(static_cast<float>(day.load_w(home, option) / 1000.0));
        capacity_kw.push_back(static_cast<float>(day.capacity_w(home, option) / 1000.0));
      }
      file_.write_rows("household_design_load_kw", mix, first, std::span<const float>(load_kw));
      file_.write_rows("household_heater_capacity_kw", mix, first, std::span<const float>(capacity_kw));
    }
  }
}

}  // namespace hearthgrid::run
