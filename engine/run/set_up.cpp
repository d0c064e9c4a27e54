#include "engine/run/set_up.hpp"

#include <set>
#include <utility>

#include "engine/base/power_factor.hpp"
#include "engine/run/diversity.hpp"
#include "engine/run/physics.hpp"
#include "engine/run/prepare.hpp"

namespace hearthgrid::run {

Simulation set_up(const Scenario& scenario, const Physics& physics, const std::string& instruction_set,
                  std::function<bool()> stop) {
  Simulation s;
  s.physics = &physics;
  s.population = &scenario.population;
  s.plan = &scenario.plan;
  s.village_site = scenario.village_site;
  s.valley = valley_steps(scenario, scenario.axis);
  const std::vector<std::string>& names = scenario.settings.table("households").texts("series_of");
  const std::set<std::string> wanted(names.begin(), names.end());
  for (const Household& home : scenario.population.households) s.named.push_back(wanted.contains(home.name));
  s.designated = designated_homes(scenario.population);
  const io::Settings& electricity = scenario.settings.table("electricity");
  s.base_tan_phi = tan_of_power_factor(electricity.number("base_power_factor"));
  s.tan_by_appliance = !electricity.given("base_power_factor");
  s.seed = scenario.seed();
  s.controls = scenario.controls;
  s.low_voltage = &scenario.low_voltage;
  s.fed = !scenario.feeders.empty();
  if (!scenario.gas.empty()) s.gas = &scenario.gas;
  const io::Settings& households = scenario.settings.table("households");
  s.vacant_set_point_c = households.number("vacant_set_point_c");
  s.airing = {households.number("airing_minutes"), households.number("airing_air_change_per_h")};
  s.equipment = &scenario.equipment;
  s.hot_water = occupancy::HotWater(scenario.equipment.hot_water);
  s.water_of_year =
      occupancy::mean_day_factor(s.hot_water, scenario.calendar, july_before(scenario.axis.first_day), 365);
  s.water_of_season =
      occupancy::mean_day_factor(s.hot_water, scenario.calendar, scenario.axis.first_day, scenario.axis.season_days);
  s.stop = std::move(stop);
  s.kernel = &kernel(instruction_set.empty() ? nullptr : instruction_set.c_str());
  s.sizing.loading_limit = electricity.number("loading_limit");
  if (electricity.has("hot_spot_limit_c")) {
    s.sizing.hot_spot_limit_c = electricity.number("hot_spot_limit_c");
    s.sizing.loading_limit.reset();
  }
  s.sizing.years = electricity.number("growth_years");
  for (const auto& [kva, cny] : scenario.catalogue.transformer_steps()) s.size_costs.push_back({kva, cny});
  s.pairs.resize(scenario.plan.pairs.size());
  s.before_begin_index.assign(scenario.plan.pairs.size(), -1);
  for (size_t p = 0; p < scenario.plan.pairs.size(); ++p) {
    if (scenario.plan.pairs[p].begin_day == 0) continue;
    s.before_begin_index[p] = static_cast<int32_t>(s.before_begin.size());
    s.before_begin.emplace_back();
  }
  s.homes.resize(scenario.population.households.size());
  s.price_bins = scenario.money.bins;
  if (!s.price_bins.of_step.empty()) {
    const auto bins = static_cast<size_t>(s.price_bins.bins);
    s.pair_bin_kwh.resize(s.pairs.size() * bins);
    s.before_begin_bin_kwh.resize(s.before_begin.size() * bins);
    s.home_bin_kwh.resize(s.homes.size() * bins);
  }
  return s;
}

}  // namespace hearthgrid::run
