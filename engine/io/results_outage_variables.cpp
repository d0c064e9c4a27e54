// The rows of the results table about outages.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names LENGTH{"outage_hours"};
const Names PICKUP{"mix", "transformer", "outage_hours"};
const std::string IEC = "IEC 60076-7:2018";

}  // namespace

// clang-format off
std::vector<VariableSpec> outage_variables() {
  return {
      {"outage_begin_time", LENGTH, int32, whole, "@time", "when the power fails, UTC", "", "", {}},
      {"outage_restored_time", LENGTH, int32, whole, "@time", "when it is back, UTC; the same for every length", "", "", {}},
      {"pickup_reference_kw", {"mix", "transformer"}, float64, whole, "kW",
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
  };
}
// clang-format on

}  // namespace hearthgrid::io
