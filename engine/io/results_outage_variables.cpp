// The rows of the results table about outages.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names LENGTH{"outage_hours"};
const Names PICKUP{"mix", "transformer", "outage_hours"};
const Names MIX_TRANSFORMER{"mix", "transformer"};
const std::string IEC = "IEC 60076-7:2018", VOLTAGE = "GB/T 12325";
const std::string FOLLOWED = "from the restoration to the end of outage.follow_h";

}  // namespace

// clang-format off
std::vector<VariableSpec> outage_variables() {
  return {
      {"outage_begin_time", LENGTH, int32, whole, "@time", "when the power fails, UTC", "", "", {}},
      {"outage_restored_time", LENGTH, int32, whole, "@time", "when it is back, UTC; the same for every length", "", "", {}},
      {"pickup_reference_kw", MIX_TRANSFORMER, float64, whole, "kW",
       "mean load in the hour from the restoration, had there been no outage", "", "", {}},
      {"pickup_peak_kva", PICKUP, float64, whole, "kV A",
       "largest apparent power of a step from the restoration to an hour after the pick-up's end", "", "", {}},
      {"pickup_ratio", PICKUP, float64, whole, "1",
       "1 + the largest mean over 5 minutes of the load above that without an outage, over pickup_reference_kw", "", "", {}},
      {"pickup_minutes", PICKUP, float64, whole, "minute",
       "from the restoration until the load above that without an outage stays within 10 % of pickup_reference_kw, hour by hour", "", "", {}},
      {"pickup_kwh", PICKUP, float64, whole, "kW h",
       "load above that without an outage, from the restoration to the end of outage.follow_h", "", "", {}},
      {"pickup_hot_spot_c", PICKUP, float64, whole, "degC",
       "highest hot spot from the restoration to an hour after the pick-up's end", "", IEC, {}},
      {"outage_minutes_to_limit", PICKUP, float64, whole, "minute",
       "from the restoration until top oil is above 105 or the hot spot above 120 degC; -1 = never", "", IEC, {}},
      {"pickup_lowest_indoor_c", PICKUP, float64, whole, "degC",
       "lowest indoor air temperature from the midnight before the longest outage on, median of the lived-in homes", "", "", {}},
      {"pickup_reference_min_voltage_pu", MIX_TRANSFORMER, float64, whole, "1",
       "lowest voltage of a home over 220 V in the same steps as pickup_min_voltage_pu, had there been no outage", "", "", {}},
      {"pickup_min_voltage_pu", PICKUP, float64, whole, "1",
       "lowest voltage of a home over 220 V, phase to neutral, " + FOLLOWED + "; 0 = no step has a solution", "", "", {}},
      {"pickup_min_voltage_minute", PICKUP, int32, whole, "minute", "when, after the restoration; -1 = no step has a solution", "", "", {}},
      {"pickup_min_voltage_home", PICKUP, int32, whole, "1", "where, index into household, from 0; -1 = at no home", "", "", {}},
      {"pickup_homes_undervoltage", PICKUP, int32, whole, "1", "homes that are below the limit at some step " + FOLLOWED, "", VOLTAGE, {}},
      {"pickup_minutes_undervoltage", PICKUP, float64, whole, "minute",
       "with a home below the limit, " + FOLLOWED + "; steps without a solution among them", "", VOLTAGE, {}},
      {"pickup_line_loading_max", PICKUP, float64, whole, "1",
       "largest phase current of a line over its rating, " + FOLLOWED, "", "", {}},
      {"pickup_lv_failed_steps", PICKUP, int32, whole, "1", "steps whose load no voltage can carry, " + FOLLOWED, "", "", {}},
      {"household_pickup_min_voltage_pu", {"mix", "household"}, float32, whole, "1",
       "lowest voltage over 220 V, " + FOLLOWED + ", after any of the outages; 0 = no step has a solution", "", "", {}},
  };
}
// clang-format on

}  // namespace hearthgrid::io
