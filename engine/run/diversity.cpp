#include "engine/run/diversity.hpp"

#include <algorithm>

#include "engine/base/power_factor.hpp"
#include "engine/base/random.hpp"

namespace hearthgrid::run {

namespace {

constexpr int QUARTER_MINUTES = 15;

}  // namespace

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

std::vector<float> by_quarter_hour(const std::vector<float>& power_kw, int step_minutes) {
  if (step_minutes >= QUARTER_MINUTES || QUARTER_MINUTES % step_minutes != 0) return power_kw;
  const auto steps = static_cast<size_t>(QUARTER_MINUTES / step_minutes);
  std::vector<float> means(power_kw.size() / steps);
  for (size_t i = 0; i < means.size(); ++i) {
    double sum_kw = 0.0;
    for (size_t k = 0; k < steps; ++k) sum_kw += static_cast<double>(power_kw[i * steps + k]);
    means[i] = static_cast<float>(sum_kw / static_cast<double>(steps));
  }
  return means;
}

void Diversity::keep(const NamedSeries& series) {
  const Pair& pair = s_.plan->pairs[series.pair];
  if (pair.begin_day > 0) return;
  const Option& option = s_.plan->options[pair.option];
  std::string name = s_.physics->technologies[option.technology].name;
  if (s_.plan->envelopes[option.envelope] != "none") name += ", " + s_.plan->envelopes[option.envelope];
  const HomeResult& home = s_.homes[pair.household];
  const double heater_kwh = s_.pairs[series.pair].electricity_kwh;
  const double heater_tan = tan_of_power_factor(s_.physics->technologies[option.technology].power_factor);
  groups_[name].try_emplace(
      {s_.population->households[pair.household].hash, pair.household},
      Home{by_quarter_hour(series.electricity_kw, s_.physics->axis.step_minutes), heater_kwh + home.base_kwh,
           heater_kwh * heater_tan + home.base_kwh * home.base_tan_phi});
}

std::vector<std::string> Diversity::groups() const {
  std::vector<std::string> names;
  for (const auto& entry : groups_) names.push_back(entry.first);
  return names;
}

std::vector<double> Diversity::homes() const {
  std::vector<double> counts;
  for (const auto& entry : groups_) counts.push_back(static_cast<double>(entry.second.size()));
  return counts;
}

std::vector<Diversity::ByClimate> Diversity::by_climate(const std::vector<std::string>& site_names) const {
  std::map<std::string, ByClimate> groups;
  std::map<std::string, std::pair<double, double>> energies;  // kWh, kvarh
  for (const auto& [option, group] : groups_) {
    for (const auto& [key, home] : group) {
      const int site = s_.village_site[s_.population->households[key.second].village];
      const std::string name = site_names[site] + ", " + option;
      ByClimate& of = groups[name];
      of.name = name;
      of.homes_kw.emplace_back(home.kw);
      energies[name].first += home.kwh;
      energies[name].second += home.kvarh;
    }
  }
  std::vector<ByClimate> list;
  for (auto& [name, of] : groups) {
    const auto& [kwh, kvarh] = energies[name];
    if (kwh > 0.0) of.power_factor = power_factor_of_tan(kvarh / kwh);
    list.push_back(std::move(of));
  }
  return list;
}

const std::vector<int>& Diversity::group_sizes() {
  static const std::vector<int> sizes = {1, 2, 5, 10, 20, 50, 100, 200, 500};
  return sizes;
}

std::vector<electricity::Coincidence> Diversity::reckon(const std::vector<TemperatureBin>& bins) const {
  std::vector<electricity::HomeLoads> loads;
  std::vector<electricity::Resampling> resampling;
  for (const auto& [name, group] : groups_) {
    electricity::HomeLoads& of = loads.emplace_back();
    for (const auto& entry : group) of.homes_kw.emplace_back(entry.second.kw);
    of.steps_per_day = of.homes_kw[0].size() / static_cast<size_t>(s_.physics->axis.season_days);
    for (const TemperatureBin& bin : bins) of.bins.push_back(bin.days);
    resampling.push_back({s_.seed, stable_hash(name)});
  }
  std::vector<std::vector<electricity::Coincidence>> parts(loads.size());
#pragma omp parallel for schedule(dynamic)
  for (size_t g = 0; g < loads.size(); ++g) {
    parts[g] = electricity::coincidence(loads[g], group_sizes(), resampling[g]);
  }
  std::vector<electricity::Coincidence> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace hearthgrid::run
