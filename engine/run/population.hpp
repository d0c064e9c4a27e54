#pragma once
// Who lives where: villages, transformers and homes, given by tables or synthesised from villages and archetypes.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/table.hpp"
#include "models/occupancy/calendar.hpp"
#include "models/occupancy/equipment.hpp"
#include "models/occupancy/people.hpp"

namespace hearthgrid::run {

struct Village {
  std::string name;
  std::string site;           ///< built-in climate; empty = the scenario's weather
  int target_households = 0;  ///< what the programme wants converted here; 0 = not stated
  bool relocation = false;    ///< to be relocated: not eligible in some programmes
};

struct Transformer {
  std::string name;
  int village = 0;
  double rated_kva = 0.0;
  std::string series;
  double growth_per_year = 0.0;
  double other_load_kw = 0.0;     ///< other customers, constant
  std::string mounting = "pole";  ///< how it stands (models/electricity/mounting.hpp)
  std::vector<float>
      measured_load_kw;  ///< of the whole transformer before conversion, by quarter hour of a day; empty = none
  int first_household = 0;
  int households = 0;
};

/// What eligibility rules may ask of a home; each is a column of households.csv or villages.csv.
struct Traits {
  bool vacant = false;
  bool frost_protected = false;  ///< if vacant, the heater is kept on low
  bool returns = false;          ///< if vacant, its family lives there on festival days
  bool lives_alone = false;
  bool registered_poor = false;
  bool safety_ok = true;
  bool needs_heat = true;
  bool second_home = false;
  bool institution = false;
  bool converted_before = false;
  float income_cny = 0.0F;
};

struct Household {
  std::string name;
  uint64_t hash = 0;  ///< of the name; all that is drawn for the home hangs on it
  int village = 0;
  int transformer = 0;
  int archetype = 0;
  std::string technology_before;  ///< empty = the scenario's
  std::string envelope_before;
  int schedule = -1;  ///< index into the scenario's schedules; -1 = its people decide
  float floor_area_m2 = 0.0F;
  float air_change_factor = 1.0F;    ///< over the archetype's air change
  float conductivity_factor = 1.0F;  ///< of walls and roof, over the archetype's (models/dwelling/insulation.hpp)
  float furniture_factor = 1.0F;     ///< heat capacity of furniture, over the archetype's
  float service_limit_kw = 0.0F;     ///< most that its connection carries; 0 = unlimited
  Traits traits;
  occupancy::People people;
};

/// Whether anybody lives in the home on a day of this kind.
[[nodiscard]] bool is_lived_in(const Household& home, occupancy::DayKind kind);
/// Whether they heat it, after a day of this mean outdoor temperature.
[[nodiscard]] bool is_heated(const Household& home, occupancy::DayKind kind, double day_before_c);

/// Homes are sorted by transformer and then by name, transformers by village: the canonical order of every sum.
struct Population {
  std::vector<Village> villages;
  std::vector<Transformer> transformers;
  std::vector<Household> households;
};

/// The tables that a scenario names, read and checked.
struct PopulationTables {
  std::optional<io::Table> villages;
  std::optional<io::Table> households;
  std::optional<io::Table> transformers;
  std::optional<io::Table> loads;
  std::optional<io::Table> lv_lines;
  std::optional<io::Table> lv_conductors;
  std::optional<io::Table> lv_networks;
  std::optional<io::Table> substations;  ///< of the folder of feeders
  std::optional<io::Table> lines;
  std::optional<io::Table> mv_nodes;
  std::optional<io::Table> progress;
};

/// Builds the population. `archetypes` are the names that the archetype file defines. With `equipment`, homes that own
/// more use more electricity (those of which a table gives the yearly kWh aside).
[[nodiscard]] Population build_population(const io::Settings& scenario, const PopulationTables& tables,
                                          const std::vector<std::string>& archetypes, ProblemList& problems,
                                          const occupancy::Equipment* equipment = nullptr);

/// Names of the columns that eligibility rules may use.
[[nodiscard]] const std::vector<std::string>& trait_names();
/// A trait as a number (booleans are 0 and 1).
[[nodiscard]] double trait(const Population& population, const Household& household, const std::string& name);

}  // namespace hearthgrid::run
