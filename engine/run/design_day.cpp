#include "engine/run/design_day.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/fast_math.hpp"
#include "engine/run/heated_floor.hpp"
#include "engine/run/physics.hpp"
#include "engine/run/stove_home.hpp"
#include "models/dwelling/air_change.hpp"
#include "models/dwelling/dense_algebra.hpp"
#include "models/dwelling/insulation.hpp"
#include "models/dwelling/thermal_model.hpp"
#include "models/heater/coefficients.hpp"
#include "models/weather/climate.hpp"
#include "models/weather/humidity.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t DAYS_SHORT = 5;           // GB 50736-2012: the daily mean that is undercut on five days a year
constexpr double ROOM_C = 18.0;            // for curves by the room's air
constexpr double RELATIVE_HUMIDITY = 0.6;  // of the design day, for the frost on a heat pump: assumed

// The year whose days are looked at: of the file, or of the climate as it is drawn for the season.
weather::HourlyWeather year_of(const Scenario& s, size_t site) {
  if (site == 0 && s.settings.table("weather").given("epw")) return s.epw;
  TimeAxis year = s.axis;
  year.first_day = july_before(s.axis.date(s.axis.warm_up_days));
  year.season_days = 365;
  year.warm_up_days = 0;
  return weather::synthesise(s.site_names[site], s.seed(), year);
}

std::vector<double> day_means_c(const std::vector<double>& hours_c) {
  std::vector<double> means;
  for (size_t first = 0; first + 24 <= hours_c.size(); first += 24) {
    const auto from = hours_c.begin() + static_cast<std::ptrdiff_t>(first);
    means.push_back(std::accumulate(from, from + 24, 0.0) / 24.0);
  }
  return means;
}

// Highest set point of a home on a schedule; NO_HEATING_C where it is never heated.
double highest_set_point_c(const occupancy::Schedule& schedule) {
  double highest_c = occupancy::NO_HEATING_C;
  for (const occupancy::ScheduleDay& day : schedule.days) {
    for (const occupancy::ScheduleRow& row : day.rows) {
      highest_c = std::max(highest_c, row.heating_set_point_c.value_or(occupancy::NO_HEATING_C));
    }
  }
  return highest_c;
}

}  // namespace

double undercut_day_c(std::vector<double> day_mean_c, size_t days) {
  if (day_mean_c.empty()) return 0.0;
  std::ranges::sort(day_mean_c);
  return day_mean_c[day_mean_c.size() > days ? days : 0];
}

DesignDay::DesignDay(const Scenario& scenario) : s_(scenario) {
  const io::Settings& weather = s_.settings.table("weather");
  const bool given = weather.has("design_outdoor_temp_c");
  for (size_t site = 0; site < s_.site_names.size(); ++site) {
    const bool epw = site == 0 && weather.given("epw");
    const weather::Site place = epw ? s_.epw.site : weather::climate_site(s_.site_names[site]);
    air_density_.push_back(weather::indoor_air_kg_m3(place.elevation_m) / dwelling::REFERENCE_AIR_KG_M3);
    outdoor_c_.push_back(given ? weather.number("design_outdoor_temp_c")
                               : undercut_day_c(day_means_c(year_of(s_, site).dry_bulb_c), DAYS_SHORT));
  }
}

// As the engine's constructions: the network's steady state in the nearest bin of insulation, and what it lacks of the
// home's own. An envelope that the archetype does not have is reported elsewhere.
const DesignDay::Loss& DesignDay::loss_of(int archetype, int envelope, int insulation) {
  const auto [at, is_new] = losses_.try_emplace({archetype, envelope, insulation});
  if (!is_new) return at->second;
  const dwelling::Archetype& kind = s_.archetypes[archetype];
  const std::string& name = s_.envelopes[envelope];
  dwelling::Dwelling house = kind.envelopes.contains(name) ? dwelling::with_envelope(kind, name) : kind.base;
  house = dwelling::in_air_of(dwelling::REFERENCE_AIR_KG_M3,
                              dwelling::with_conductivity(house, dwelling::INSULATION_LEVELS[insulation]));
  const dwelling::ThermalModel network = dwelling::full_order(house);
  const Eigen::PartialPivLU<Eigen::MatrixXd> steady(-network.a);
  const int air = network.states() - 1;
  at->second.k_per_convective_w = steady.solve(network.b_convective)[air];
  at->second.k_per_radiant_w = steady.solve(network.b_radiant)[air];
  at->second.nominal_air_w_k = house.air_change_loss_w_k();
  at->second.per_log_conductivity_w_k = dwelling::loss_per_log_conductivity_w_k(house);
  return at->second;
}

double DesignDay::loss_w_k(const Household& home, const Option& option) {
  const dwelling::Dwelling& house = s_.archetypes[home.archetype].base;
  const int insulation = dwelling::insulation_bin(home.conductivity_factor);
  const Loss& loss = loss_of(home.archetype, option.envelope, insulation);
  const int site = site_of(home);
  const auto [leak, is_new] = leak_factor_.try_emplace({home.archetype, site});
  if (is_new) leak->second = dwelling::air_change_factor(house, {outdoor_c(site)}, {dwelling::NOMINAL_WIND_M_S})[0];
  const double density = house.air_density_of_site ? air_density_[static_cast<size_t>(site)] : 1.0;
  const double ratio = static_cast<double>(home.conductivity_factor) / dwelling::INSULATION_LEVELS[insulation];
  const double extra_w_k = loss.nominal_air_w_k * (density * home.air_change_factor * leak->second - 1.0) +
                           loss.per_log_conductivity_w_k * fast_log(ratio);
  const double house_w_k = heat_per_kelvin_w_k(loss.k_per_convective_w, loss.k_per_radiant_w,
                                               s_.technologies[option.technology].convective_share, extra_w_k);
  return house_w_k * heated_floor_m2(home, option, s_.technologies[option.technology]) / house.floor_area_m2;
}

double DesignDay::set_point_c(const Household& home, const Option& option) const {
  if (home.traits.vacant) {
    return home.traits.frost_protected ? s_.settings.table("households").number("vacant_set_point_c")
                                       : occupancy::NO_HEATING_C;
  }
  if (!home.traits.needs_heat) return occupancy::NO_HEATING_C;
  if (home.schedule >= 0) return highest_set_point_c(s_.schedules[home.schedule]);
  return option.converted ? home.people.set_point_after_c : home.people.set_point_before_c;
}

double DesignDay::load_w(const Household& home, const Option& option) {
  return loss_w_k(home, option) * std::max(0.0, set_point_c(home, option) - outdoor_c(site_of(home)));
}

double DesignDay::capacity_w(const Household& home, const Option& option) {
  const heater::Technology& t = s_.technologies[option.technology];
  if (t.kind == heater::HeaterKind::hand_fired) return t.rated_heat_w * option.size;
  const int site = site_of(home);
  const double supply_c = heater::supply_temperature_c(t, outdoor_c(site));
  const auto [unit, is_new] = unit_w_.try_emplace({option.technology, site});
  if (is_new) unit->second = unit_capacity_w(t, site);
  const double rod_w = option.backup_w >= 0.0 ? option.backup_w : t.backup_w.value;
  const double heat_w = option.size * unit->second + rod_w;
  const double room_c = std::max(0.0, set_point_c(home, option));
  return std::min(heat_w, option.size * heater::emitted_w(t, supply_c, room_c));
}

// Of size 1.0: at the water that it has then; of a heater of the valley hours, their share of the day.
double DesignDay::unit_capacity_w(const heater::Technology& t, int site) const {
  heater::StepConditions now{.outdoor_temp_c = outdoor_c(site), .relative_humidity = RELATIVE_HUMIDITY};
  now.brine_temp_c = heater::brine_temp_c(now.outdoor_temp_c);
  now.valley = true;
  const heater::HeaterCoefficients at = heater::coefficients(t, std::span(&now, 1));
  const bool returning = t.curve == heater::CurveTemperature::returning_water;
  const double curve_c = t.curve == heater::CurveTemperature::room_air
                             ? ROOM_C
                             : at.rows[0].supply_c - (returning ? t.return_drop_k.value : 0.0);
  double hours = 24.0;
  if (t.valley_only) {
    hours = 0.0;
    for (int hour = 0; hour < 24; ++hour) hours += s_.tariff.is_valley(hour) ? 1.0 : 0.0;
  }
  return hours / 24.0 * std::max(0.0, at.capacity_w(0, curve_c));
}

double DesignDay::size_for(const Household& home, Option option, std::span<const double> sizes, double margin) {
  const double needed_w = margin * load_w(home, option);
  for (const double size : sizes) {
    option.size = size;
    if (capacity_w(home, option) >= needed_w) break;
  }
  return option.size;
}

}  // namespace hearthgrid::run
