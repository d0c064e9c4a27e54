// The rows of the results table about homes that the gas network leaves short, and about what would mend it.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names MIX{"mix"}, HOME{"mix", "household"};
const Names WORK{"gas_work"}, TABLE{"gas_simultaneity_table"}, GROUP{"mix", "gas_group_size"};
const Names AREA{"gas_area"}, MIX_AREA{"mix", "gas_area"};
const std::string STATE = " (20 degC, 101.325 kPa)";
const std::string AGAIN = "homes run again with the gas they get: ";

}  // namespace

// clang-format off
std::vector<VariableSpec> gas_rationing_variables() {
  return {
      {"gas_short_rounds", MIX, int32, whole, "1",
       AGAIN + "rounds; 0 = nobody is short. These variables are left out where that is so in every mix", "", "", {}},
      {"gas_short_homes", MIX, int32, whole, "1", AGAIN + "those that get less than they want at some step", "", "", {}},
      {"gas_short_longest_hours", MIX, float64, whole, "h", AGAIN + "most hours short of one of them", "time: sum", "", {}},
      {"gas_short_home_hours", MIX, float64, whole, "h", AGAIN + "hours short, summed over them", "time: sum", "", {}},
      {"gas_short_missing_m3", MIX, float64, whole, "m3",
       AGAIN + "what they would have drawn while short, less what they did (20 degC, 101.325 kPa)", "time: sum", "", {}},
      {"gas_short_residual_m3", MIX, float64, whole, "m3",
       AGAIN + "what they draw in the last round and the network does not give (20 degC, 101.325 kPa)", "time: sum", "", {}},
      {"gas_short_unsolved_m3", MIX, float64, whole, "m3",
       AGAIN + "wanted in the last round in steps and parts of the network without a solution; by whomever (20 degC, 101.325 kPa)",
       "time: sum", "", {}},
      {"gas_short_unused_m3", MIX, float64, whole, "m3",
       AGAIN + "what was there for them in the last round and they left, held to shares that were too small (20 degC, 101.325 kPa)",
       "time: sum", "", {}},
      {"gas_short_min_indoor_c", MIX, float64, whole, "degC",
       AGAIN + "lowest air temperature while short, of those lived in; 0 without any", "time: minimum", "", {}},
      {"gas_short_median_min_indoor_c", MIX, float64, whole, "degC", AGAIN + "median of their lowest air temperatures while short", "", "", {}},
      {"gas_short_homes_below_14", MIX, int32, whole, "1", AGAIN + "those below 14 degC for longer than with all the gas they want", "", "", {}},
      {"gas_short_homes_below_10", MIX, int32, whole, "1", AGAIN + "those below 10 degC for longer than with all the gas they want", "", "", {}},
      {"household_gas_unsolved_hours", HOME, float32, whole, "h",
       "of a home that burns gas: in which its node wants gas and its part of the network has no solution, so that what it gets is not known; left out where there are none in any mix",
       "time: sum", "", {}},
      {"household_gas_short_hours", HOME, float32, whole, "h", AGAIN + "with less gas than wanted", "time: sum", "", {}},
      {"household_gas_missing_m3", HOME, float32, whole, "m3",
       AGAIN + "gas wanted and not had in those hours (20 degC, 101.325 kPa)", "time: sum", "", {}},
      {"household_gas_short_min_indoor_c", HOME, float32, whole, "degC", AGAIN + "lowest air temperature in those hours; 0 without any",
       "time: minimum", "", {}},
      {"household_gas_short_mean_indoor_c", HOME, float32, whole, "degC", AGAIN + "mean air temperature in those hours; 0 without any",
       "time: mean", "", {}},
      {"household_gas_short_hours_below_14", HOME, float32, whole, "h",
       AGAIN + "below 14 degC over the season, beyond those with all the gas it wants; 0 of homes that are never short or stand empty", "time: sum", "", {}},
      {"household_gas_short_hours_below_10", HOME, float32, whole, "h", AGAIN + "below 10 degC, likewise", "time: sum", "", {}},
  };
}

std::vector<VariableSpec> gas_planning_variables() {
  return {
      {"gas_sizing_status", MIX, int8, whole, "", "whether pipes and regulators keep the limits of design", "", "",
       {"none_needed", "found", "in_part"}},
      {"gas_sizing_cost_cny", MIX, float64, whole, "CNY", "cost of the works in gas_work", "", "", {}},
      {"gas_sizing_lower_bound_cny", MIX, float64, whole, "CNY", "no set of works costs less; the same as the cost where that is proven", "", "", {}},
      {"gas_sizing_left", MIX, int32, whole, "1", "limits that no pipe and no regulator of the catalogue mends", "", "", {}},
      {"gas_sizing_design_steps", MIX, int32, whole, "1", "steps of the season that some part of the network is designed for", "", "", {}},
      {"gas_sizing_hours_broken", MIX, float64, whole, "h", "with all that is wanted drawn, in which some limit of design is broken", "time: sum", "", {}},
      {"gas_sizing_hours_left", MIX, float64, whole, "h", "the same with the works of gas_work", "time: sum", "", {}},
      {"gas_sizing_parts_given_up", MIX, int32, whole, "1",
       "parts of the network whose limits are still broken at steps that larger pipes and regulators would mend: designed for too few steps", "", "", {}},
      {"gas_storage_m3", MIX, float64, whole, "m3", "sum of gas_area_storage_m3 over the areas" + STATE, "", "", {}},
      {"gas_storage_send_out_m3h", MIX, float64, whole, "m3 h-1", "sum of gas_area_storage_send_out_m3h, whenever each has it" + STATE, "", "", {}},
      {"gas_storage_sent_out_m3", MIX, float64, whole, "m3", "what they send out" + STATE, "time: sum", "", {}},
      {"gas_storage_days", MIX, int32, whole, "1", "days on which one of them sends out", "", "", {}},
      {"gas_lng_tonnes", MIX, float64, whole, "t", "what they send out, as liquefied gas", "time: sum", "", {}},
      {"gas_lng_truck_loads", MIX, int32, whole, "1", "that in truck loads, full ones in each area", "time: sum", "", {}},
      {"gas_lng_tank_m3", MIX, float64, whole, "m3", "tanks of satellite stations that are these storages", "", "", {}},
      {"gas_area_hourly_limit_m3h", AREA, float64, whole, "m3 h-1", "most that the area's supplies give in an hour, by caps and capacities" + STATE + "; 0 = no limit", "", "", {}},
      {"gas_area_daily_limit_m3", AREA, float64, whole, "m3", "most that they give in a day" + STATE + "; 0 = no cap by the day", "", "", {}},
      {"gas_area_wanted_m3", MIX_AREA, float64, whole, "m3", "what homes and other users of the area would draw" + STATE, "time: sum", "", {}},
      {"gas_area_storage_m3", MIX_AREA, float64, whole, "m3",
       "smallest storage in the area for what its supplies and the caps on all together do not give, full at the start" + STATE, "", "", {}},
      {"gas_area_storage_send_out_m3h", MIX_AREA, float64, whole, "m3 h-1", "largest hour of its send-out" + STATE, "", "", {}},
      {"gas_area_storage_sent_out_m3", MIX_AREA, float64, whole, "m3", "what it sends out" + STATE, "time: sum", "", {}},
      {"gas_area_storage_days", MIX_AREA, int32, whole, "1", "days on which it sends out", "", "", {}},
      {"gas_area_lng_tonnes", MIX_AREA, float64, whole, "t", "that as liquefied gas", "time: sum", "", {}},
      {"gas_area_lng_truck_loads", MIX_AREA, int32, whole, "1", "that in truck loads", "time: sum", "", {}},
      {"gas_area_lng_tank_m3", MIX_AREA, float64, whole, "m3", "tanks of a satellite station that is this storage", "", "", {}},
      {"gas_work_mix", WORK, int32, whole, "1", "index into mix, from 0", "", "", {}},
      {"gas_work_kind", WORK, int8, whole, "", "what is enlarged; left: what cannot be mended", "", "", {"pipe", "regulator", "left"}},
      {"gas_work_object", WORK, text, whole, "", "name of the pipe or regulator; of what is left, of what breaks the limit", "", "", {}},
      {"gas_work_by", WORK, text, whole, "", "what stands there then, of the catalogue; empty of what is left", "", "", {}},
      {"gas_work_cny", WORK, float64, whole, "CNY", "its cost", "", "", {}},
      {"gas_work_limit", WORK, int8, whole, "", "limit that is broken worst without it", "", "",
       {"speed", "pressure", "low_pressure_drop", "regulator_inlet", "regulator_capacity", "supply_capacity"}},
      {"gas_work_at", WORK, text, whole, "", "pipe, node, regulator or supply where it is broken", "", "", {}},
      {"gas_work_reached", WORK, float64, whole, "1", "what is reached without it: m/s, Pa or m3/h by gas_work_limit; 0 = no solution", "", "", {}},
      {"gas_work_allowed", WORK, float64, whole, "1", "what is allowed: m/s, Pa or m3/h by gas_work_limit", "", "", {}},
      {"gas_work_time", WORK, int32, whole, "@time", "start of the step of design where that is, UTC", "", "", {}},
      {"gas_simultaneity_groups", GROUP, int32, whole, "1", "groups of about so many burners, of neighbouring nodes; 0 = there are none", "", "", {}},
      {"gas_simultaneity", GROUP, float64, whole, "1", "largest draw of a group over its burners' draws at rated heat, mean of the groups", "", "", {}},
      {"gas_simultaneity_largest", GROUP, float64, whole, "1", "the same, largest of the groups", "", "", {}},
      {"gas_simultaneity_planned", {"gas_simultaneity_table", "gas_group_size"}, float64, whole, "1",
       "what a table of planning values says, for comparison", "", "", {}},
      {"gas_simultaneity_source", TABLE, text, whole, "", "status and source of that table", "", "", {}},
  };
}
// clang-format on

}  // namespace hearthgrid::io
