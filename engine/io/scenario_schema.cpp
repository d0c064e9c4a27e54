#include "engine/io/scenario_schema.hpp"

#include "engine/io/conversion_keys.hpp"
#include "engine/io/fairness_keys.hpp"
#include "engine/io/key.hpp"
#include "engine/io/low_voltage_schema.hpp"
#include "engine/io/reinforcement_schema.hpp"
#include "engine/io/scenario_air_keys.hpp"
#include "engine/io/scenario_gas_keys.hpp"
#include "engine/io/scenario_household_keys.hpp"
#include "engine/io/scenario_money_keys.hpp"
#include "engine/io/scenario_uncertainty_keys.hpp"
#include "models/electricity/mounting.hpp"

namespace hearthgrid::io {

namespace {

Key season_keys() {
  return table(
      "season", "The heating season that is simulated.",
      {date("first_day", "First day of the season, local time."),
       date("last_day", "Last day of the season, included; it may lie in the next year."),
       integer("step_minutes", "minute",
               "Length of a time step; every power is the mean over it, no peak of a shorter window "
               "is known, and limits of loading go by the step.")
           .one_of({"1", "5", "10", "15", "30", "60"})
           .by_default("15"),
       integer("warm_up_days", "d", "Days simulated before the season so that walls forget how they started.")
           .range(0, 60)
           .by_default("7"),
       number("utc_offset_h", "h",
              "Local time minus UTC, no daylight saving; the weather's if absent, and nothing else is accepted.")
           .range(-12, 14)
           .or_absent()});
}

Key weather_keys() {
  Key wave = table("cold_wave", "A spell of colder days laid over the weather.",
                   {date("first_day", "First day of the cold wave."),
                    integer("days", "d", "Length of the cold wave.").range(1, 60).by_default("6"),
                    number("depth_k", "K", "How much colder its middle is.").range(0, 30)});
  return table(
      "weather", "The weather of the county: a built-in climate or an EPW file, one of the two.",
      {text("site", "Name of a built-in climate, synthesised from the seed.").or_absent(),
       text("epw", "Path of an EPW weather file, from the scenario's folder.").or_absent(), std::move(wave).or_absent(),
       number("ground_temp_c", "degC",
              "Temperature under floors on soil, and the yearly mean under slabs after ISO 13370; the mean of the EPW "
              "file's whole year or of the climate's normals if absent.")
           .range(-20, 40)
           .or_absent(),
       number("yearly_swing_k", "K",
              "Half of what the warmest month's mean lies above the coldest's; moves the ground under slabs after ISO "
              "13370. From the same year if absent, and so is the coldest day.")
           .range(0, 40)
           .or_absent(),
       number("ground_albedo", "1", "Share of the sunlight that the ground around the homes reflects.")
           .range(0, 1)
           .by_default("0.2")
           .from("ASHRAE 140"),
       number(
           "design_outdoor_temp_c", "degC",
           "Outdoor temperature that heaters are sized for; the daily mean that five days of the weather's year fall "
           "short of if absent.")
           .range(-60, 20)
           .or_absent(),
       numbers("ground_albedo_by_month", "1", "Twelve values from January on, in place of ground_albedo.")
           .range(0, 1)
           .or_absent(),
       text("snow",
            "Whether the ground reflects as the EPW file's snow depth and albedo say; built-in climates know no "
            "snow.")
           .one_of({"none", "epw"})
           .by_default("\"none\""),
       number("snow_albedo", "1", "What snow on the ground reflects.")
           .range(0, 1)
           .by_default("0.6")
           .from("old snow, 0.6 to 0.8, unverified"),
       table_list(
           "horizon", "Hills, trees or houses that hide the low sun, the same for all sites.",
           {number("azimuth_deg", "degree", "Direction, from north, clockwise.").range(0, 360),
            number("altitude_deg", "degree", "How high they stand there; linear between the points.").range(0, 89)})
           .or_absent()});
}

Key zoom_keys() {
  Key windows = table_list("windows", "Days that are run again at the short step, beside the coldest.",
                           {date("first_day", "First day of the window."),
                            integer("days", "d", "Length of the window.").range(1, 366).by_default("1")});
  return table("zoom", "Days that are run again at a short step, for peaks that the season's step hides.",
               {integer("coldest_days", "d", "Number of the season's coldest days, by the mean over all homes.")
                    .range(0, 366)
                    .by_default("0"),
                std::move(windows).or_absent(),
                integer("step_minutes", "minute", "Length of a step in these days; no longer than the season's.")
                    .one_of({"1", "5"})
                    .by_default("1")});
}

// How heaters come back, after any cut.
Key restart_delay_key() {
  return number("restart_delay_min", "minute", "How long heaters wait when power is back.")
      .range(0, 240)
      .by_default("3")
      .from("compressors' protection against short cycles, 3 to 5 minutes, unverified");
}

Key restart_spread_key() {
  return number("restart_spread_min", "minute", "Beside that, drawn by home between 0 and this.")
      .range(0, 480)
      .by_default("2")
      .from("3 to 5 minutes, unverified");
}

Key outage_keys() {
  return table(
      "outage", "A question beside the season: the power comes back after outages; what do transformers see?",
      {numbers("hours", "h", "Lengths of the outages, whole hours; none if absent.").range(1, 72).or_absent(),
       date("restored_day", "Day on which the power is back; with restored_h, the season's coldest hour if absent.")
           .or_absent(),
       number("restored_h", "h", "Local hour at which it is back.").range(0, 24).or_absent(), restart_delay_key(),
       restart_spread_key(),
       number("follow_h", "h", "How long transformers are followed after that.").range(1, 72).by_default("12"),
       integer("step_minutes", "minute", "Length of a step in these days; no longer than the season's.")
           .one_of({"1", "5"})
           .by_default("1")});
}

Key feeder_sizing_key() {
  return table(
      "feeder_sizing", "A rule that makes up feeders and substations, in place of a folder of them.",
      {integer("transformers_per_feeder", "1", "Distribution transformers on a feeder, in their order.")
           .range(1, 500)
           .by_default("20")
           .from("assumed"),
       integer("transformers_per_lateral", "1", "Of these, on a node of the trunk and the lateral that leaves there.")
           .range(1, 500)
           .by_default("3")
           .from("assumed"),
       number("head_km", "km", "From the substation to the first node of the trunk.")
           .range(0.01, 100)
           .by_default("3.0")
           .from("assumed"),
       number("trunk_km", "km", "Between nodes of the trunk.").range(0.01, 100).by_default("0.8").from("assumed"),
       number("lateral_km", "km", "Between transformers of a lateral.")
           .range(0.01, 100)
           .by_default("0.4")
           .from("assumed"),
       text("trunk_conductor", "Conductor of trunk and ties.").by_default("\"JKLYJ-10-150\"").from("assumed"),
       text("lateral_conductor", "Conductor of laterals.").by_default("\"JKLYJ-10-70\"").from("assumed"),
       flag("ties", "Whether the ends of the first and second, third and fourth feeder and so on are tied.")
           .by_default("true"),
       integer("feeders_per_substation", "1", "Feeders of a substation.").range(1, 100).by_default("8").from("assumed"),
       integer("substation_transformers", "1", "Transformers of a substation.").range(1, 10).by_default("2"),
       number("substation_mva", "MVA", "Rated power of each of them.")
           .range(0.1, 500)
           .by_default("20")
           .from("assumed")});
}

std::vector<KeySpec> feeder_keys() {
  return {
      text("feeders",
           "Path of a folder with substations.csv, lines.csv and perhaps nodes.csv; then transformers.csv needs "
           "mv_node.")
          .or_absent(),
      feeder_sizing_key().or_absent(),
      flag("meshed_feeders", "Whether closed lines of one feeder may form loops.").by_default("false"),
      number("conductor_temp_c", "degC", "Temperature of conductors in the season, for the resistance of their lines.")
          .range(-40, 90)
          .by_default("20")
          .from("assumed: some 20 K above the air at half load"),
      number("feeder_voltage_low_pu", "1", "Lowest voltage that a feeder's nodes should see, over the rated.")
          .range(0.5, 1)
          .by_default("0.93")
          .from("GB/T 12325-2008: 10 kV three-phase +-7 %")};
}

Key electricity_keys() {
  Key sizing = table("sizing", "A rule for the transformers of villages without a row in transformers.csv.",
                     {number("kva_per_household", "kVA", "Rated power per home, before rounding up to a standard size.")
                          .range(0.1, 100)
                          .by_default("2.0")
                          .from("assumed; common planning figure for rural homes without electric heat"),
                      number("households_per_transformer", "1", "Most homes on one transformer.")
                          .range(1, 2000)
                          .by_default("55")
                          .from("assumed")});
  Key electricity = table(
      "electricity", "Transformers, other customers and the limits that drive reinforcement.",
      {text("transformers", "Path of transformers.csv; sized by the rule if absent.").or_absent(), std::move(sizing),
       text("transformer_series", "Loss series of transformers that do not name theirs.").by_default("\"S13\""),
       text("transformer_mounting", "How transformers stand that do not name theirs.")
           .one_of(electricity::mounting_names())
           .by_default("\"pole\""),
       text("loads", "Path of loads.csv: measured loads of transformers, to which their homes are scaled.").or_absent(),
       number("growth_per_year", "1", "Yearly growth of load that sizing provides for.")
           .range(-0.2, 0.5)
           .by_default("0"),
       number("growth_years", "year", "Years of growth that sizing provides for.").range(0, 40).by_default("0"),
       number("loading_limit", "1", "Largest 15-minute loading that a transformer should see, over its rating.")
           .range(0.1, 3)
           .by_default("0.8")
           .from("planning rule of the scenario's network company; 80 % of nameplate"),
       number("hot_spot_limit_c", "degC", "Largest hot-spot temperature; sizing goes by it instead of by loading.")
           .range(60, 160)
           .or_absent(),
       number("base_power_factor", "1",
              "Power factor of other customers; where it is given, of the homes' base load too, in place of their "
              "appliances'.")
           .range(0.5, 1)
           .by_default("0.95")
           .from("assumed"),
       low_voltage_key(), network_keys(),
       text("carbon", "Emission factor set of the power plants: the part of its name after 'electricity_'.")
           .by_default("\"north\""),
       number("service_limit_kw", "kW",
              "Most that a home's meter, breaker and service drop carry; unlimited if absent.")
           .range(0.1, 1000)
           .or_absent()});
  for (KeySpec& key : feeder_keys()) electricity.children.push_back(std::move(key));
  return electricity;
}

Key eligibility_keys() {
  return table_list("eligibility", "A rule that a home has to meet to be converted; it refuses the others by name.",
                    {text("name", "Name of the rule."),
                     text("column", "Column of households.csv or villages.csv it looks at."),
                     number("equals", "", "What an eligible home has there; 1 is true, 0 is false.").or_absent(),
                     number("at_least", "", "The least that an eligible home has there.").or_absent(),
                     number("at_most", "", "The most that an eligible home has there.").or_absent(),
                     text("unless", "Column that lifts the rule from homes where it is true.").or_absent(),
                     texts("applies_to", "Technologies the rule holds for; all if absent.").or_absent(),
                     text("message", "What the refused are told.").or_absent()})
      .or_absent();
}

Key control_keys() {
  return table_list(
             "control",
             "What reaches homes from outside at some hours: set points shifted, heaters kept off, power cut.",
             {text(
                  "kind",
                  "\"set_point\": set points and water temperatures move; \"block\": heaters are kept off; \"outage\": "
                  "nothing in the villages has power.")
                  .one_of({"set_point", "block", "outage"}),
              text("hours", R"(By the "clock" (from_h to to_h), or in the tariff's "valley" or "day" hours.)")
                  .one_of({"clock", "valley", "day"})
                  .by_default("\"clock\""),
              number("from_h", "h", "Local hour at which it begins.").range(0, 24).by_default("0"),
              number("to_h", "h", "Local hour at which it ends; past midnight if earlier than from_h.")
                  .range(0, 24)
                  .by_default("0"),
              date("first_day", "First day on which it begins; the whole season if absent.").or_absent(),
              integer("days", "d", "Number of days on which it begins; until the season's end if absent.")
                  .range(1, 366)
                  .or_absent(),
              number("shift_k", "K", "How much set points move.").range(-20, 10).by_default("0"),
              number("boost_k", "K", "How much hotter water, tanks or cores are kept, in all homes.")
                  .range(-30, 400)
                  .by_default("0"),
              restart_delay_key(), restart_spread_key(),
              number("share", "1", "Share of the homes that take part, by name.").range(0, 1).by_default("1"),
              texts("villages", "Villages that it reaches; \"all\" for all.").by_default("\"all\""),
              texts("technologies", "Heaters that it reaches; \"all\" for all.").by_default("\"all\"")})
      .or_absent();
}

Key mix_keys() {
  std::vector<KeySpec> keys = {
      text("technology", "What the homes heat with afterwards; \"unchanged\" to insulate only."),
      text("envelope", "What is done to the dwellings; the insulated stay so unless it is given.")
          .by_default("\"none\""),
      texts("villages", "Villages whose homes it is about; \"all\" for all.").by_default("\"all\""),
      number("share", "1", "Share of those villages' homes to convert.").range(0, 1).or_absent(),
      integer("count", "1", "Number of homes to convert; too few eligible is an error.").at_least(0).or_absent(),
      flag("village_targets", "Convert as many homes of each of the clause's villages as its target_households says.")
          .by_default("false"),
      flag("whole_villages", "Convert all or none of a village's eligible homes, up to the share or count.")
          .by_default("false"),
      text("order", "Who comes first; the same order in every mix, so that mixes are nested.")
          .one_of({"random", "village", "income"})
          .by_default("\"random\""),
      date("commissioned",
           "Day from which the new heater runs; if absent before the season, or as progress.first_day says. After the "
           "season: in later winters only.")
          .or_absent(),
      text("subsidy", "Name of the subsidy that is paid.").or_absent()};
  const std::vector<KeySpec> more = conversion_keys();
  keys.insert(keys.end(), more.begin(), more.end());
  Key convert =
      table_list("convert", "Converts homes; clauses are taken in order and a home is converted once.", std::move(keys))
          .or_absent();
  return table_list("mix", "A way to heat the county; a mix without conversions is what there is today.",
                    {text("name", "Name of the mix."),
                     flag("delayed", "Whether the villages of progress.delays are late in it.").by_default("false"),
                     std::move(convert)});
}

Key output_keys() {
  Key outputs =
      table("outputs", "What the results file holds beside the summaries.",
            {flag("transformer_series", "Write each transformer's load at every step.").by_default("true"),
             text("gas_series",
                  "Write pressures and unserved gas of the gas network's nodes and flows of its pipes at every "
                  "step; auto: what takes no more than 120 MB before compression.")
                 .one_of({"auto", "all", "none"})
                 .by_default("\"auto\"")});
  for (KeySpec& key : emission_output_keys()) outputs.children.push_back(std::move(key));
  return outputs;
}

}  // namespace

const Schema& scenario_schema() {
  static const Schema schema{
      .file = "scenario.toml",
      .description = "One file names everything that a run needs; paths start at its folder.",
      .keys = {
          integer("format", "", "Version of this format.").one_of({std::to_string(SCENARIO_FORMAT)}),
          text("name", "What the scenario is called in tables and results."),
          text("reference", "Free text: where the scenario comes from.").by_default("\"\""),
          integer("seed", "", "Everything drawn at random follows from it.").range(0, 4294967295.0).by_default("1"),
          season_keys(),
          zoom_keys(),
          outage_keys(),
          weather_keys(),
          household_keys(),
          electricity_keys(),
          gas_keys(),
          table("technologies", "Heaters.",
                {text("file", "Path of a technology file; the built-in models/heater/technologies.toml if absent.")
                     .or_absent()}),
          table("before", "How homes heat today that households.csv does not say it of.",
                {text("technology", "What they heat with.").by_default("\"coal_stove\""),
                 text("envelope", "What was done to their dwellings.").by_default("\"none\"")}),
          emission_keys(),
          table("money", "Prices, subsidies and how money over time is counted.", money_keys()),
          fairness_keys(),
          abatement_keys(),
          progress_keys(),
          eligibility_keys(),
          mix_keys(),
          control_keys(),
          reinforcement_keys(),
          hosting_keys(),
          uncertainty_keys(),
          ensemble_keys(),
          output_keys()}};
  return schema;
}

}  // namespace hearthgrid::io
