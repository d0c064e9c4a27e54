#pragma once
// A scenario with everything it names: read, checked and planned, nothing simulated yet.

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time_axis.hpp"
#include "engine/io/gas/works_file.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/air_inputs.hpp"
#include "engine/run/control_event.hpp"
#include "engine/run/feeders.hpp"
#include "engine/run/gas_grid.hpp"
#include "engine/run/home_electricity.hpp"
#include "engine/run/low_voltage.hpp"
#include "engine/run/money_inputs.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/planning_inputs.hpp"
#include "engine/run/population.hpp"
#include "models/dwelling/archetype.hpp"
#include "models/economy/catalogue.hpp"
#include "models/economy/subsidy.hpp"
#include "models/economy/tariff.hpp"
#include "models/emission/factors.hpp"
#include "models/heater/technology.hpp"
#include "models/occupancy/calendar.hpp"
#include "models/occupancy/equipment.hpp"
#include "models/occupancy/presence.hpp"
#include "models/occupancy/schedule.hpp"
#include "models/weather/hourly.hpp"
#include "models/weather/step_weather.hpp"

namespace hearthgrid::run {

struct Scenario {
  std::string path;    ///< as given
  std::string folder;  ///< other paths start here
  io::Settings settings;
  TimeAxis axis;
  PopulationTables tables;
  std::vector<dwelling::Archetype> archetypes;
  std::vector<std::string> envelopes;
  std::vector<heater::Technology> technologies;
  std::vector<occupancy::Schedule> schedules;
  occupancy::Equipment equipment;  ///< what homes may own, cook on and wash with
  emission::FactorSet factors;
  AirInputs air;
  economy::TariffSet tariff;
  std::vector<economy::Subsidy> subsidies;
  economy::Catalogue catalogue;
  MoneyInputs money;
  occupancy::Calendar calendar;
  occupancy::PresenceProfiles presence;
  Population population;
  LowVoltage low_voltage;
  YearlyElectricity electricity;  ///< how the homes' yearly kWh came out
  Plan plan;
  PlanningInputs planning;  ///< empty where nothing is to be planned
  std::vector<ControlEvent> controls;
  std::vector<std::string> site_names;                      ///< built-in climates, or the EPW file
  weather::HourlyWeather epw;                               ///< the year of weather.epw, if it is given
  std::vector<weather::HourlyWeather> ensemble_epw;         ///< the years of ensemble.epw, where there are members
  std::vector<int> village_site;                            ///< per village
  FeederGrid feeders;                                       ///< empty where none are asked for
  GasGrid gas;                                              ///< the same
  io::GasWorks gas_works;                                   ///< prices and limits to plan it with
  std::vector<std::pair<std::string, std::string>> inputs;  ///< name -> text, for /inputs; big tables as a hash
  std::string input_hash;  ///< of the scenario's text and everything it names, whatever the row order

  [[nodiscard]] uint32_t seed() const { return static_cast<uint32_t>(settings.integer("seed")); }
};

/// Reads a scenario and all it names. Throws InputError with every problem found.
[[nodiscard]] Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides);

/// The scenario with its homes drawn anew by another seed, from what `main` holds: no file is read again. Without what
/// a member of an ensemble does not run: the gas network, planning. Throws InputError where such homes do not fit.
[[nodiscard]] Scenario load_member(const Scenario& main, uint32_t seed);

/// The weather of every site of a scenario by the hour, over its axis.
[[nodiscard]] std::vector<weather::HourlyWeather> load_hours(const Scenario& scenario);
/// The same in another winter: built-in climates by `weather_seed`, the year `epw` in place of weather.epw (null:
/// that).
[[nodiscard]] std::vector<weather::HourlyWeather> load_hours(const Scenario& scenario, uint32_t weather_seed,
                                                             const weather::HourlyWeather* epw);

/// The hours of a site at the steps of an axis, over the scenario's ground and behind its horizon.
[[nodiscard]] weather::StepWeather steps_of(const Scenario& scenario, const weather::HourlyWeather& hours,
                                            const TimeAxis& axis);

/// The same of every site at the steps of the season.
[[nodiscard]] std::vector<weather::StepWeather> load_weather(const Scenario& scenario);

/// What a technology's stand-in must share at the least: prices go with the machine, emissions with what it burns.
enum class NameKin { model, carrier };

/// The name under which a technology's prices and emission factors are kept: its own, without _low or _high (of
/// emissions only if that burns the same fuel), or that of the first technology that `known` accepts, those of the same
/// model, carrier and fuel before those of the same model and carrier, and these before what shares `kin` alone; empty
/// if there is none.
template <class Known>
[[nodiscard]] std::string name_for(const Scenario& scenario, const heater::Technology& technology, NameKin kin,
                                   Known known) {
  if (known(technology.name)) return technology.name;
  for (const std::string suffix : {"_low", "_high"}) {
    if (technology.name.ends_with(suffix)) {
      std::string stem = technology.name.substr(0, technology.name.size() - suffix.size());
      const auto of_stem = std::find_if(scenario.technologies.begin(), scenario.technologies.end(),
                                        [&](const heater::Technology& t) { return t.name == stem; });
      const bool same_fuel = of_stem == scenario.technologies.end() || of_stem->fuel == technology.fuel;
      if (known(stem) && (same_fuel || kin == NameKin::model)) return stem;
    }
  }
  std::string nearest;
  int nearness = 0;
  for (const heater::Technology& other : scenario.technologies) {
    const bool model = other.model == technology.model, carrier = other.carrier == technology.carrier;
    const bool same_fuel = model && carrier && other.fuel == technology.fuel;
    const bool kindred = kin == NameKin::model ? model : carrier;
    const int near = same_fuel ? 3 : model && carrier ? 2 : kindred ? 1 : 0;
    if (near <= nearness || !known(other.name)) continue;
    nearest = other.name;
    nearness = near;
  }
  return nearest;
}

}  // namespace hearthgrid::run
