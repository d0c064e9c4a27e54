#include "engine/run/physics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/error.hpp"
#include "models/dwelling/air_change.hpp"
#include "models/dwelling/curtain.hpp"
#include "models/dwelling/drivers.hpp"
#include "models/dwelling/reduction_check.hpp"
#include "models/heater/coefficients.hpp"

namespace hearthgrid::run {
namespace {

constexpr double HEATING_LIMIT_C = 15.0;  // above it nobody heats (the common base of heating degree-days)
constexpr double START_INDOOR_C = 14.0;   // what a home is at when the warm-up begins

double day_of_year(std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  return static_cast<double>((day - std::chrono::sys_days{date.year() / 1 / 1}).count() + 1);
}

// How the air follows heat in the long run, and the heating days' mean weather without any.
void keep_means(const Eigen::VectorXd& drivers, const std::vector<double>& weight, int outdoor, Construction& out) {
  const auto air = [&](const Eigen::VectorXd& input, double convective_w, double radiant_w) {
    return dwelling::steady_state(out.model, input, convective_w, radiant_w)[out.model.states - 1];
  };
  const Eigen::VectorXd none = Eigen::VectorXd::Zero(drivers.size());
  out.k_per_convective_w = air(none, 1.0, 0.0);
  out.k_per_radiant_w = air(none, 0.0, 1.0);
  out.free_excess_k = air(drivers, 0.0, 0.0) - drivers[outdoor];
  const size_t per_day = out.air_change.size() / weight.size();
  double sum = 0.0;
  for (size_t k = 0; k < out.air_change.size(); ++k) sum += weight[k / per_day] * out.air_change[k];
  out.mean_air_change = sum / (static_cast<double>(per_day) * std::accumulate(weight.begin(), weight.end(), 0.0));
}

dwelling::SiteDrivers site_drivers(const dwelling::Dwelling& dwelling, const SiteWeather& site,
                                   SiteIrradiance& irradiance) {
  const TimeAxis& axis = site.steps.axis;
  dwelling::SiteDrivers drivers{
      site.steps.outdoor_temp_c, site.steps.horizontal_infrared_w_m2, site.ground_temp_c, site.steps.substeps, {}};
  drivers.wind_speed_m_s = site.steps.wind_speed_m_s;
  drivers.year = {.mean_c = site.ground_temp_c, .swing_k = site.yearly_swing_k, .coldest_day = site.coldest_day};
  drivers.first_day_of_year = day_of_year(axis.date(0));
  drivers.steps_per_day = axis.steps_per_day();
  for (const Plane& plane : dwelling::planes_of(dwelling)) {
    drivers.planes.emplace_back(plane, irradiance.on(plane));
    if (!site.steps.horizon.flat()) drivers.sky_left.push_back(site.steps.horizon.sky_share(plane));
  }
  return drivers;
}

// What the drivers are on the first day (mean), over the days that are heated (heating_weight) and over the season, by
// covers.
struct DriverMeans {
  Eigen::VectorXd first_day, heating;
  std::vector<CoverMeans> season;
};

// What the drivers do to the network of each step.
DriverMeans lay_drivers(const dwelling::DriverModel& windows, const dwelling::SiteDrivers& drivers,
                        const weather::StepWeather& steps, Construction& out) {
  const TimeAxis& axis = steps.axis;
  const int per_day = axis.steps_per_day(), states = out.model.states;
  out.driver.resize(static_cast<size_t>(axis.steps()) * states);
  out.driver_loss_j = {0.0};
  out.driver_heat_j = {0.0};
  DriverMeans means;
  means.heating = Eigen::VectorXd::Zero(windows.layout().count);
  const std::vector<double> weight = heating_weight(axis, steps.outdoor_temp_c);
  const double weights = per_day * std::accumulate(weight.begin(), weight.end(), 0.0);
  means.season.assign(out.covered.size() + 1, {0.0, means.heating});
  for (int day = 0; day < axis.days(); ++day) {
    const Eigen::MatrixXd u = windows.drivers(drivers, day * per_day, per_day);
    const Eigen::MatrixXd w = out.model.gamma * u;
    double loss_j = 0.0;
    for (int k = 0; k < per_day; ++k) {
      const size_t at = static_cast<size_t>(day) * per_day + k;
      const unsigned closed = out.covers.empty() ? 0U : out.covers[at];
      const dwelling::StepModel& model = out.with_covers(closed);
      const Eigen::VectorXd grown = closed == 0U ? w.col(k) : Eigen::VectorXd(model.gamma * u.col(k));
      for (int s = 0; s < states; ++s) out.driver[at * states + s] = grown[s];
      out.operative_c.push_back(0.5 * model.star_driver.dot(u.col(k)));
      if (closed != 0U) loss_j += ((model.loss_driver - out.model.loss_driver) * u.col(k)).sum();
      if (day < axis.warm_up_days) continue;
      means.season[closed].share += 1.0 / axis.season_steps();
      if (closed != 0U) means.season[closed].weighted_drivers += u.col(k) / axis.season_steps();
    }
    const Eigen::VectorXd sum = u.rowwise().sum();
    out.driver_loss_j.push_back(out.driver_loss_j.back() + ((out.model.loss_driver * sum).sum() + loss_j));
    out.driver_heat_j.push_back(out.driver_heat_j.back() + axis.step_seconds() * out.model.heat_driver.dot(sum));
    if (day == 0) means.first_day = sum / per_day;
    means.heating += weight[day] / weights * sum;
    if (day >= axis.warm_up_days) means.season[0].weighted_drivers += sum / axis.season_steps();
  }
  for (size_t c = 1; c < means.season.size(); ++c) {
    means.season[0].weighted_drivers -= means.season[c].weighted_drivers;
  }
  return means;
}

// What the days mean for people: kinds of day, the base load's events.
void prepare_days(SiteWeather& site, const weather::StepWeather& steps, const occupancy::Calendar& calendar) {
  const TimeAxis& axis = steps.axis;
  const occupancy::SiteInputs place = place_of(steps.site, calendar);
  for (int day = 0; day < axis.days(); ++day) {
    site.day_kind.push_back(occupancy::day_kind(axis.date(day), calendar));
    site.day_shape.push_back(occupancy::make_day_shape(axis.date(day), place));
  }
  site.season_use = occupancy::mean_use(axis.first_day, place, axis.season_days);
  site.mean_use = occupancy::mean_use(july_before(axis.first_day), place);
}

}  // namespace

std::vector<double> heating_weight(const TimeAxis& axis, std::span<const double> outdoor_temp_c) {
  const auto per_day = static_cast<size_t>(axis.steps_per_day());
  std::vector<double> weight;
  for (size_t first = 0; first < outdoor_temp_c.size(); first += per_day) {
    const auto day = outdoor_temp_c.subspan(first, per_day);
    const double mean = std::accumulate(day.begin(), day.end(), 0.0) / static_cast<double>(per_day);
    weight.push_back(std::max(0.0, HEATING_LIMIT_C - mean));
  }
  if (*std::max_element(weight.begin(), weight.end()) == 0.0) std::fill(weight.begin(), weight.end(), 1.0);
  return weight;
}

occupancy::SiteInputs place_of(const weather::Site& site, const occupancy::Calendar& calendar) {
  occupancy::SiteInputs place{site.latitude_deg, site.longitude_deg, site.utc_offset_h};
  place.calendar = calendar;
  return place;
}

std::chrono::sys_days july_before(std::chrono::sys_days day) {
  const std::chrono::year year = std::chrono::year_month_day{day}.year();
  const auto july = std::chrono::sys_days{year / 7 / 1};
  return july <= day ? july : std::chrono::sys_days{(year - std::chrono::years{1}) / 7 / 1};
}

SiteWeather prepare_site(weather::StepWeather steps, double ground_temp_c, const occupancy::Calendar& calendar) {
  SiteWeather site;
  site.ground_temp_c = ground_temp_c;
  const int per_day = steps.axis.steps_per_day();
  for (int day = 0; day < steps.axis.days(); ++day) {
    const int first = std::max(0, day - 1) * per_day;  // the first day knows only itself
    double sum = 0.0;
    for (int k = 0; k < per_day; ++k) sum += steps.outdoor_temp_c[first + k];
    site.day_mean_c.push_back(sum / per_day);
  }
  const std::vector<double> weight = heating_weight(steps.axis, steps.outdoor_temp_c);
  double weighted = 0.0;
  for (size_t k = 0; k < steps.outdoor_temp_c.size(); ++k) weighted += weight[k / per_day] * steps.outdoor_temp_c[k];
  site.heating_outdoor_c = weighted / (per_day * std::accumulate(weight.begin(), weight.end(), 0.0));
  prepare_days(site, steps, calendar);
  site.steps = std::move(steps);
  return site;
}

void add_heaters(SiteWeather& site, const std::vector<heater::Technology>& technologies, const TariffSteps& tariff,
                 const std::vector<ControlEvent>& controls, int first_day) {
  const auto per_day = static_cast<size_t>(site.steps.axis.steps_per_day());
  std::vector<heater::StepConditions> conditions(site.steps.outdoor_temp_c.size());
  for (size_t k = 0; k < conditions.size(); ++k) {
    const size_t of_day = k % per_day;
    conditions[k].outdoor_temp_c = site.steps.outdoor_temp_c[k];
    conditions[k].relative_humidity = site.steps.relative_humidity[k];
    conditions[k].brine_temp_c = heater::brine_temp_c(site.day_mean_c[static_cast<size_t>(first_day) + k / per_day]);
    conditions[k].hour = 24.0 * (static_cast<double>(of_day) + 0.5) / static_cast<double>(per_day);
    conditions[k].valley = !tariff.valley.empty() && tariff.valley[of_day] > 0.0;
    conditions[k].price_ratio = tariff.price_ratio.empty() ? 0.0 : tariff.price_ratio[of_day];
  }
  for (const heater::Technology& technology : technologies) {
    auto& rows = site.heater.emplace_back(heater::coefficients(technology, conditions).rows);
    const auto index = static_cast<int>(site.heater.size()) - 1;
    const std::vector<double> boost = supply_boost_k(controls, index, site.steps.axis);
    for (size_t k = 0; k < boost.size(); ++k) rows[k].supply_c += boost[k];
  }
}

Construction prepare_construction(const dwelling::Dwelling& dwelling, const SiteWeather& site,
                                  std::shared_ptr<const dwelling::ReducedDwelling> reduced) {
  SiteIrradiance irradiance(site.steps);
  return prepare_construction(dwelling, site, std::move(reduced), irradiance);
}

Construction prepare_construction(const dwelling::Dwelling& dwelling, const SiteWeather& site,
                                  std::shared_ptr<const dwelling::ReducedDwelling> reduced,
                                  SiteIrradiance& irradiance) {
  const TimeAxis& axis = site.steps.axis;
  Construction out;
  out.floor_area_m2 = dwelling.floor_area_m2;
  out.gains_convective_share = dwelling.gains_convective_share;
  out.furniture_j_k = dwelling.furniture_j_k;
  out.nominal_air_change_w_k = dwelling.air_change_loss_w_k();
  out.air_w_k_per_ach = dwelling.air_flow_w_k(dwelling.volume_m3);
  if (!reduced) {
    // In the reference's air, so that it is the same whichever site asks first; a buffer zone's air is inside.
    const bool any_site = dwelling.air_density_of_site && dwelling.zones.empty();
    const dwelling::Dwelling home = any_site ? dwelling::in_air_of(dwelling::REFERENCE_AIR_KG_M3, dwelling) : dwelling;
    reduced =
        std::make_shared<const dwelling::ReducedDwelling>(dwelling::reduce_checked(home, USUAL_STATES, MAX_STATES));
  }
  out.model =
      dwelling::discretise(dwelling::with_air_of(dwelling, reduced->model, reduced->layout), axis.step_seconds());
  for (const dwelling::ThermalModel& covered : reduced->covered) {
    out.covered.push_back(
        dwelling::discretise(dwelling::with_air_of(dwelling, covered, reduced->layout), axis.step_seconds()));
  }
  out.ventilation_w_k_per_m3h = dwelling.ventilation_loss_w_k(1.0);
  const int states = out.model.states;
  if (states > MAX_STATES) {
    throw RunError(fmt::format("the dwelling '{}' needs {} states, {} are the most; check its layers", dwelling.name,
                               states, MAX_STATES));
  }
  out.air_change = dwelling::air_change_factor(dwelling, site.steps.outdoor_temp_c, site.steps.wind_speed_m_s);
  out.loss_per_log_conductivity_w_k = dwelling::loss_per_log_conductivity_w_k(dwelling);
  out.heat_loss_w_k = out.model.heat_loss_coefficient_w_k;

  const dwelling::SiteDrivers drivers = site_drivers(dwelling, site, irradiance);
  const dwelling::DriverModel windows(dwelling);
  dwelling::CoverCourse covers = dwelling::cover_course(dwelling, drivers, 0, axis.steps(), axis.steps_per_day());
  out.covers = std::move(covers.closed);
  out.curtain_w_k = std::move(covers.rest_w_k);
  out.curtain_w_k.resize(static_cast<size_t>(axis.steps()), 0.0);
  const DriverMeans means = lay_drivers(windows, drivers, site.steps, out);
  const double heat_w = out.heat_loss_w_k * (START_INDOOR_C - means.first_day[windows.layout().outdoor]);
  const Eigen::VectorXd start = dwelling::steady_state(out.model, means.first_day, std::max(0.0, heat_w), 0.0);
  out.start_state.assign(start.data(), start.data() + start.size());
  keep_means(means.heating, heating_weight(axis, site.steps.outdoor_temp_c), windows.layout().outdoor, out);
  out.facts = construction_facts(dwelling, *reduced, means.season);
  out.reduced = std::move(reduced);
  return out;
}

namespace {

Control control_of(const heater::Technology& technology) {
  switch (technology.kind) {
    case heater::HeaterKind::hand_fired:
      return Control::prescribed;
    case heater::HeaterKind::ideal:
      return Control::ideal;
    case heater::HeaterKind::set_point:
      break;
  }
  return technology.sensed == heater::SensedTemperature::operative ? Control::operative : Control::air;
}

double curve_sign(heater::CurveTemperature curve) {
  return curve == heater::CurveTemperature::returning_water ? -1.0 : 1.0;
}

double is_electric(heater::Carrier carrier) {
  return carrier == heater::Carrier::electricity ? 1.0 : 0.0;
}

void add_heater(const heater::Technology& t, BatchModel& out) {
  out.control = control_of(t);
  out.min_modulation = heater::smallest_share(t);
  out.cycling_degradation = t.cycling_degradation;
  out.part_load_slope = t.part_load_slope;
  out.main_is_electric = is_electric(t.carrier);
  out.backup_is_electric = is_electric(t.backup_carrier);
  out.backup_ratio = t.backup_w > 0.0 ? 1.0 / t.backup_efficiency : 1.0;
  out.room_curve = t.curve == heater::CurveTemperature::room_air;
  out.store = out.control != Control::prescribed && out.control != Control::ideal && heater::has_store(t);
  out.room_supply = t.supply_control == heater::SupplyControl::room;
  out.backup_warms = t.backup_carrier != heater::Carrier::electricity;
  out.curve_sign = curve_sign(t.curve);
  out.exponent_less_1 = t.emitter_exponent - 1.0;
  out.band_k = t.band_k;
  out.hot_water_c = t.hot_water_temp_c;
}

}  // namespace

BatchModel batch_model(const Construction& construction, const heater::Technology& technology, unsigned closed) {
  BatchModel out{};
  const dwelling::StepModel& m = construction.with_covers(closed);
  const double share = technology.convective_share;
  const double gain_radiant = 1.0 - construction.gains_convective_share;
  out.states = m.states;
  for (int i = 0; i < m.states; ++i) {
    for (int j = 0; j < m.states; ++j) out.phi[i][j] = m.phi(i, j);
    out.convective[i] = m.gamma_convective[i];
    out.heat[i] = share * m.gamma_convective[i] + (1.0 - share) * m.gamma_radiant[i];
    out.gain[i] = construction.gains_convective_share * m.gamma_convective[i] + gain_radiant * m.gamma_radiant[i];
    out.operative[i] = 0.5 * (m.star_state[i] + (i == m.states - 1 ? 1.0 : 0.0));
    out.operative_heat += out.operative[i] * out.heat[i];
    out.operative_convective += out.operative[i] * out.convective[i];
  }
  out.operative_heat += 0.5 * (1.0 - share) * m.star_radiant;
  out.operative_gain = 0.5 * gain_radiant * m.star_radiant;
  add_heater(technology, out);
  return out;
}

}  // namespace hearthgrid::run
