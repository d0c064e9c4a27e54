// The rows of the results table about reinforcement and hosting.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names MIX_TRANSFORMER{"mix", "transformer"}, MEASURE{"measure"};
const Names HOSTING{"hosting"}, HOSTING_TRANSFORMER{"hosting", "transformer"};
const Names LIMIT_NAMES{"transformer_loading", "hot_spot",  "low_voltage", "high_voltage",
                        "line_loading",        "unbalance", "no_solution"};
const Names LIMIT_OR_NONE{"none",         "transformer_loading", "hot_spot",  "low_voltage",
                          "high_voltage", "line_loading",        "unbalance", "no_solution"};

}  // namespace

// clang-format off
std::vector<VariableSpec> planning_variables() {
  return {
      {"reinforcement_status", MIX_TRANSFORMER, int8, whole, "", "whether measures make it keep every limit at every step", "", "",
       {"none_needed", "found", "none_exists", "none_found", "not_planned"}},
      {"reinforcement_cost_cny", MIX_TRANSFORMER, float64, whole, "CNY", "cost of the cheapest measures found; 0 without a remedy", "", "", {}},
      {"reinforcement_lower_bound_cny", MIX_TRANSFORMER, float64, whole, "CNY",
       "no set of the measures in play costs less; equal to the cost where that is proven; 0 where none exists", "", "", {}},
      {"reinforcement_lead_months", MIX_TRANSFORMER, float64, whole, "month", "of the longest of its measures", "", "", {}},
      {"reinforced_min_voltage_pu", MIX_TRANSFORMER, float64, whole, "1",
       "lowest voltage of a home over 220 V with the measures and the growth of load; 0 = no step has a solution", "time: minimum", "", {}},
      {"reinforced_peak_loading", MIX_TRANSFORMER, float64, whole, "1",
       "largest mean apparent power of a quarter over rated power with them, of all its transformers then", "time: maximum", "", {}},
      {"reinforced_line_loading_max", MIX_TRANSFORMER, float64, whole, "1",
       "largest phase current of a line over its rating with them", "time: maximum", "", {}},
      {"reinforced_voltage_unbalance_max", MIX_TRANSFORMER, float64, whole, "1",
       "largest negative over positive sequence voltage with them", "time: maximum", "", {}},
      {"measure_mix", MEASURE, int32, whole, "1", "index into mix, from 0", "", "", {}},
      {"measure_transformer", MEASURE, int32, whole, "1", "index into transformer, from 0", "", "", {}},
      {"measure_name", MEASURE, text, whole, "", "entry of the file of measures", "", "", {}},
      {"measure_description", MEASURE, text, whole, "", "what is done here", "", "", {}},
      {"measure_cost_cny", MEASURE, float64, whole, "CNY", "its cost", "", "", {}},
      {"measure_lead_months", MEASURE, float64, whole, "month", "its lead time", "", "", {}},
      {"measure_driver", MEASURE, int8, whole, "", "limit that is broken worst without it, the other measures in place", "", "", LIMIT_NAMES},
      {"village_reinforcement_cost_cny", {"mix", "village"}, float64, whole, "CNY", "cost of the measures at its transformers", "", "", {}},
      {"hosting_from_mix", HOSTING, int32, whole, "1", "index into mix, from 0", "", "", {}},
      {"hosting_to_mix", HOSTING, int32, whole, "1", "index into mix, from 0; -1: towards a heater", "", "", {}},
      {"hosting_technology", HOSTING, text, whole, "", "heater that homes convert to; empty: what they have in the other mix", "", "", {}},
      {"hosting_envelope", HOSTING, text, whole, "", "what is done to the dwellings then; empty: nothing beyond the mix, or what the other mix says", "", "", {}},
      {"hosting_candidates", HOSTING_TRANSFORMER, int32, whole, "1", "homes that could convert", "", "", {}},
      {"hosting_capacity", {"hosting", "transformer", "hosting_quantile"}, int32, whole, "1",
       "homes that convert in a random order before one more breaks a limit", "", "", {}},
      {"hosting_capacity_worst", HOSTING_TRANSFORMER, int32, whole, "1", "the same in the worst of the orders looked at", "", "", {}},
      {"hosting_worst_order", HOSTING_TRANSFORMER, text, whole, "", "that order", "", "", {}},
      {"hosting_limit", HOSTING_TRANSFORMER, int8, whole, "", "limit that ends the worst order; none: all can convert", "", "", LIMIT_OR_NONE},
      {"hosting_broken_before", HOSTING_TRANSFORMER, int8, whole, "", "whether a limit is broken before anyone converts", "", "", {"no", "yes"}},
  };
}
// clang-format on

}  // namespace hearthgrid::io
