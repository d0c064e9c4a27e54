// The rows of the results table about low voltage.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names TRANSFORMER{"transformer"};
const Names MIX_TRANSFORMER{"mix", "transformer"};
const Names HOUSEHOLD{"household"};
const Names MIX_HOUSEHOLD{"mix", "household"};
const std::string VOLTAGE = "GB/T 12325", UNBALANCE = "GB/T 15543";

}  // namespace

// clang-format off
std::vector<VariableSpec> low_voltage_variables() {
  return {
      {"transformer_lv_origin", TRANSFORMER, int8, whole, "", "where its low-voltage lines come from", "", "",
       {"made_up_from_number_of_homes", "made_up_from_positions", "given", "imported"}},
      {"transformer_lv_radius_m", TRANSFORMER, float64, whole, "m", "length of line to the farthest pole", "", "", {}},
      {"transformer_lv_line_m", TRANSFORMER, float64, whole, "m", "length of all its lines, drops aside", "", "", {}},
      {"transformer_min_voltage_pu", MIX_TRANSFORMER, float64, rows, "1",
       "lowest voltage of a home over 220 V, phase to neutral; 0 = no step has a solution", "time: minimum", "", {}},
      {"transformer_min_voltage_time", MIX_TRANSFORMER, int32, rows, "@time", "start of its step, UTC", "", "", {}},
      {"transformer_min_voltage_home", MIX_TRANSFORMER, int32, rows, "1", "index into household, from 0; -1 = none", "", "", {}},
      {"transformer_max_voltage_pu", MIX_TRANSFORMER, float64, rows, "1", "highest voltage of a home over 220 V",
       "time: maximum", "", {}},
      {"transformer_hours_undervoltage", MIX_TRANSFORMER, float64, rows, "h",
       "hours with a home below the limit, steps without a solution among them", "time: sum", VOLTAGE, {}},
      {"transformer_hours_overvoltage", MIX_TRANSFORMER, float64, rows, "h", "hours with a home above the limit",
       "time: sum", VOLTAGE, {}},
      {"transformer_homes_undervoltage", MIX_TRANSFORMER, int32, rows, "1", "homes that are below the limit at some step", "", VOLTAGE, {}},
      {"transformer_voltage_unbalance_max", MIX_TRANSFORMER, float64, rows, "1",
       "largest negative over positive sequence voltage of its nodes", "time: maximum", "", {}},
      {"transformer_voltage_unbalance_time", MIX_TRANSFORMER, int32, rows, "@time", "start of its step, UTC", "", "", {}},
      {"transformer_hours_unbalanced", MIX_TRANSFORMER, float64, rows, "h", "hours above the limit of unbalance", "time: sum",
       UNBALANCE, {}},
      {"transformer_line_loading_max", MIX_TRANSFORMER, float64, rows, "1",
       "largest phase current of a line over its rating", "time: maximum", "", {}},
      {"transformer_line_loading_time", MIX_TRANSFORMER, int32, rows, "@time", "start of its step, UTC", "", "", {}},
      {"transformer_line_loading_line", MIX_TRANSFORMER, text, whole, "", "the line; by its number where lines are made up", "", "", {}},
      {"transformer_phase_loading_max", MIX_TRANSFORMER, float64, rows, "1",
       "largest phase current of the transformer over its rated current", "time: maximum", "", {}},
      {"transformer_neutral_a_max", MIX_TRANSFORMER, float64, rows, "A", "largest neutral current at the transformer",
       "time: maximum", "", {}},
      {"transformer_line_loss_kwh", MIX_TRANSFORMER, float64, rows, "kW h", "lost in lines and drops", "time: sum", "", {}},
      {"transformer_lv_exact_steps", MIX_TRANSFORMER, int32, rows, "1",
       "steps that were solved exactly; the bounds settle the others", "", "", {}},
      {"transformer_lv_failed_steps", MIX_TRANSFORMER, int32, rows, "1",
       "steps whose load no voltage can carry; their homes' load counts, without losses", "", "", {}},
      {"household_phase", HOUSEHOLD, int8, whole, "", "phase it is connected to", "", "", {"A", "B", "C", "ABC"}},
      {"household_lv_distance_m", HOUSEHOLD, float32, whole, "m", "length of line and drop from its transformer", "", "", {}},
      {"household_min_voltage_pu", MIX_HOUSEHOLD, float32, rows, "1", "lowest voltage over 220 V, phase to neutral",
       "time: minimum", "", {}},
      {"household_min_voltage_time", MIX_HOUSEHOLD, int32, rows, "@time", "start of its step, UTC", "", "", {}},
      {"household_max_voltage_pu", MIX_HOUSEHOLD, float32, rows, "1", "highest voltage over 220 V", "time: maximum", "", {}},
      {"household_hours_undervoltage", MIX_HOUSEHOLD, float32, rows, "h", "hours below the limit", "time: sum", VOLTAGE, {}},
      {"household_hours_overvoltage", MIX_HOUSEHOLD, float32, rows, "h", "hours above the limit", "time: sum", VOLTAGE, {}},
  };
}
// clang-format on

}  // namespace hearthgrid::io
