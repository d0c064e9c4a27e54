#include "engine/io/scenario_schema.hpp"

#include "engine/io/key.hpp"

namespace hearthgrid::io {

namespace {

Key season_keys() {
  return table(
      "season", "The heating season that is simulated.",
      {date("first_day", "First day of the season, local time."),
       date("last_day", "Last day of the season, included; it may lie in the next year."),
       integer("step_minutes", "minute", "Length of a time step; every power is the mean over it.")
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

std::vector<KeySpec> home_keys() {
  const char* assumed = "assumed; dwelling survey figures vary widely";
  return {
      number("heated_area_m2", "m2", "Mean floor area of a synthesised home.")
          .range(5, 2000)
          .by_default("80")
          .from(assumed),
      flag("area_of_archetype",
           "Whether homes of the table without heated_area_m2 have exactly their archetype's floor.")
          .by_default("false"),
      number("heated_area_spread", "1", "Standard deviation of the floor area over its mean.")
          .range(0, 1)
          .by_default("0.2")
          .from(assumed),
      number("persons", "1", "Mean number of people who live in a home in winter.")
          .range(1, 6)
          .by_default("2.8")
          .from("placeholder of 2.5 to 3.5, unverified"),
      number("yearly_kwh", "kWh",
             "Mean yearly electricity of a home without space heating, hot water from an electric heater included; "
             "left out, it follows from what homes own and who is at home.")
          .range(0, 50000)
          .or_absent(),
      number("yearly_kwh_spread", "1",
             "Spread of habits of use over their mean, beside what owning more or fewer appliances makes.")
          .range(0, 2)
          .by_default("0.4")
          .from("assumed"),
      number("infiltration_spread", "1", "Spread of the air change over the archetype's.")
          .range(0, 2)
          .by_default("0.3")
          .from("assumed"),
      number("insulation_spread", "1", "Spread of the conductivity of walls and roof over the archetype's.")
          .range(0, 0.5)
          .by_default("0.1")
          .from("assumed: moisture, workmanship, bricks"),
      number("furniture_spread", "1", "Spread of the furniture's heat capacity over the archetype's.")
          .range(0, 1)
          .by_default("0.3")
          .from("assumed"),
      number("income_cny", "CNY", "Mean yearly income of a home, for the order by income.")
          .at_least(0)
          .by_default("40000")
          .from("assumed"),
  };
}

std::vector<KeySpec> comfort_keys() {
  const char* f19 = "Ma Kunru et al., Gas & Heat 40(4), 2020: 13 to 16 before, 17 to 20 after; spread assumed";
  const char* rooms = "the same survey: 0.5 to 0.6 and 0.3 to 0.4; a home's own lies 0.05 around it";
  const char* patterns = "survey summary, m.vzkoo.com/question/1671566603: about 20, 50 and 30 %";
  return {
      number("set_point_before_c", "degC", "Mean indoor temperature asked for with coal.")
          .range(5, 30)
          .by_default("14.5")
          .from(f19),
      number("set_point_before_sd_k", "K",
             "Standard deviation of it between homes, before both tails are cut at 1.5 of it.")
          .range(0, 5)
          .by_default("1.0")
          .from(f19),
      number("set_point_after_c", "degC", "Mean indoor temperature asked for with clean heat: the rebound.")
          .range(5, 30)
          .by_default("18.5")
          .from(f19),
      number("set_point_after_sd_k", "K",
             "Standard deviation of it between homes, before both tails are cut at 1.5 of it.")
          .range(0, 5)
          .by_default("0.8")
          .from(f19),
      number("night_setback_before_share", "1",
             "Share of day-and-night homes that let it cool by night, with coal: they do not bank the fire.")
          .range(0, 1)
          .by_default("0.5")
          .from("assumed"),
      number("night_setback_after_share", "1", "The same with clean heat.")
          .range(0, 1)
          .by_default("0.65")
          .from("assumed; fewer heat 24 h a day after conversion (Ma Kunru et al., 2020)"),
      number("night_setback_before_k", "K", "By how much, mean of those homes, with coal; each half to 1.5 times it.")
          .range(0, 15)
          .by_default("2.0")
          .from("assumed"),
      number("night_setback_after_k", "K", "The same with clean heat.").range(0, 15).by_default("3.0").from("assumed"),
      number("off_set_point_c", "degC", "What a part-time home keeps in the hours without heating.")
          .range(-20, 25)
          .by_default("8.0")
          .from("assumed: no freezing"),
      number("part_time_before_share", "1",
             "Share of the part-time homes that were so with coal already; the others fed their stove day and night.")
          .range(0, 1)
          .by_default("0.5")
          .from("assumed; fewer heat 24 h a day after conversion (Ma Kunru et al., 2020)"),
      number("short_season_share", "1", "Share of homes that heat on cold days only.")
          .range(0, 1)
          .by_default("0")
          .from(
              "none unless stated; a third of 717 homes of Shandong and Hebei heat under two months (Wu et al., 2017)"),
      number("short_season_below_c", "degC", "They heat on days after one whose mean outdoors was below this.")
          .range(-40, 20)
          .by_default("0")
          .from("assumed"),
      number("festival_warmer_k", "K", "How much warmer homes are on festival days; it stands for more rooms, too.")
          .range(0, 10)
          .by_default("1.0")
          .from("assumed; longer heating at Spring Festival: Buildings 2023, 13(3) 679"),
      number("hand_switching_share", "1", "Share of homes that turn the heater down while nobody is at home.")
          .range(0, 1)
          .by_default("0.2")
          .from("assumed; users switch (Ma Kunru et al., 2020), how many is not told"),
      number("hand_setback_k", "K", "By how much, though not below off_set_point_c.")
          .range(0, 25)
          .by_default("4.0")
          .from("assumed"),
      number("airing_share", "1", "Share of homes that open windows in the heating season.")
          .range(0, 1)
          .by_default("0.6")
          .from("assumed"),
      number("airing_minutes", "minute", "How long a window is open at a time, mean at 0 degC outdoors.")
          .range(0, 240)
          .by_default("10")
          .from("assumed"),
      number("airing_air_change_per_h", "1/h", "Air change beside leakage while it is open.")
          .range(0, 60)
          .by_default("5")
          .from("assumed"),
      number("pattern_full_time_whole", "1", "Share of homes that heat all rooms day and night.")
          .range(0, 1)
          .by_default("0.2")
          .from(patterns),
      number("pattern_full_time_part", "1", "Share of homes that heat some rooms day and night.")
          .range(0, 1)
          .by_default("0.5")
          .from(patterns),
      number("pattern_part_time_part", "1", "Share of homes that heat some rooms some of the time.")
          .range(0, 1)
          .by_default("0.3")
          .from(patterns),
      number("heated_share_full_time_part_before", "1", "Heated share of the floor of the second kind, with coal.")
          .range(0.05, 1)
          .by_default("0.55")
          .from(rooms),
      number("heated_share_full_time_part_after", "1", "The same with clean heat.")
          .range(0.05, 1)
          .by_default("0.55")
          .from(rooms),
      number("heated_share_part_time_part_before", "1", "Heated share of the floor of the third kind, with coal.")
          .range(0.05, 1)
          .by_default("0.35")
          .from(rooms),
      number("heated_share_part_time_part_after", "1", "The same with clean heat.")
          .range(0.05, 1)
          .by_default("0.35")
          .from(rooms),
  };
}

std::vector<KeySpec> people_keys() {
  const auto share = [](const char* name, const char* value, const char* sentence) {
    return number(name, "1", sentence).range(0, 1).by_default(value).from("assumed");
  };
  Key shares("persons_shares", Kind::number_list, "1",
             "Shares of homes with 1, 2, ... 6 residents, instead of the mean in persons.");
  Key holidays = table_list(
      "holidays", "Days of a kind of their own: holidays, or weekends that are worked.",
      {date("first_day", "First of the days."), integer("days", "d", "How many days.").range(1, 366).by_default("1"),
       text("kind", "What they are; on festival days absent people are home.")
           .one_of({"workday", "restday", "festival"})});
  Key thrift = table(
      "thrift", "Converted homes that heat less, or light the old stove again, where heating would cost too much.",
      {number("cost_share", "1", "Share of the income above which they do.")
           .range(0, 1)
           .by_default("0.1")
           .from("assumed; a tenth of income is the old British measure of fuel poverty"),
       number("lowest_set_point_c", "degC", "They go no lower.")
           .range(0, 25)
           .by_default("14")
           .from("GB/T 50824-2013, indoor design temperature; unverified"),
       number("reburn_share", "1", "Share of them who light the old stove again, where it burns coal or wood.")
           .range(0, 1)
           .by_default("0")
           .from("none unless stated; Sustainability 2021, 13(1) 169 models a rate for Hengshui's gas homes")});
  return {
      std::move(thrift).or_absent(),
      std::move(shares).or_absent(),
      share("elderly_home_share", "0.45", "Share of homes with a resident over 60."),
      share("absent_workers_share", "0.4", "Share of homes of which one or two come back for the Spring Festival."),
      share("leaves_on_workdays_share", "0.3", "Share of homes without old people that all leave on work days."),
      share("worker_share", "0.15", "Share of other residents of working age who work away from home on work days."),
      share("child_home_share", "0.45", "Share of homes of three and more with children."),
      text("presence_profiles",
           "Path of presence_profiles.csv: who is at home, and awake, by the hour; rows replace those of the built-in "
           "table.")
          .or_absent(),
      number("mobility", "1", "How readily people come and go: near 0 they stay as long as the profile lets them.")
          .range(0.001, 1)
          .by_default("0.3")
          .from("assumed; 0.1 to 0.5 is usual (Page et al., 2008)"),
      number("body_heat_awake_w", "W", "Sensible heat of a person at home who is awake.")
          .range(0, 300)
          .by_default("85")
          .from("70 to 100, unverified"),
      number("body_heat_asleep_w", "W", "The same asleep.").range(0, 300).by_default("65").from("60 to 70, unverified"),
      flag("festival", "Whether the Chinese Spring Festival is kept; known from 2000 to 2050.").by_default("true"),
      integer("festival_days_before", "d", "Days before the Chinese New Year on which absent people are back.")
          .range(0, 60)
          .by_default("7")
          .from("assumed: from the little new year"),
      integer("festival_days_after", "d", "The same after it.")
          .range(0, 60)
          .by_default("14")
          .from("assumed: to the Lantern Festival"),
      std::move(holidays).or_absent(),
  };
}

std::vector<KeySpec> trait_keys() {
  const auto share = [](const char* name, const char* sentence) {
    return number(name, "1", sentence).range(0, 1).by_default("0").from("none unless stated");
  };
  return {
      share("vacant_share", "Share of synthesised homes that stand empty for long."),
      share("vacant_frost_share", "Share of vacant homes whose heater keeps them from freezing."),
      share("vacant_return_share", "Share of vacant homes whose family is back, and heats, on festival days."),
      number("vacant_set_point_c", "degC", "What those are kept at.").range(-10, 20).by_default("5").from("assumed"),
      share("lives_alone_share", "Share of synthesised homes of one person without support."),
      share("registered_poor_share", "Share of synthesised homes registered as poor or five-guarantee."),
      share("unsafe_share", "Share of synthesised homes that fail the safety conditions."),
      share("no_heat_share", "Share of synthesised homes, not vacant, where nobody wants heat: they stay unheated."),
      share("second_home_share", "Share of synthesised homes that are a family's second."),
  };
}

Key household_keys() {
  Key synthetic =
      table("synthetic", "A made-up county of any size, instead of tables.",
            {integer("homes", "1", "Number of homes.").range(1, 5e6),
             integer("homes_per_village", "1", "Homes of each village; the last takes what is left.")
                 .range(1, 100000)
                 .by_default("250")
                 .from("assumed"),
             texts("sites", "Built-in climates that the villages lie in by turns; the scenario's weather if absent.")
                 .or_absent(),
             text("archetype", "Archetype of the homes, or shares such as brick_240:0.7;brick_370:0.3.").or_absent()});
  std::vector<KeySpec> keys = {
      text("villages",
           "Path of villages.csv: the villages, and how many homes to synthesise where households.csv is not given.")
          .or_absent(),
      std::move(synthetic).or_absent(),
      text("table", "Path of households.csv, which gives homes one by one.").or_absent(),
      text("schedules", "Path of schedules.csv, which homes of households.csv may follow.").or_absent(),
      text("archetypes",
           "Path of an archetype file, which may use the parts of the built-in models/dwelling/archetypes.toml; the "
           "built-in archetypes if absent.")
          .or_absent()};
  keys.push_back(
      text("appliances",
           "Path of an appliance file: what homes own, cook on and wash with; what it does not give is as in the "
           "built-in models/occupancy/appliances.toml.")
          .or_absent());
  for (const auto& group : {home_keys(), people_keys(), comfort_keys(), trait_keys()}) {
    keys.insert(keys.end(), group.begin(), group.end());
  }
  keys.push_back(texts("series_of", "Homes whose time series are written to the results.").by_default("[]"));
  return table("households", "The homes: given, or synthesised from villages and archetypes.", std::move(keys));
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
  return table(
      "electricity", "Transformers, other customers and the limits that drive reinforcement.",
      {text("transformers", "Path of transformers.csv; sized by the rule if absent.").or_absent(), std::move(sizing),
       text("transformer_series", "Loss series of transformers that do not name theirs.").by_default("\"S13\""),
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
       number("base_power_factor", "1", "Power factor of the homes' base load.")
           .range(0.5, 1)
           .by_default("0.95")
           .from("assumed"),
       text("carbon", "Emission factor set of the power plants: the part of its name after 'electricity_'.")
           .by_default("\"north\"")});
}

std::vector<KeySpec> money_keys() {
  return {text("tariffs", "Name of the tariff set.").by_default("\"shanxi\""),
          text("tariff_file", "Path of a tariff file; the built-in one if absent.").or_absent(),
          text("subsidy_file", "Path of a subsidy file; the built-in one if absent.").or_absent(),
          text("catalogue_file", "Path of a price catalogue; the built-in one if absent.").or_absent(),
          number("discount_rate", "1", "Yearly rate at which later costs count less.")
              .range(0, 0.3)
              .by_default("0.06")
              .from("assumed"),
          integer("years", "year", "Years over which money is counted.").range(1, 40).by_default("10")};
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

Key mix_keys() {
  Key convert =
      table_list(
          "convert", "Converts homes; clauses are taken in order and a home is converted once.",
          {text("technology", "What the homes heat with afterwards; \"unchanged\" to insulate only."),
           text("envelope", "What is done to the dwellings; the insulated stay so unless it is given.")
               .by_default("\"none\""),
           texts("villages", "Villages whose homes it is about; \"all\" for all.").by_default("\"all\""),
           number("share", "1", "Share of those villages' homes to convert.").range(0, 1).or_absent(),
           integer("count", "1", "Number of homes to convert; too few eligible is an error.").at_least(0).or_absent(),
           flag("village_targets", "Convert as many homes per village as its target_households says.")
               .by_default("false"),
           flag("whole_villages", "Convert all or none of a village's eligible homes, up to the share or count.")
               .by_default("false"),
           text("order", "Who comes first; the same order in every mix, so that mixes are nested.")
               .one_of({"random", "village", "income"})
               .by_default("\"random\""),
           date("commissioned", "Day from which the new heater runs; before the season if absent.").or_absent(),
           text("subsidy", "Name of the subsidy that is paid.").or_absent(),
           texts("eligibility", "Names of the rules that hold here; all if absent, [] for none.").or_absent(),
           number("size", "1", "Size of the heater over the technology's rated size.").range(0.05, 20).or_absent(),
           number("backup_w", "W", "Electric backup heater; the technology's own if absent.")
               .range(0, 50000)
               .or_absent()})
          .or_absent();
  return table_list("mix", "A way to heat the county; a mix without conversions is what there is today.",
                    {text("name", "Name of the mix."), std::move(convert)});
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
          season_keys(), zoom_keys(), weather_keys(), household_keys(), electricity_keys(),
          table(
              "gas", "Limits of the gas supply.",
              {number("hourly_cap_m3h", "m3/h", "Most gas in an hour, at 20 degC and 101.325 kPa.")
                   .at_least(0)
                   .or_absent(),
               number("daily_cap_m3", "m3", "Most gas in a day, at 20 degC and 101.325 kPa.").at_least(0).or_absent()}),
          table("technologies", "Heaters.",
                {text("file", "Path of a technology file; the built-in models/heater/technologies.toml if absent.")
                     .or_absent()}),
          table("before", "How homes heat today that households.csv does not say it of.",
                {text("technology", "What they heat with.").by_default("\"coal_stove\""),
                 text("envelope", "What was done to their dwellings.").by_default("\"none\"")}),
          table("money", "Prices, subsidies and how money over time is counted.", money_keys()), eligibility_keys(),
          mix_keys(),
          table("outputs", "What the results file holds beside the summaries.",
                {flag("transformer_series", "Write each transformer's load at every step.").by_default("true")})}};
  return schema;
}

}  // namespace hearthgrid::io
