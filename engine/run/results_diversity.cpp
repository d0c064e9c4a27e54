// Results: coincidence and ADMD by technology, number of homes and outdoor temperature.

#include "engine/run/results.hpp"

namespace hearthgrid::run {

void Results::write_diversity() {
  const std::vector<int>& sizes = Diversity::group_sizes();
  const std::vector<TemperatureBin> bins = temperature_bins(county_day_means_c(s_));
  file_.dimension("technology_group", diversity_.groups());
  file_.dimension_values("group_size", std::vector<int64_t>(sizes.begin(), sizes.end()));
  std::vector<std::string> names;
  std::vector<double> days, mean_c, bounds_c;
  for (const TemperatureBin& bin : bins) {
    names.push_back(bin.name);
    days.push_back(static_cast<double>(bin.days.size()));
    mean_c.push_back(bin.mean_outdoor_c);
    bounds_c.insert(bounds_c.end(), {bin.low_c, bin.high_c});
  }
  file_.dimension("temperature_bin", names);
  file_.write("temperature_bin_days", days);
  file_.write("temperature_bin_mean_c", mean_c);
  file_.write("temperature_bin_bounds_c", bounds_c);
  file_.write("technology_group_homes", diversity_.homes());
  std::vector<double> factor, factor_p05, factor_p95, admd, admd_p05, admd_p95;
  for (const electricity::Coincidence& c : diversity_.reckon(bins)) {
    factor.push_back(c.factor.mean);
    factor_p05.push_back(c.factor.p05);
    factor_p95.push_back(c.factor.p95);
    admd.push_back(c.admd_kw.mean);
    admd_p05.push_back(c.admd_kw.p05);
    admd_p95.push_back(c.admd_kw.p95);
  }
  file_.write("coincidence_factor", factor);
  file_.write("coincidence_factor_p05", factor_p05);
  file_.write("coincidence_factor_p95", factor_p95);
  file_.write("admd_kw", admd);
  file_.write("admd_p05_kw", admd_p05);
  file_.write("admd_p95_kw", admd_p95);
}

}  // namespace hearthgrid::run
