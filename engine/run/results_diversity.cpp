// Results: coincidence and ADMD by technology, number of homes and outdoor temperature.

#include <algorithm>
#include <filesystem>

#include "engine/base/random.hpp"
#include "engine/run/results.hpp"
#include "models/electricity/planning/kva_rule.hpp"

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
  write_kva_rule();
}

// The kVA that a transformer needs per home.
void Results::write_kva_rule() {
  static const std::vector<int> NUMBERS = {10, 20, 50, 100, 200};
  // An EPW file goes by its name alone.
  std::vector<std::string> sites;
  for (const std::string& site : c_.site_names) sites.push_back(std::filesystem::path(site).stem().string());
  const std::vector<Diversity::ByClimate> groups = diversity_.by_climate(sites);
  std::vector<std::string> names;
  std::vector<double> homes;
  for (const Diversity::ByClimate& group : groups) {
    names.push_back(group.name);
    homes.push_back(static_cast<double>(group.homes_kw.size()));
  }
  file_.dimension("kva_group", names);
  file_.dimension_values("kva_homes", std::vector<int64_t>(NUMBERS.begin(), NUMBERS.end()));
  std::vector<std::vector<electricity::KvaRule>> rules(groups.size());
  const io::Settings& electricity = c_.settings.table("electricity");
#pragma omp parallel for schedule(dynamic)
  for (size_t g = 0; g < groups.size(); ++g) {
    electricity::KvaRuleInput input;
    input.homes_kw = groups[g].homes_kw;
    input.step_min = std::max(15, c_.axis.step_minutes);
    input.power_factor = groups[g].power_factor;
    input.loading_limit = electricity.number("loading_limit");
    input.series = electricity.text("transformer_series");
    rules[g] = electricity::kva_per_home(input, NUMBERS, {s_.seed, stable_hash(groups[g].name)});
  }
  const auto write = [&](const char* variable, auto value) {
    std::vector<double> values;
    for (const auto& of : rules) {
      for (const electricity::KvaRule& rule : of) values.push_back(value(rule));
    }
    file_.write(variable, values);
  };
  using Rule = const electricity::KvaRule&;
  file_.write("kva_group_homes", homes);
  write("kva_per_home", [](Rule r) { return r.kva_per_home.mean; });
  write("kva_per_home_p05", [](Rule r) { return r.kva_per_home.p05; });
  write("kva_per_home_p95", [](Rule r) { return r.kva_per_home.p95; });
  write("kva_admd_kw", [](Rule r) { return r.admd_kw.mean; });
  write("kva_coincidence", [](Rule r) { return r.coincidence.mean; });
  write("kva_standard_kva", [](Rule r) { return r.standard_kva.value_or(0.0); });
}

}  // namespace hearthgrid::run
