#pragma once
// What many homes share and a run works out once: the weather at each site, the constructions under it, the heaters'
// coefficients in it. Read-only while blocks are simulated.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/time_axis.hpp"
#include "engine/run/construction_facts.hpp"
#include "engine/run/control_event.hpp"
#include "engine/run/kernel/household_kernel.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/site_irradiance.hpp"
#include "models/dwelling/construction.hpp"
#include "models/dwelling/insulation.hpp"
#include "models/dwelling/reduction.hpp"
#include "models/dwelling/step_model.hpp"
#include "models/heater/coefficient_row.hpp"
#include "models/heater/technology.hpp"
#include "models/occupancy/base_load_lanes.hpp"
#include "models/occupancy/base_load_shape.hpp"
#include "models/occupancy/calendar.hpp"
#include "models/occupancy/presence.hpp"
#include "models/occupancy/schedule.hpp"
#include "models/weather/step_weather.hpp"

namespace hearthgrid::run {

/// The weather of one site over the whole axis.
struct SiteWeather {
  weather::StepWeather steps;
  double ground_temp_c = 10.0;                 ///< under soil layers; the yearly mean for slabs after ISO 13370
  double yearly_swing_k = 0.0;                 ///< half of the warmest month's mean less the coldest's
  double coldest_day = 15.0;                   ///< of the year, by its monthly means
  std::vector<double> day_mean_c;              ///< per day: mean outdoor temperature of the 24 h before it
  std::vector<occupancy::DayKind> day_kind;    ///< per day
  double heating_outdoor_c = 0.0;              ///< mean outdoor temperature, weighted by heating_weight
  std::vector<occupancy::DayShape> day_shape;  ///< per day: the base load's events
  occupancy::MeanUse season_use;               ///< of the base load over the season
  occupancy::MeanUse mean_use;                 ///< of the base load over the year that holds the season
  std::vector<std::vector<heater::CoefficientRow>> heater;  ///< per technology: one row per step
};

/// One archetype in one envelope under one site's weather.
struct Construction {
  int site = 0;
  int archetype = 0;
  int envelope = 0;
  int insulation = dwelling::NOMINAL_INSULATION;                     ///< of dwelling::INSULATION_LEVELS
  double floor_area_m2 = 0.0;                                        ///< of the reference house
  double gains_convective_share = dwelling::GAINS_CONVECTIVE_SHARE;  ///< of people and appliances
  double furniture_j_k = 0.0;  ///< heat capacity that homes have more or less of (Household::furniture_factor)
  double nominal_air_change_w_k = 0.0;
  double air_w_k_per_ach = 0.0;                ///< of one air change an hour
  double ventilation_w_k_per_m3h = 0.0;        ///< of a fan's or a stove's air
  double heat_loss_w_k = 0.0;                  ///< of the reference house, nominal air change included
  double loss_per_log_conductivity_w_k = 0.0;  ///< what homes of the bin differ by, see models/dwelling/insulation.hpp
  std::shared_ptr<const dwelling::ReducedDwelling> reduced;  ///< whatever the site and the step
  dwelling::StepModel model;                                 ///< with all covers open
  std::vector<dwelling::StepModel> covered;  ///< of the same states, [closed - 1]; see models/dwelling/curtain.hpp
  std::vector<unsigned char> covers;         ///< [steps]: groups of covers that are closed; empty if there are none
  std::vector<double> driver;                ///< [steps][model.states]: Gamma u(t)
  std::vector<double> operative_c;           ///< [steps]: e(t), what the drivers add to the operative temperature
  std::vector<double> air_change;            ///< [steps] f(t): air change over the nominal one
  std::vector<double> curtain_w_k;           ///< [steps] kc(t): what covers that close or open within a step add
  std::vector<double> driver_loss_j;         ///< [days + 1]: running sum of both loss paths' driver part
  std::vector<double> driver_heat_j;         ///< [days + 1]: running sum of the sun's heat
  std::vector<double> start_state;           ///< steady state of the first day, unheated part aside: at 14 degC indoors
  double k_per_convective_w = 0.0;           ///< steady: air temperature per W of heat to the air, reference house
  double k_per_radiant_w = 0.0;              ///< the same per W to the surfaces
  /// What people learn of a home while they heat it: means weighted by heating_weight.
  double free_excess_k = 0.0;    ///< unheated and empty: air less outdoor temperature (sun, sky, ground)
  double mean_air_change = 1.0;  ///< of air_change
  ConstructionFacts facts;       ///< for people

  [[nodiscard]] const dwelling::StepModel& with_covers(unsigned closed) const {
    return closed == 0U ? model : covered[closed - 1U];
  }
};

/// How much a day counts in what people learn of their home's need: by how far its mean outdoor temperature lies below
/// 15 degC, so that a season which begins in summer teaches what one that begins in autumn does. 1 for every day where
/// no day of the axis is that cold.
[[nodiscard]] std::vector<double> heating_weight(const TimeAxis& axis, std::span<const double> outdoor_temp_c);

/// Everything read-only that a block needs.
struct Physics {
  TimeAxis axis;
  int first_day = 0;  ///< of the axis, with which all data by step begin; data by day begin with day 0
  std::vector<std::string> site_names;
  std::vector<SiteWeather> sites;
  occupancy::PresenceProfiles presence;  ///< of all homes
  std::vector<heater::Technology> technologies;
  std::vector<Construction> constructions;
  std::vector<occupancy::ScheduleByStep> schedules;  ///< of homes that follow one
  std::vector<int> construction_index;  ///< [site][archetype][envelope][insulation]; -1 where no pair needs it
  int archetypes = 0, envelopes = 0;

  [[nodiscard]] size_t place_of(int site, int archetype, int envelope, int insulation) const {
    const int kind = (site * archetypes + archetype) * envelopes + envelope;
    return static_cast<size_t>(kind * dwelling::INSULATION_BINS + insulation);
  }
  /// The construction of a home in one of the envelopes.
  [[nodiscard]] int index_of(int site, const Household& home, int envelope) const {
    return construction_index[place_of(site, home.archetype, envelope,
                                       dwelling::insulation_bin(home.conductivity_factor))];
  }
};

/// What the shape of days hangs on at a site.
[[nodiscard]] occupancy::SiteInputs place_of(const weather::Site& site, const occupancy::Calendar& calendar);

/// First of the last July not after `day`: a year from it holds the season and one Spring Festival.
[[nodiscard]] std::chrono::sys_days july_before(std::chrono::sys_days day);

/// What the tariff says to heaters, by step of the day; empty = nothing.
struct TariffSteps {
  std::vector<double> valley;       ///< 1 in valley-tariff hours
  std::vector<double> price_ratio;  ///< a kWh of electricity over one of gas; 0 = not known
};

/// Adds what the steps' weather implies for people.
[[nodiscard]] SiteWeather prepare_site(weather::StepWeather steps, double ground_temp_c,
                                       const occupancy::Calendar& calendar = {});
/// Adds the heaters' coefficients, by the weather, the tariff, the controls that raise supply temperatures, and the
/// days' means, which may be a longer season's: `first_day` is the place of the steps' first day among them.
void add_heaters(SiteWeather& site, const std::vector<heater::Technology>& technologies, const TariffSteps& tariff = {},
                 const std::vector<ControlEvent>& controls = {}, int first_day = 0);

/// Discretises and drives one construction over the whole axis; reduces it first, if its reduction is not known yet.
[[nodiscard]] Construction prepare_construction(const dwelling::Dwelling& dwelling, const SiteWeather& site,
                                                std::shared_ptr<const dwelling::ReducedDwelling> reduced = nullptr);
/// The same with an irradiance that constructions at the site share.
[[nodiscard]] Construction prepare_construction(const dwelling::Dwelling& dwelling, const SiteWeather& site,
                                                std::shared_ptr<const dwelling::ReducedDwelling> reduced,
                                                SiteIrradiance& irradiance);

/// What the kernel needs of a construction heated by a technology, with some of its covers closed.
[[nodiscard]] BatchModel batch_model(const Construction& construction, const heater::Technology& technology,
                                     unsigned closed = 0);

}  // namespace hearthgrid::run
