// Keys of [households]: the homes, who lives in them, how they heat.

#include "engine/io/scenario_household_keys.hpp"

namespace hearthgrid::io {
namespace {

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
      number("income_cny", "CNY",
             "Mean yearly income of a home that nothing else says it of; incomes are drawn around it, 0 = not known.")
          .at_least(0)
          .by_default("40000")
          .from("assumed"),
  };
}

std::vector<KeySpec> comfort_keys() {
  const char* f19 = "Ma Kunru et al., Gas & Heat 40(4), 2020: 13 to 16 before, 17 to 20 after; spread assumed";
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
  };
}

std::vector<KeySpec> habit_keys() {
  return {
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
  };
}

std::vector<KeySpec> pattern_keys() {
  const char* rooms = "the same survey: 0.5 to 0.6 and 0.3 to 0.4; a home's own lies 0.05 around it";
  const char* patterns = "survey summary, m.vzkoo.com/question/1671566603: about 20, 50 and 30 %";
  return {
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

}  // namespace

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
  for (const auto& group : {home_keys(), people_keys(), comfort_keys(), habit_keys(), pattern_keys(), trait_keys()}) {
    keys.insert(keys.end(), group.begin(), group.end());
  }
  keys.push_back(texts("series_of", "Homes whose time series are written to the results.").by_default("[]"));
  return table("households", "The homes: given, or synthesised from villages and archetypes.", std::move(keys));
}

}  // namespace hearthgrid::io
