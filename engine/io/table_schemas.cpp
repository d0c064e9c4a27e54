// The CSV tables that a scenario names.

#include "engine/io/key.hpp"
#include "engine/io/low_voltage_schema.hpp"
#include "engine/io/scenario_schema.hpp"
#include "models/electricity/mounting.hpp"
#include "models/occupancy/people.hpp"

namespace hearthgrid::io {

const Schema& villages_schema() {
  static const Schema schema{
      .file = "villages.csv",
      .description = "One row per village; its homes are synthesised unless households.csv gives them.",
      .keys = {
          text("village", "Name of the village.").is_unique(),
          integer("households", "1", "Number of homes to synthesise; where households.csv is given, its rows decide.")
              .range(0, 1000000),
          integer("target_households", "1", "Homes that the programme wants converted here.").at_least(0).or_absent(),
          text("archetype", "Archetype of its homes, or shares such as brick_240:0.7;brick_370:0.3.").or_absent(),
          number("longitude", "degree", "East of Greenwich.").range(-180, 180).or_absent(),
          number("latitude", "degree", "North of the equator.").range(-90, 90).or_absent(),
          integer("transformers", "1", "Number of transformers; by the sizing rule if empty.")
              .range(1, 100000)
              .or_absent(),
          text("site", "Built-in climate of this village; the scenario's if empty.").or_absent(),
          text("gas_node", "Node of the gas network that its homes hang on.").or_absent(),
          number("area_ha", "ha", "Built-up area, for its air; by emissions.village_air if empty.")
              .range(0.01, 100000)
              .or_absent(),
          flag("relocation", "Whether the village is to be moved.").by_default("false"),
          number("vacant_share", "1", "Share of homes that stand empty for long.").range(0, 1).or_absent(),
          number("heated_area_m2", "m2", "Mean floor area of its homes.").range(5, 2000).or_absent(),
          number("yearly_kwh", "kWh",
                 "Mean yearly electricity of its homes without space heating; the scenario's if empty.")
              .range(0, 50000)
              .or_absent(),
          number("income_cny", "CNY", "Mean yearly income of a home.").at_least(0).or_absent(),
      }};
  return schema;
}

namespace {
std::vector<KeySpec> home_columns() {
  return {
      text("household", "Name of the home; what is drawn for it follows from its name.").is_unique(),
      text("village", "Village that the home is in."),
      text("transformer", "Transformer that feeds it; by the home's order in the village if empty.").or_absent(),
      text("gas_node", "Node of the gas network that it hangs on; as the village's homes if empty.").or_absent(),
      text("archetype", "Kind of dwelling; drawn as for the village if empty.").or_absent(),
      text("envelope", "What was done to the dwelling already.").or_absent(),
      text("technology", "What it heats with today.").or_absent(),
      text("schedule", "Schedule of schedules.csv that it follows; then nothing is drawn for it.").or_absent(),
      number("heated_area_m2", "m2", "Floor area.").range(5, 10000).or_absent(),
      number("air_change_factor", "1", "Air change over the archetype's.").range(0.05, 20).or_absent(),
      number("conductivity_factor", "1", "Conductivity of walls and roof over the archetype's.")
          .range(0.4, 2.5)
          .or_absent(),
      number("furniture_factor", "1", "Heat capacity of furniture over the archetype's.").range(0, 10).or_absent(),
      integer("persons", "1", "People who live there in winter; of a vacant home, who would.").range(1, 50).or_absent(),
      integer("elderly", "1", "Of them over 60.").range(0, 50).or_absent(),
      integer("children", "1", "Of them children; at least one resident is none.").range(0, 50).or_absent(),
      integer("returning", "1", "People of the family who are back on festival days.").range(0, 50).or_absent(),
      text("pattern", "How it is heated over the day and its rooms; before and after conversion alike if given.")
          .one_of({occupancy::PATTERN_NAMES.begin(), occupancy::PATTERN_NAMES.end()})
          .or_absent(),
      number("night_setback_before_k", "K", "By how much it is let cool by night, with coal.").range(0, 25).or_absent(),
      number("night_setback_after_k", "K", "The same with clean heat.").range(0, 25).or_absent(),
      flag("switches_by_hand", "Whether the heater is turned down while nobody is at home.").or_absent(),
      number("yearly_kwh", "kWh", "Yearly electricity without space heating; as the village's homes if empty.")
          .range(0, 500000)
          .or_absent(),
      number("set_point_before_c", "degC", "Indoor temperature asked for with coal.").range(5, 30).or_absent(),
      number("set_point_after_c", "degC", "Indoor temperature asked for with clean heat.").range(5, 30).or_absent(),
      number("heated_share_before", "1", "Heated share of the floor with coal.").range(0.05, 1).or_absent(),
      number("heated_share_after", "1", "Heated share of the floor with clean heat.").range(0.05, 1).or_absent(),
      number("service_limit_kw", "kW",
             "Most that its meter, breaker and service drop carry; the scenario's if empty, unlimited without either.")
          .range(0.1, 1000)
          .or_absent(),
  };
}

std::vector<KeySpec> trait_columns() {
  return {
      number("income_cny", "CNY", "Yearly income.").at_least(0).or_absent(),
      flag("vacant", "Whether it stands empty for long.").or_absent(),
      flag("frost_protected", "Whether its heater keeps it from freezing while it is vacant.").or_absent(),
      flag("returns_for_festival", "Whether the family of a vacant home is back, and heats, on festival days.")
          .or_absent(),
      flag("lives_alone", "Whether one person without support lives there.").or_absent(),
      flag("registered_poor", "Whether it is registered as poor or five-guarantee.").or_absent(),
      flag("safety_ok", "Whether it meets the safety conditions.").or_absent(),
      flag("needs_heat", "Whether anyone wants heat there; if not, it stays unheated.").or_absent(),
      flag("institution", "Whether it is a school, an office or the like.").or_absent(),
      text("family", "Family it belongs to; the second home of a family is marked as such.").or_absent(),
      integer("converted_year", "year", "Year in which a programme converted it before.").range(1990, 2100).or_absent(),
  };
}
}  // namespace

const Schema& households_schema() {
  static const Schema schema = [] {
    Schema s{.file = "households.csv",
             .description = "One row per home; what is left empty is drawn from the seed and the home's name.",
             .keys = home_columns()};
    for (const std::vector<KeySpec>& more : {trait_columns(), home_network_columns()}) {
      s.keys.insert(s.keys.end(), more.begin(), more.end());
    }
    return s;
  }();
  return schema;
}

const Schema& transformers_schema() {
  static const Schema schema = [] {
    Schema s{.file = "transformers.csv",
             .description = "One row per 10/0.4 kV distribution transformer.",
             .keys = {
                 text("transformer", "Name of the transformer.").is_unique(),
                 text("village", "Village whose homes it feeds."),
                 number("rated_kva", "kVA", "Rated power.").range(5, 10000),
                 text("series", "Loss series, such as S13; the scenario's if empty.").or_absent(),
                 number("other_load_kw", "kW", "Constant load of other customers.").range(0, 10000).or_absent(),
                 number("growth_per_year", "1", "Yearly growth of load; the scenario's if empty.")
                     .range(-0.2, 0.5)
                     .or_absent(),
                 text("mounting", "How it stands, which decides how warm it gets; the scenario's if empty.")
                     .one_of(electricity::mounting_names())
                     .or_absent(),
                 text("feeder", "Feeder that it hangs on; that of its node if empty.").or_absent(),
                 text("mv_node", "Node of feeders/lines.csv that it hangs on.").or_absent(),
             }};
    const std::vector<KeySpec> network = transformer_network_columns();
    s.keys.insert(s.keys.end(), network.begin(), network.end());
    return s;
  }();
  return schema;
}

const Schema& loads_schema() {
  static const Schema schema{
      .file = "loads.csv",
      .description =
          "Measured load of whole transformers before conversion, 96 rows each; what is not other_load_kw is the "
          "homes', whose base load is scaled to it.",
      .keys = {
          text("transformer", "Transformer of transformers.csv."),
          integer("quarter_hour", "1", "Quarter of an hour of the local day, 0 = from midnight.").range(0, 95),
          number("load_kw", "kW", "Mean load in it.").range(-10000, 10000),
      }};
  return schema;
}

}  // namespace hearthgrid::io
