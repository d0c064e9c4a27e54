// The rows of the results table about the gas network.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names MIX{"mix"};
const Names NODE{"gas_node"}, MIX_NODE{"mix", "gas_node"}, NODE_SERIES{"mix", "gas_node", "time"};
const Names PIPE{"gas_pipe"}, MIX_PIPE{"mix", "gas_pipe"}, PIPE_SERIES{"mix", "gas_pipe", "time"};
const Names REGULATOR{"gas_regulator"}, MIX_REGULATOR{"mix", "gas_regulator"};
const Names SUPPLY{"gas_supply"}, MIX_SUPPLY{"mix", "gas_supply"}, SUPPLY_SERIES{"mix", "gas_supply", "time"};
const Names TIER{"gas_tier"}, MIX_TIER{"mix", "gas_tier"};
const Names PROFILE{"gas_profile"};
const Names TIERS{"unstated", "low", "medium_b", "medium_a", "sub_high_b", "sub_high_a", "high"};
const std::string STATE = " (20 degC, 101.325 kPa)";
const std::string NO_CAP = "; -1 = no cap";  // a cap of 0 is one
const std::string NEVER = "; the season's start where that is 0";
const std::string BIG = "; left out where it is large, see outputs.gas_series";

// clang-format off
std::vector<VariableSpec> mixes() {
  return {
      {"gas_min_pressure_pa", MIX, float64, whole, "Pa",
       "lowest gauge pressure of a node at a step when it draws; 0 = nobody draws, or no step has a solution",
       "time: minimum", "", {}},
      {"gas_min_pressure_time", MIX, int32, whole, "@time", "start of that step, UTC" + NEVER, "", "", {}},
      {"gas_min_pressure_node", MIX, int32, whole, "1", "index into gas_node of that node; -1 = none", "", "", {}},
      {"gas_wanted_m3", MIX, float64, whole, "m3", "what homes at nodes and other users would draw" + STATE, "time: sum", "", {}},
      {"gas_served_m3", MIX, float64, whole, "m3",
       "what they draw in steps with a solution" + STATE + "; gas_wanted_m3 is this, unserved and unsolved", "time: sum", "", {}},
      {"gas_unserved_total_m3", MIX, float64, whole, "m3", "sum of gas_unserved_m3 over the nodes" + STATE, "time: sum", "", {}},
      {"gas_capped_m3", MIX, float64, whole, "m3", "of that, held back because of caps of the supply" + STATE, "time: sum", "", {}},
      {"gas_short_m3", MIX, float64, whole, "m3", "of that, not drawn for want of pressure" + STATE, "time: sum", "", {}},
      {"gas_unreached_m3", MIX, float64, whole, "m3", "of that, wanted at nodes that no supply reaches" + STATE, "time: sum", "", {}},
      {"gas_hours_unserved", MIX, float64, whole, "h", "with somebody short of gas", "time: sum", "", {}},
      {"gas_hours_unsolved", MIX, float64, whole, "h",
       "of steps in which some part of the network has no solution; no other figure counts anything of that part then",
       "time: sum", "", {}},
      {"gas_unsolved_m3", MIX, float64, whole, "m3", "wanted there in them: what of it is served is not known" + STATE, "time: sum", "", {}},
      {"gas_unsolved_homes", MIX, int32, whole, "1",
       "homes that burn gas and hang at nodes with gas_node_hours_unsolved: whether they go short then is not known", "", "", {}},
      {"gas_unsolved_first_time", MIX, int32, whole, "@time", "start of the first of them, UTC; 0 if there is none", "", "", {}},
      {"gas_unsolved_reason", MIX, text, whole, "",
       "why the first of them has none, with the node's or device's name, for each part of the network that nothing joins to the others; empty if there is none",
       "", "", {}},
      {"gas_outside_m3", MIX, float64, whole, "m3", "drawn by homes that burn gas and hang at no node" + STATE, "time: sum", "", {}},
      {"gas_wanted_peak_hour_m3h", MIX, float64, whole, "m3 h-1", "largest hourly mean of gas_wanted_m3" + STATE, "time: maximum", "", {}},
      {"gas_wanted_peak_hour_time", MIX, int32, whole, "@time", "start of that hour, UTC" + NEVER, "", "", {}},
      {"gas_wanted_peak_day_m3", MIX, float64, whole, "m3", "the same of the local day that wants most" + STATE, "time: maximum", "", {}},
      {"gas_wanted_peak_day_time", MIX, int32, whole, "@time", "start of that day, UTC" + NEVER, "", "", {}},
      {"gas_hourly_cap_m3h", MIX, float64, whole, "m3 h-1", "most that all supplies together give in an hour: the scenario's cap, or the sum of their own if that is less" + STATE + NO_CAP, "", "", {}},
      {"gas_daily_cap_m3", MIX, float64, whole, "m3", "most that they give in a day, likewise" + STATE + NO_CAP, "", "", {}},
      {"gas_hours_above_cap", MIX, float64, whole, "h", "hours in which more is wanted than the hourly cap", "", "", {}},
      {"gas_days_above_cap", MIX, float64, whole, "day", "days on which more is wanted than the daily cap", "", "", {}},
      {"gas_hours_at_cap", MIX, float64, whole, "h", "hours in which all supplies together give what the hourly cap allows", "", "", {}},
      {"gas_days_at_cap", MIX, float64, whole, "day", "days on which they give what the daily cap allows", "", "", {}},
  };
}

std::vector<VariableSpec> nodes() {
  return {
      {"gas_node_origin", NODE, int8, whole, "", "where the network comes from", "", "", {"given", "imported", "synthesised"}},
      {"gas_node_tier", NODE, int8, whole, "", "pressure tier", "", "GB 50028-2006", TIERS},
      {"gas_node_village", NODE, int32, whole, "1", "index into village of its homes (the first one's); -1 = has none", "", "", {}},
      {"gas_node_households", NODE, int32, whole, "1", "homes that hang there, whatever they heat with", "", "", {}},
      {"gas_node_reached", NODE, int8, whole, "", "whether a supply reaches it", "", "", {"no", "yes"}},
      {"gas_node_service_pa", NODE, float64, whole, "Pa", "gauge pressure from which its users draw what they want; 0 = whatever it is",
       "", "", {}},
      {"gas_node_burner_limit_pa", NODE, float64, whole, "Pa",
       "gauge pressure beyond which burners of its homes get too much: 1.5 times their rated pressure, 5 % aside; 0 = no homes, or each has a "
       "regulator of its own by the node's tier", "", "", {}},
      {"gas_node_pressure_pa", NODE_SERIES, float32, series_of_mix, "Pa",
       "gauge pressure; 0 in a step in which its part of the network has no solution, and where no supply reaches" + BIG, "time: mean", "", {}},
      {"gas_node_unserved_m3h", NODE_SERIES, float32, series_of_mix, "m3 h-1",
       "wanted and not drawn" + STATE + BIG + ", and where nothing is unserved in any mix", "time: mean", "", {}},
      {"gas_node_min_pressure_pa", MIX_NODE, float64, whole, "Pa",
       "lowest gauge pressure; 0 = no step has a solution, or no supply reaches", "time: minimum", "", {}},
      {"gas_node_min_pressure_time", MIX_NODE, int32, whole, "@time", "start of that step, UTC" + NEVER, "", "", {}},
      {"gas_node_max_pressure_pa", MIX_NODE, float64, whole, "Pa",
       "highest gauge pressure; 0 = no step has a solution, or no supply reaches", "time: maximum", "", {}},
      {"gas_node_hours_above_burners", MIX_NODE, float64, whole, "h", "above gas_node_burner_limit_pa", "time: sum", "", {}},
      {"gas_node_hours_below_service", MIX_NODE, float64, whole, "h", "below gas_node_service_pa", "time: sum", "", {}},
      {"gas_node_wanted_m3", MIX_NODE, float64, whole, "m3", "what its homes and other users would draw" + STATE, "time: sum", "", {}},
      {"gas_node_peak_m3h", MIX_NODE, float64, whole, "m3 h-1", "largest wanted draw of a step" + STATE, "time: maximum", "", {}},
      {"gas_unserved_m3", MIX_NODE, float64, whole, "m3",
       "wanted and not drawn, by caps, for want of pressure or of a supply; steps without a solution aside" + STATE,
       "time: sum", "", {}},
      {"gas_node_hours_unserved", MIX_NODE, float64, whole, "h", "in which it is short of gas", "time: sum", "", {}},
      {"gas_node_hours_unsolved", MIX_NODE, float64, whole, "h",
       "in which it wants gas and its part of the network has no solution: what it gets is not known", "time: sum", "", {}},
      {"gas_node_unsolved_steps", MIX_NODE, int32, whole, "1", "steps without a solution that break at it", "", "", {}},
  };
}

std::vector<VariableSpec> pipes() {
  return {
      {"gas_pipe_from", PIPE, int32, whole, "1", "index into gas_node of its first end", "", "", {}},
      {"gas_pipe_to", PIPE, int32, whole, "1", "index into gas_node of its second end", "", "", {}},
      {"gas_pipe_length_m", PIPE, float64, whole, "m", "length", "", "", {}},
      {"gas_pipe_inner_diameter_mm", PIPE, float64, whole, "mm", "inner diameter", "", "", {}},
      {"gas_pipe_velocity_limit_m_s", PIPE, float64, whole, "m s-1", "speed that design allows it, as gas.works has it", "", "", {}},
      {"gas_pipe_flow_m3h", PIPE_SERIES, float32, series_of_mix, "m3 h-1",
       "flow, positive from gas_pipe_from to gas_pipe_to" + STATE + BIG, "time: mean", "", {}},
      {"gas_pipe_peak_m3h", MIX_PIPE, float64, whole, "m3 h-1", "largest flow of a step, either way" + STATE, "time: maximum", "", {}},
      {"gas_pipe_peak_time", MIX_PIPE, int32, whole, "@time", "start of that step, UTC" + NEVER, "", "", {}},
      {"gas_pipe_max_velocity_m_s", MIX_PIPE, float64, whole, "m s-1",
       "largest speed of the gas at the end of lower pressure", "time: maximum", "", {}},
      {"gas_pipe_max_velocity_time", MIX_PIPE, int32, whole, "@time", "start of that step, UTC" + NEVER, "", "", {}},
  };
}

std::vector<VariableSpec> devices() {
  return {
      {"gas_regulator_from", REGULATOR, int32, whole, "1", "index into gas_node of its inlet", "", "", {}},
      {"gas_regulator_to", REGULATOR, int32, whole, "1", "index into gas_node of its outlet", "", "", {}},
      {"gas_regulator_kind", REGULATOR, int8, whole, "", "what it is", "", "", {"station", "district", "wall_mounted"}},
      {"gas_regulator_set_pa", REGULATOR, float64, whole, "Pa", "gauge pressure that it holds at its outlet", "", "", {}},
      {"gas_regulator_capacity_m3h", REGULATOR, float64, whole, "m3 h-1", "most that it lets through" + STATE + "; 0 = unlimited", "", "", {}},
      {"gas_regulator_peak_m3h", MIX_REGULATOR, float64, whole, "m3 h-1", "largest flow of a step" + STATE, "time: maximum", "", {}},
      {"gas_regulator_peak_time", MIX_REGULATOR, int32, whole, "@time", "start of that step, UTC" + NEVER, "", "", {}},
      {"gas_regulator_peak_share", MIX_REGULATOR, float64, whole, "1", "that over its capacity; 0 where that is unlimited", "", "", {}},
      {"gas_regulator_hours_saturated", MIX_REGULATOR, float64, whole, "h", "at its capacity, with less than its set pressure behind it",
       "time: sum", "", {}},
      {"gas_regulator_hours_open", MIX_REGULATOR, float64, whole, "h", "fully open, its inlet too low for the set pressure", "time: sum", "", {}},
      {"gas_regulator_unsolved_steps", MIX_REGULATOR, int32, whole, "1", "steps without a solution that break at it", "", "", {}},
      {"gas_supply_node", SUPPLY, int32, whole, "1", "index into gas_node", "", "", {}},
      {"gas_supply_set_pa", SUPPLY, float64, whole, "Pa", "gauge pressure that it holds", "", "", {}},
      {"gas_supply_capacity_m3h", SUPPLY, float64, whole, "m3 h-1", "most that it gives at any moment" + STATE + "; 0 = unlimited", "", "", {}},
      {"gas_supply_hourly_cap_m3h", SUPPLY, float64, whole, "m3 h-1", "most that it gives in an hour" + STATE + NO_CAP, "", "", {}},
      {"gas_supply_daily_cap_m3", SUPPLY, float64, whole, "m3", "most that it gives in a day" + STATE + NO_CAP, "", "", {}},
      {"gas_supply_m3h", SUPPLY_SERIES, float32, series_of_mix, "m3 h-1", "what it gives" + STATE + "; 0 in a step without a solution",
       "time: mean", "", {}},
      {"gas_supply_total_m3", MIX_SUPPLY, float64, whole, "m3", "what it gives" + STATE, "time: sum", "", {}},
      {"gas_supply_peak_m3h", MIX_SUPPLY, float64, whole, "m3 h-1", "most of a step" + STATE, "time: maximum", "", {}},
      {"gas_supply_peak_time", MIX_SUPPLY, int32, whole, "@time", "start of that step, UTC" + NEVER, "", "", {}},
      {"gas_supply_peak_share", MIX_SUPPLY, float64, whole, "1", "that over its capacity; 0 where that is unlimited", "", "", {}},
      {"gas_supply_peak_hour_m3h", MIX_SUPPLY, float64, whole, "m3 h-1", "largest hourly mean" + STATE, "time: maximum", "", {}},
      {"gas_supply_peak_hour_time", MIX_SUPPLY, int32, whole, "@time", "start of that hour, UTC" + NEVER, "", "", {}},
      {"gas_supply_peak_day_m3", MIX_SUPPLY, float64, whole, "m3", "gas of the local day that takes most" + STATE, "time: maximum", "", {}},
      {"gas_supply_peak_day_time", MIX_SUPPLY, int32, whole, "@time", "start of that day, UTC" + NEVER, "", "", {}},
      {"gas_supply_hours_saturated", MIX_SUPPLY, float64, whole, "h", "at its capacity, below its pressure", "time: sum", "", {}},
      {"gas_supply_hours_at_cap", MIX_SUPPLY, float64, whole, "h", "hours in which it gives what its hourly cap allows", "", "", {}},
      {"gas_supply_days_at_cap", MIX_SUPPLY, float64, whole, "day", "days on which it gives what its daily cap allows", "", "", {}},
      {"gas_supply_unsolved_steps", MIX_SUPPLY, int32, whole, "1", "steps without a solution that break at it", "", "", {}},
  };
}

std::vector<VariableSpec> profiles() {
  return {
      {"gas_profile_mix", PROFILE, int32, whole, "1", "index into mix, from 0", "", "", {}},
      {"gas_profile_node", PROFILE, int32, whole, "1", "index into gas_node, from 0", "", "", {}},
      {"gas_profile_distance_m", PROFILE, float64, whole, "m", "along the pipes from the supply", "", "", {}},
      {"gas_profile_pressure_pa", PROFILE, float64, whole, "Pa", "gauge pressure at gas_min_pressure_time", "", "", {}},
      {"gas_profile_tier", PROFILE, int8, whole, "", "pressure tier", "", "GB 50028-2006", TIERS},
      {"gas_profile_via", PROFILE, text, whole, "", "pipe, regulator or valve that leads there; empty at the supply", "", "", {}},
      {"gas_line_pack_length_m", TIER, float64, whole, "m", "length of the tier's pipes that gas reaches", "", "", {}},
      {"gas_line_pack_min_m3", MIX_TIER, float64, whole, "m3", "least gas in the tier's pipes" + STATE, "time: minimum", "", {}},
      {"gas_line_pack_max_m3", MIX_TIER, float64, whole, "m3", "most gas in the tier's pipes" + STATE, "time: maximum", "", {}},
      {"gas_line_pack_swing_minutes", MIX_TIER, float64, whole, "minute",
       "the difference over the mix's largest draw of a step: how long it lasts", "", "", {}},
  };
}

std::vector<VariableSpec> zoomed() {
  return {
      {"gas_zoom_min_pressure_pa", MIX, float64, whole, "Pa",
       "lowest gauge pressure of a node at a zoom step when it draws; 0 = nobody draws, or no step has a solution",
       "zoom_time: minimum", "", {}},
      {"gas_zoom_min_pressure_time", MIX, int32, whole, "@time", "start of that zoom step, UTC" + NEVER, "", "", {}},
      {"gas_zoom_min_pressure_node", MIX, int32, whole, "1", "index into gas_node of that node; -1 = none", "", "", {}},
      {"gas_zoom_min_pressure_15min_pa", MIX, float64, whole, "Pa",
       "the same by mean draws over clock quarters of the zoomed days", "zoom_time: minimum", "", {}},
      {"gas_zoom_largest_drop_pa", MIX, float64, whole, "Pa",
       "largest difference of any node between its lowest pressure by clock quarters and by zoom steps", "", "", {}},
      {"gas_zoom_minutes_unserved", MIX, float64, whole, "minute", "with somebody short of gas", "zoom_time: sum", "", {}},
      {"gas_zoom_minutes_unsolved", MIX, float64, whole, "minute", "of zoom steps without a solution", "zoom_time: sum", "", {}},
      {"gas_node_zoom_min_pressure_pa", MIX_NODE, float64, whole, "Pa",
       "lowest gauge pressure of a zoom step; 0 = no step has a solution, or no supply reaches", "zoom_time: minimum", "", {}},
      {"gas_node_zoom_min_pressure_time", MIX_NODE, int32, whole, "@time", "start of that zoom step, UTC" + NEVER, "", "", {}},
      {"gas_node_zoom_min_pressure_15min_pa", MIX_NODE, float64, whole, "Pa",
       "the same by mean draws over clock quarters of the zoomed days", "zoom_time: minimum", "", {}},
      {"gas_node_zoom_minutes_below_service", MIX_NODE, float64, whole, "minute", "below gas_node_service_pa", "zoom_time: sum", "", {}},
      {"gas_regulator_zoom_peak_m3h", MIX_REGULATOR, float64, whole, "m3 h-1", "largest flow of a zoom step" + STATE,
       "zoom_time: maximum", "", {}},
      {"gas_regulator_zoom_peak_15min_m3h", MIX_REGULATOR, float64, whole, "m3 h-1",
       "the same by mean draws over clock quarters of the zoomed days" + STATE, "zoom_time: maximum", "", {}},
  };
}
// clang-format on

}  // namespace

std::vector<VariableSpec> gas_variables() {
  std::vector<VariableSpec> all = mixes();
  for (const auto& part : {nodes(), pipes(), devices(), profiles(), zoomed()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace hearthgrid::io
