#include "engine/run/home_electricity.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/counted.hpp"
#include "engine/run/load.hpp"
#include "engine/run/physics.hpp"
#include "models/weather/climate.hpp"

namespace hearthgrid::run {
namespace {

using occupancy::DayKind;

struct Settled {
  double scale = 0.0;           // of the home's powers; 0 = it takes nothing
  double season_day_kwh = 0.0;  // mean over the season
};

Settled settle(Household& home, const ElectricityYear& year) {
  occupancy::People& people = home.people;
  people.tank_draw_kwh = people.tank_loss_kwh = 0.0;
  if (!takes_power(home)) {
    people.yearly_kwh = 0.0;
    return {};
  }
  const HomeElectricity own = home_electricity(home, *year.equipment, year.water, *year.presence, year.seed);
  const int site = year.village_site[home.village];
  const occupancy::MeanUse& use = year.use_of_year[site];
  const double water_kwh = own.tank_draw_kwh(year.water, year.water_of_year);
  occupancy::BaseLoadLanes lanes;
  people.yearly_kwh = occupancy::set_lane(lanes, 0, {&people, &own.owned, &own.awake, water_kwh}, home.hash, use);
  people.tank_draw_kwh = 365.0 * lanes.scale[0] * water_kwh;
  people.tank_loss_kwh = 8.76 * occupancy::tank_loss_w(lanes, 0, use.level);
  // A vacant home whose family returns takes no part in what a transformer's season was measured at.
  if (year.use_of_season.empty() || home.traits.vacant) return {lanes.scale[0], 0.0};
  return {lanes.scale[0], occupancy::expected_day_kwh(lanes, 0, year.use_of_season[site], own.awake) +
                              lanes.scale[0] * own.tank_draw_kwh(year.water, year.water_of_season)};
}

// What the homes of a transformer take on the season's mean day [kWh], by its measured load; negative = not measured.
double measured_day_kwh(const Transformer& unit) {
  if (unit.measured_load_kw.empty()) return -1.0;
  double kw = 0.0;
  for (const float step_kw : unit.measured_load_kw) kw += step_kw / 96.0;
  return 24.0 * std::max(0.0, kw - unit.other_load_kw);
}

// The homes of measured transformers again, with the kWh that its load leaves them.
void meet_measured_loads(Population& population, const ElectricityYear& year, std::vector<Settled>& settled) {
  for (const Transformer& unit : population.transformers) {
    const double measured_kwh = measured_day_kwh(unit);
    double expected_kwh = 0.0;
    const int end = unit.first_household + unit.households;
    for (int h = unit.first_household; h < end; ++h) expected_kwh += settled[h].season_day_kwh;
    if (measured_kwh < 0.0 || expected_kwh <= 0.0) continue;
    for (int h = unit.first_household; h < end; ++h) {
      Household& home = population.households[h];
      home.people.kwh_follows_use = false;
      home.people.yearly_kwh *= measured_kwh / expected_kwh;
      settled[h] = settle(home, year);
    }
  }
}

}  // namespace

bool takes_power(const Household& home) {
  return is_lived_in(home, DayKind::festival) && home.schedule < 0;
}

double HomeElectricity::tank_draw_kwh(const occupancy::HotWater& water, const ByDayKind& factor) const {
  if (element_w <= 0) return 0.0;
  double sum = 0.0;
  for (size_t kind = 0; kind < factor.size(); ++kind) {
    if (awake_share[kind] > 0.0) sum += factor[kind] * litres[kind];
  }
  return sum * water.tank_share() * water.kwh_per_litre();
}

ByDayKind HomeElectricity::asked_litres() const {
  ByDayKind asked{};
  for (size_t kind = 0; kind < asked.size(); ++kind) {
    if (awake_share[kind] > 0.0) asked[kind] = litres[kind] / awake_share[kind];
  }
  return asked;
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
  std::vector<Settled> settled(population.households.size());
#pragma omp parallel for schedule(static)
  for (int64_t h = 0; h < homes; ++h) {
    settled[static_cast<size_t>(h)] = settle(population.households[static_cast<size_t>(h)], year);
  }
  meet_measured_loads(population, year, settled);
  YearlyElectricity sum;
  std::vector<double> beyond;
  for (size_t h = 0; h < settled.size(); ++h) {
    const Household& home = population.households[h];
    if (!takes_power(home)) continue;
    ++sum.homes;
    sum.follow_use += home.people.kwh_follows_use ? 1 : 0;
    sum.mean_kwh += home.people.yearly_kwh;
    const double scale = settled[h].scale;
    if (scale > 0.0 && (scale < occupancy::LEAST_SCALE || scale > occupancy::MOST_SCALE)) beyond.push_back(scale);
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
  const TimeAxis& axis = scenario.axis;
  year.water_of_year = occupancy::mean_day_factor(year.water, scenario.calendar, first, 365);
  year.water_of_season = occupancy::mean_day_factor(year.water, scenario.calendar, axis.first_day, axis.season_days);
  for (const std::string& name : scenario.site_names) {
    const bool epw = scenario.epw.hours() > 0 && &name == &scenario.site_names.front();
    const weather::Site site = epw ? scenario.epw.site : weather::climate_site(name);
    const occupancy::SiteInputs place = place_of(site, scenario.calendar);
    year.use_of_year.push_back(occupancy::mean_use(first, place));
    year.use_of_season.push_back(occupancy::mean_use(axis.first_day, place, axis.season_days));
  }
  year.village_site = scenario.village_site;
  year.seed = scenario.seed();
  scenario.electricity = settle_yearly_kwh(scenario.population, year);
}

std::vector<std::string> electricity_notes(const YearlyElectricity& electricity) {
  if (electricity.scaled == 0) return {};
  return {
      fmt::format("{} of {} cannot come to their yearly_kwh by how often and how long they use what they own: "
                  "their powers are scaled beyond {:.1f} to {:.1f}, by {:.2f} in the median, and so are their peaks",
                  electricity.scaled, counted(electricity.homes, "home"), occupancy::LEAST_SCALE, occupancy::MOST_SCALE,
                  electricity.median_scale),
      "say what they own in a file of households.appliances, or leave yearly_kwh out: it then follows from that"};
}

}  // namespace hearthgrid::run
