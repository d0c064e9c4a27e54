#include "engine/run/home_electricity.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/run/load.hpp"
#include "engine/run/physics.hpp"
#include "models/weather/climate.hpp"

namespace hearthgrid::run {
namespace {

using occupancy::DayKind;

// Returns the scale of the home's powers; 0 = it takes nothing.
double settle(Household& home, const ElectricityYear& year) {
  occupancy::People& people = home.people;
  people.tank_draw_kwh = people.tank_loss_kwh = 0.0;
  if (!takes_power(home)) {
    people.yearly_kwh = 0.0;
    return 0.0;
  }
  const HomeElectricity own = home_electricity(home, *year.equipment, year.water, *year.presence, year.seed);
  const occupancy::MeanUse& use = year.use[year.village_site[home.village]];
  const double water_kwh = own.tank_draw_kwh(year.water, year.water_factor);
  occupancy::BaseLoadLanes lanes;
  people.yearly_kwh = occupancy::set_lane(lanes, 0, {&people, &own.owned, &own.awake, water_kwh}, home.hash, use);
  people.tank_draw_kwh = 365.0 * lanes.scale[0] * water_kwh;
  people.tank_loss_kwh = 8.76 * occupancy::tank_loss_w(lanes, 0, use.level);
  return lanes.scale[0];
}

}  // namespace

bool takes_power(const Household& home) {
  return !home.traits.vacant && home.schedule < 0;
}

double HomeElectricity::tank_draw_kwh(const occupancy::HotWater& water, const ByDayKind& factor) const {
  if (element_w <= 0) return 0.0;
  double sum = 0.0;
  for (size_t kind = 0; kind < factor.size(); ++kind) {
    if (awake_share[kind] > 0.0) sum += factor[kind] * litres[kind];
  }
  return sum * water.tank_share() * water.kwh_per_litre();
}

HomeElectricity home_electricity(const Household& home, const occupancy::Equipment& equipment,
                                 const occupancy::HotWater& water, const occupancy::PresenceProfiles& presence,
                                 uint32_t seed) {
  HomeElectricity own;
  own.owned = occupancy::draw_appliances(equipment.appliances, seed, home.hash);
  own.awake = occupancy::awake_chance(home.people, presence);
  if (!takes_power(home)) return own;
  own.element_w = own.owned.watts[static_cast<size_t>(occupancy::Appliance::water_heater)];
  const double litres = water.inputs().litres_per_person * own.owned.water_habit;
  for (size_t k = 0; k < own.litres.size(); ++k) {
    const auto kind = static_cast<DayKind>(k);
    own.litres[k] = litres * occupancy::people_at_home(home.people, kind);
    own.awake_share[k] = water.awake_share(kind, own.awake.hour[k]);
  }
  return own;
}

YearlyElectricity settle_yearly_kwh(Population& population, const ElectricityYear& year) {
  const auto homes = static_cast<int64_t>(population.households.size());
  std::vector<double> scale(population.households.size());
#pragma omp parallel for schedule(static)
  for (int64_t h = 0; h < homes; ++h) {
    scale[static_cast<size_t>(h)] = settle(population.households[static_cast<size_t>(h)], year);
  }
  YearlyElectricity sum;
  std::vector<double> beyond;
  for (size_t h = 0; h < scale.size(); ++h) {
    const Household& home = population.households[h];
    if (!takes_power(home)) continue;
    ++sum.homes;
    sum.follow_use += home.people.kwh_follows_use ? 1 : 0;
    sum.mean_kwh += home.people.yearly_kwh;
    if (scale[h] < occupancy::LEAST_SCALE || scale[h] > occupancy::MOST_SCALE) beyond.push_back(scale[h]);
  }
  if (sum.homes > 0) sum.mean_kwh /= sum.homes;
  sum.scaled = static_cast<int>(beyond.size());
  if (beyond.empty()) return sum;
  const auto middle = beyond.begin() + static_cast<int64_t>(beyond.size() / 2);
  std::nth_element(beyond.begin(), middle, beyond.end());
  sum.median_scale = *middle;
  return sum;
}

void settle_yearly_kwh(Scenario& scenario) {
  ElectricityYear year;
  year.equipment = &scenario.equipment;
  year.presence = &scenario.presence;
  year.water = occupancy::HotWater(scenario.equipment.hot_water);
  const std::chrono::sys_days first = july_before(scenario.axis.first_day);
  year.water_factor = occupancy::mean_day_factor(year.water, scenario.calendar, first, 365);
  for (const std::string& name : scenario.site_names) {
    const bool epw = scenario.epw.hours() > 0 && &name == &scenario.site_names.front();
    const weather::Site site = epw ? scenario.epw.site : weather::climate_site(name);
    year.use.push_back(occupancy::mean_use(first, place_of(site, scenario.calendar)));
  }
  year.village_site = scenario.village_site;
  year.seed = scenario.seed();
  scenario.electricity = settle_yearly_kwh(scenario.population, year);
}

std::vector<std::string> electricity_notes(const YearlyElectricity& electricity) {
  if (electricity.scaled == 0) return {};
  return {
      fmt::format("{} of {} homes cannot come to their yearly_kwh by how often and how long they use what they own: "
                  "their powers are scaled beyond {:.1f} to {:.1f}, by {:.2f} in the median, and so are their peaks",
                  electricity.scaled, electricity.homes, occupancy::LEAST_SCALE, occupancy::MOST_SCALE,
                  electricity.median_scale),
      "say what they own in a file of households.appliances, or leave yearly_kwh out: it then follows from that"};
}

}  // namespace hearthgrid::run
