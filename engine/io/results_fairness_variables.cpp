// The rows of the results table about incomes, the cost of what is avoided, and the works' progress.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names BAND{"income_band"};
const Names VILLAGE_BAND{"village", "income_band"};
const Names MIX_BAND{"mix", "village", "income_band"};
const Names CASE_BAND{"mix", "bill_case", "village", "income_band"};
const Names MIX_VILLAGE{"mix", "village"};
const Names MIX_VILLAGE_POLLUTANT{"mix", "village", "pollutant"};
const Names STEP{"abatement_step"};
const Names PERIOD{"mix", "village", "ten_day_period"};
const std::string AGAINST = "what it pays in mix before (with its subsidies)";

// clang-format off
std::vector<VariableSpec> distribution() {
  return {
      {"income_band_lowest_cny", BAND, float64, whole, "CNY", "lowest yearly income of the band's homes; 0 where it has none", "", "", {}},
      {"income_band_highest_cny", BAND, float64, whole, "CNY", "highest yearly income of the band's homes; 0 where it has none", "", "", {}},
      {"fairness_homes", VILLAGE_BAND, int32, whole, "1", "homes", "", "", {}},
      {"fairness_income_cny", VILLAGE_BAND, float64, whole, "CNY", "sum of the homes' yearly incomes", "", "", {}},
      {"fairness_converted", MIX_BAND, int32, whole, "1", "homes whose heater or insulation the mix changes", "", "", {}},
      {"fairness_energy_bill_cny", CASE_BAND, float64, whole, "CNY", "sum of the homes' energy bills of the season", "time: sum", "", {}},
      {"fairness_heating_bill_cny", CASE_BAND, float64, whole, "CNY",
       "part of it that the heaters cause: what each bill would be lower without them", "time: sum", "", {}},
      {"fairness_burdened", CASE_BAND, int32, whole, "1", "homes whose heating bill is above fairness.burden_limit of their yearly income", "", "", {}},
      {"fairness_bill_lower", CASE_BAND, int32, whole, "1", "homes whose bill is below " + AGAINST, "", "", {}},
      {"fairness_bill_higher", CASE_BAND, int32, whole, "1", "homes whose bill is above " + AGAINST, "", "", {}},
      {"fairness_better_off", CASE_BAND, int32, whole, "1", "homes that pay less and are no colder, or are warmer and pay no more", "", "", {}},
      {"fairness_worse_off", CASE_BAND, int32, whole, "1", "homes that pay more and are no warmer, or are colder and pay no less", "", "", {}},
      {"fairness_warmer", MIX_BAND, int32, whole, "1", "homes with fewer hours below 14 degC than in mix before", "", "", {}},
      {"fairness_colder", MIX_BAND, int32, whole, "1", "homes with more hours below 14 degC than in mix before", "", "", {}},
  };
}

std::vector<VariableSpec> abatement() {
  return {
      {"abatement_first_winter_kg", MIX_VILLAGE_POLLUTANT, float64, whole, "kg",
       "emitted in the first winter of mix before less that of the mix, all places, central estimate; negative = more is emitted", "time: sum", "", {}},
      {"abatement_later_winter_kg", MIX_VILLAGE_POLLUTANT, float64, whole, "kg",
       "the same of each later winter, of the same weather: homes that convert inside the first one, or after it, have their new heater all winter", "time: sum", "", {}},
      {"abatement_avoided_kg", MIX_VILLAGE_POLLUTANT, float64, whole, "kg",
       "avoided in a year: mean over money.years of the first winter and the later ones", "", "", {}},
      {"abatement_annual_cost_cny", {"mix", "village", "side"}, float64, whole, "CNY",
       "level yearly cost beyond that of mix before, over money.years; negative = a saving", "", "", {}},
      {"abatement_npv_cny", {"mix", "side"}, float64, whole, "CNY",
       "net present value of the change from mix before, over money.years; positive = a gain", "", "", {}},
      {"abatement_avoids", {"mix", "pollutant"}, int8, whole, "", "whether the mix avoids any of it", "", "", {"nothing_avoided", "avoided"}},
      {"abatement_cost_cny_t", {"mix", "side", "pollutant"}, float64, whole, "CNY t-1",
       "whole yearly cost of the side over yearly tonnes avoided of this pollutant alone; 0 and without a meaning where abatement_avoids says that nothing is", "", "", {}},
      {"abatement_step_pollutant", STEP, int32, whole, "1", "index into pollutant, from 0", "", "", {}},
      {"abatement_step_village", STEP, int32, whole, "1", "index into village, from 0", "", "", {}},
      {"abatement_step_mix", STEP, int32, whole, "1", "index into mix, from 0: what the village goes over to", "", "", {}},
      {"abatement_step_from_mix", STEP, int32, whole, "1", "index into mix, from 0: what it had on the curve until then", "", "", {}},
      {"abatement_step_avoided_kg", STEP, float64, whole, "kg", "avoided in a year beyond the step before it in the village", "", "", {}},
      {"abatement_step_annual_cost_cny", STEP, float64, whole, "CNY", "society's level yearly cost beyond that step", "", "", {}},
      {"abatement_step_cost_cny_t", STEP, float64, whole, "CNY t-1", "the one over the other; rises along a curve", "", "", {}},
      {"abatement_step_cumulative_kg", STEP, float64, whole, "kg", "avoided in a year with this step and all before it on the curve", "", "", {}},
      {"abatement_step_cumulative_cost_cny", STEP, float64, whole, "CNY", "society's level yearly cost of them", "", "", {}},
  };
}

std::vector<VariableSpec> progress() {
  return {
      {"progress_planned", PERIOD, int32, whole, "1", "homes that are due to run with their new heater in the period", "", "", {}},
      {"progress_done", PERIOD, int32, whole, "1", "homes that do, by the reports or the delays", "", "", {}},
      {"progress_late", PERIOD, int32, whole, "1",
       "homes that are due and do not run at the period's end, or on the day of the last report if that is earlier", "", "", {}},
      {"progress_behind_home_days", MIX_VILLAGE, float64, whole, "day",
       "days that homes have waited beyond the day they were due, in the season or not, until the last report or, without one, until all run, homes that drop out until the next season; sum of the homes", "", "", {}},
      {"progress_longest_wait_days", MIX_VILLAGE, int32, whole, "day", "the same of the home that waits longest, those due first running first", "", "", {}},
      {"progress_next_winter_homes", MIX_VILLAGE, int32, whole, "1", "homes that the mix converts after this season: they heat as before this winter", "", "", {}},
      {"progress_dropped_homes", MIX_VILLAGE, int32, whole, "1", "homes that a delay takes into the next season: the mix does not convert them, and they are never done", "", "", {}},
      {"progress_coming_period", {"mix"}, int32, whole, "1",
       "index into ten_day_period, from 0, of the first that begins after the last report; 0 in mixes without reports, -1 where none is left", "", "", {}},
      {"progress_late_homes", MIX_VILLAGE, int32, whole, "1", "homes that progress.delays makes late in the mix", "", "", {}},
      {"progress_late_home_days", MIX_VILLAGE, float64, whole, "day", "days of the season that they wait beyond the day they were due", "", "", {}},
      {"progress_late_cold_home_hours", MIX_VILLAGE, float64, whole, "h",
       "hours below 14 degC of the season from the day they were due until their new heater runs, sum of the late homes that are lived in", "", "", {}},
      {"progress_late_unmet_kwh", MIX_VILLAGE, float64, whole, "kW h", "heat that their old heaters could not deliver in that time", "time: sum", "", {}},
      {"progress_late_subsidy_cny", MIX_VILLAGE, float64, whole, "CNY",
       "running subsidy of the first winter that these homes are not paid because they run after progress.subsidy_deadline or not at all this winter; the mix's money is without it", "", "", {}},
  };
}
// clang-format on

}  // namespace

std::vector<VariableSpec> fairness_variables() {
  std::vector<VariableSpec> all = distribution();
  for (const auto& part : {abatement(), progress()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace hearthgrid::io
