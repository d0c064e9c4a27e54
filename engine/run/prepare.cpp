#include "engine/run/prepare.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "models/dwelling/reduction_check.hpp"
#include "models/weather/climate.hpp"
#include "models/weather/humidity.hpp"
#include "models/weather/step_weather.hpp"
#include "models/weather/yearly_course.hpp"

namespace hearthgrid::run {
namespace {

// 35.5 MJ per m3 at 0 degC, brought to 20 degC, as in technologies.toml; for the switch of hybrids by price alone.
constexpr double GAS_LHV_MJ_M3 = 33.078;

// The year that the ground at a site follows, whatever season is simulated: of the whole EPW file or of the climate's
// normals, without a cold wave; the scenario's keys come first. Soil layers lie on the year's mean, which is the steady
// part of ISO 13370; the yearly swing reaches a floor by its slab after that standard.
weather::YearlyTemperature ground_year(const Scenario& scenario, size_t site) {
  const io::Settings& weather = scenario.settings.table("weather");
  const bool epw = site == 0 && weather.given("epw");
  weather::YearlyTemperature year = weather::yearly_temperature(
      epw ? weather::monthly_means_c(scenario.epw) : weather::climate_means_c(scenario.site_names[site]));
  if (weather.has("ground_temp_c")) year.mean_c = weather.number("ground_temp_c");
  if (weather.has("yearly_swing_k")) year.swing_k = weather.number("yearly_swing_k");
  return year;
}

dwelling::Dwelling dwelling_of(const Scenario& scenario, int archetype, int envelope, int insulation) {
  return dwelling::with_conductivity(with_envelope(scenario.archetypes[archetype], scenario.envelopes[envelope]),
                                     dwelling::INSULATION_LEVELS[insulation]);
}

Construction construct(const Scenario& scenario, const Physics& physics, int site, int archetype, int envelope,
                       int insulation, std::shared_ptr<const dwelling::ReducedDwelling> reduced,
                       SiteIrradiance& irradiance) {
  const double air_kg_m3 = weather::indoor_air_kg_m3(physics.sites[site].steps.site.elevation_m);
  const dwelling::Dwelling dwelling =
      dwelling::in_air_of(air_kg_m3, dwelling_of(scenario, archetype, envelope, insulation));
  Construction construction = prepare_construction(dwelling, physics.sites[site], std::move(reduced), irradiance);
  construction.site = site;
  construction.archetype = archetype;
  construction.envelope = envelope;
  construction.insulation = insulation;
  return construction;
}

// Of the bins of one dwelling, the note with the largest error that is left.
struct WorstNote {
  std::string text;
  double error = -1.0;
};

void take(const dwelling::ReducedDwelling& reduced, std::map<std::string, WorstNote>& worst) {
  if (reduced.note.empty()) return;
  WorstNote& note = worst[reduced.note.substr(0, reduced.note.find(':'))];
  const dwelling::ReductionError left = reduced.error.value_or(dwelling::ReductionError{});
  const double error =
      std::max(std::abs(left.heat) / dwelling::MOST_HEAT_ERROR, std::abs(left.peak) / dwelling::MOST_PEAK_ERROR);
  if (error > note.error) note = {reduced.note, error};
}

std::vector<std::string> texts_of(const std::map<std::string, WorstNote>& notes) {
  std::vector<std::string> texts;
  for (const auto& [name, note] : notes) texts.push_back(note.text);
  return texts;
}

// What the scenario has, weather aside.
Physics bare(const Scenario& scenario) {
  Physics physics;
  physics.axis = scenario.axis;
  physics.site_names = scenario.site_names;
  physics.technologies = scenario.technologies;
  physics.presence = scenario.presence;
  physics.archetypes = static_cast<int>(scenario.archetypes.size());
  physics.envelopes = static_cast<int>(scenario.envelopes.size());
  return physics;
}

// use(home, envelope) of all that is simulated: the mixes' pairs, and those of questions of hosting.
template <class Use>
void for_each_pair(const Scenario& scenario, Use use) {
  const auto of = [&](const Plan& plan) {
    for (const Pair& pair : plan.pairs) {
      use(scenario.population.households[pair.household], plan.options[pair.option].envelope);
    }
  };
  of(scenario.plan);
  for (const HostingQuestion& question : scenario.planning.hosting) of(question.plan);
}

void lay_schedules(const Scenario& scenario, Physics& physics) {
  for (const occupancy::Schedule& schedule : scenario.schedules) {
    physics.schedules.emplace_back(schedule, physics.axis.steps_per_day());
  }
}

}  // namespace

Physics prepare_season(const Scenario& scenario, const std::vector<weather::HourlyWeather>& hours) {
  Physics physics = bare(scenario);
  lay_schedules(scenario, physics);
  for (size_t i = 0; i < hours.size(); ++i) {
    weather::StepWeather steps = steps_of(scenario, hours[i], scenario.axis);
    const weather::YearlyTemperature year = ground_year(scenario, i);
    physics.sites.push_back(prepare_site(std::move(steps), year.mean_c, scenario.calendar));
    add_heaters(physics.sites.back(), scenario.technologies, tariff_steps(scenario, scenario.axis), scenario.controls);
    physics.sites.back().yearly_swing_k = year.swing_k;
    physics.sites.back().coldest_day = year.coldest_day;
  }
  std::set<std::tuple<int, int, int, int>> needed;
  for_each_pair(scenario, [&](const Household& home, int envelope) {
    needed.insert({scenario.village_site[home.village], home.archetype, envelope,
                   dwelling::insulation_bin(home.conductivity_factor)});
  });
  physics.construction_index.assign(physics.place_of(static_cast<int>(physics.sites.size()), 0, 0, 0), -1);
  // A dwelling is reduced once, whatever the number of sites, unless a buffer zone holds the site's air.
  std::map<std::tuple<int, int, int, int>, std::shared_ptr<const dwelling::ReducedDwelling>> reductions;
  std::optional<SiteIrradiance> irradiance;
  for (int last_site = -1; const auto& [site, archetype, envelope, insulation] : needed) {
    if (site != last_site) irradiance.emplace(physics.sites[site].steps);
    last_site = site;
    const dwelling::Dwelling& base = scenario.archetypes[archetype].base;
    const int air_of = base.air_density_of_site && !base.zones.empty() ? site : 0;
    auto& reduced = reductions[{archetype, envelope, insulation, air_of}];
    Construction construction =
        construct(scenario, physics, site, archetype, envelope, insulation, reduced, *irradiance);
    reduced = construction.reduced;
    physics.construction_index[physics.place_of(site, archetype, envelope, insulation)] =
        static_cast<int>(physics.constructions.size());
    physics.constructions.push_back(std::move(construction));
  }
  return physics;
}

Physics prepare_days(const Scenario& scenario, const Physics& season, const std::vector<weather::HourlyWeather>& hours,
                     int first_day, int days, int step_minutes) {
  Physics physics = bare(scenario);
  physics.axis.step_minutes = step_minutes;
  lay_schedules(scenario, physics);
  physics.first_day = std::max(0, first_day - 1);  // a day ahead: weather runs on from the hour before midnight
  physics.construction_index = season.construction_index;
  TimeAxis axis = physics.axis;
  axis.first_day = scenario.axis.date(first_day);
  axis.season_days = days;
  axis.warm_up_days = first_day - physics.first_day;
  for (size_t i = 0; i < hours.size(); ++i) {
    const weather::HourlyWeather part = weather::part_of(hours[i], 24 * physics.first_day, 24 * axis.days());
    const SiteWeather& of_season = season.sites[i];
    SiteWeather site = prepare_site(steps_of(scenario, part, axis), of_season.ground_temp_c, scenario.calendar);
    site.yearly_swing_k = of_season.yearly_swing_k;
    site.coldest_day = of_season.coldest_day;
    site.day_mean_c = of_season.day_mean_c;
    site.heating_outdoor_c = of_season.heating_outdoor_c;
    site.day_kind = of_season.day_kind;
    site.day_shape = of_season.day_shape;
    site.season_use = of_season.season_use;
    site.mean_use = of_season.mean_use;
    add_heaters(site, scenario.technologies, tariff_steps(scenario, axis), scenario.controls, physics.first_day);
    physics.sites.push_back(std::move(site));
  }
  std::optional<SiteIrradiance> irradiance;
  for (int last_site = -1; const Construction& of_season : season.constructions) {
    if (of_season.site != last_site) irradiance.emplace(physics.sites[of_season.site].steps);
    last_site = of_season.site;
    Construction c = construct(scenario, physics, of_season.site, of_season.archetype, of_season.envelope,
                               of_season.insulation, of_season.reduced, *irradiance);
    c.start_state = of_season.start_state;
    c.free_excess_k = of_season.free_excess_k;
    c.mean_air_change = of_season.mean_air_change;
    physics.constructions.push_back(std::move(c));
  }
  return physics;
}

std::vector<std::string> reduction_notes(const Scenario& scenario) {
  std::set<std::tuple<int, int, int>> needed;
  for_each_pair(scenario, [&](const Household& home, int envelope) {
    needed.insert({home.archetype, envelope, dwelling::insulation_bin(home.conductivity_factor)});
  });
  std::map<std::string, WorstNote> worst;
  for (const auto& [archetype, envelope, insulation] : needed) {
    const dwelling::Dwelling home = dwelling_of(scenario, archetype, envelope, insulation);
    take(dwelling::reduce_checked(home, USUAL_STATES, MAX_STATES), worst);
  }
  return texts_of(worst);
}

std::vector<std::string> reduction_notes(const Physics& physics) {
  std::map<std::string, WorstNote> worst;
  for (const Construction& c : physics.constructions) take(*c.reduced, worst);
  return texts_of(worst);
}

std::vector<double> valley_steps(const Scenario& scenario, const TimeAxis& axis) {
  std::vector<double> valley;
  const int per_day = axis.steps_per_day();
  for (int k = 0; k < per_day; ++k) valley.push_back(scenario.tariff.is_valley(24.0 * k / per_day) ? 1.0 : 0.0);
  return valley;
}

TariffSteps tariff_steps(const Scenario& scenario, const TimeAxis& axis) {
  TariffSteps steps{valley_steps(scenario, axis), {}};
  const economy::TariffSet& tariff = scenario.tariff;
  const double gas_cny_kwh = tariff.gas_tiers.empty() ? 0.0 : tariff.gas_tiers.front().cny / (GAS_LHV_MJ_M3 / 3.6);
  const std::chrono::year_month_day middle(axis.first_day + std::chrono::days{axis.season_days / 2});
  const int month = static_cast<int>(static_cast<unsigned>(middle.month()));
  const int day = static_cast<int>(static_cast<unsigned>(middle.day()));
  for (size_t k = 0; k < steps.valley.size(); ++k) {
    const int band = tariff.band_at(month, day, 24.0 * static_cast<double>(k) / axis.steps_per_day());
    const double cny_kwh = tariff.band_cny_kwh(band, true);
    steps.price_ratio.push_back(gas_cny_kwh > 0.0 ? cny_kwh / gas_cny_kwh : 0.0);
  }
  return steps;
}

}  // namespace hearthgrid::run
