// The rows of the results table about the zoomed days.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names MIX_TRANSFORMER{"mix", "transformer"};
const Names MIX_HOUSEHOLD{"mix", "household"};
const Names ZOOM_WINDOW{"zoom_window"};
const Names MIX_ZOOM{"mix", "zoom_time"};
const Names NAMED_ZOOM{"mix", "named_household", "zoom_time"};
const std::string VOLTAGE = "GB/T 12325";
const std::string GAS_STATE = " (20 degC, 101.325 kPa)";

}  // namespace

// clang-format off
std::vector<VariableSpec> zoom_variables() {
  return {
      {"zoom_window_start", ZOOM_WINDOW, int32, whole, "@time", "start of the window, UTC", "", "", {}},
      {"zoom_window_days", ZOOM_WINDOW, int32, whole, "day", "length of the window", "", "", {}},
      {"county_zoom_load_kw", MIX_ZOOM, float32, whole, "kW",
       "load of all transformers at their low-voltage side in the zoomed days; losses of lines included where low_voltage is on", "zoom_time: mean", "", {}},
      {"county_zoom_gas_m3h", MIX_ZOOM, float32, whole, "m3 h-1", "gas drawn by all homes in the zoomed days" + GAS_STATE,
       "zoom_time: mean", "", {}},
      {"transformer_zoom_peak_kva", MIX_TRANSFORMER, float64, rows, "kV A",
       "largest apparent power of a zoom step", "zoom_time: maximum", "", {}},
      {"transformer_zoom_peak_15min_kva", MIX_TRANSFORMER, float64, rows, "kV A",
       "largest mean apparent power over a clock quarter of the zoomed days", "zoom_time: maximum", "", {}},
      {"transformer_zoom_peak_30min_kva", MIX_TRANSFORMER, float64, rows, "kV A",
       "largest mean apparent power over a clock half hour of the zoomed days", "zoom_time: maximum", "", {}},
      {"transformer_zoom_peak_60min_kva", MIX_TRANSFORMER, float64, rows, "kV A",
       "largest mean apparent power over a clock hour of the zoomed days", "zoom_time: maximum", "", {}},
      {"transformer_zoom_peak_kw", MIX_TRANSFORMER, float64, rows, "kW", "largest active power of a zoom step",
       "zoom_time: maximum", "", {}},
      {"transformer_zoom_peak_time", MIX_TRANSFORMER, int32, rows, "@time",
       "start of the zoom step of the largest apparent power, UTC", "", "", {}},
      {"household_zoom_peak_kw", MIX_HOUSEHOLD, float32, rows, "kW", "largest electric power of a zoom step",
       "zoom_time: maximum", "", {}},
      {"household_zoom_peak_15min_kw", MIX_HOUSEHOLD, float32, rows, "kW",
       "largest mean electric power over a clock quarter of the zoomed days", "zoom_time: maximum", "", {}},
      {"household_zoom_peak_30min_kw", MIX_HOUSEHOLD, float32, rows, "kW",
       "largest mean electric power over a clock half hour of the zoomed days", "zoom_time: maximum", "", {}},
      {"household_zoom_peak_60min_kw", MIX_HOUSEHOLD, float32, rows, "kW",
       "largest mean electric power over a clock hour of the zoomed days", "zoom_time: maximum", "", {}},
      {"transformer_zoom_min_voltage_pu", MIX_TRANSFORMER, float64, rows, "1",
       "lowest voltage of a home over 220 V at a zoom step, phase to neutral; 0 = no step has a solution", "zoom_time: minimum", "", {}},
      {"transformer_zoom_min_voltage_time", MIX_TRANSFORMER, int32, rows, "@time", "start of its step, UTC", "", "", {}},
      {"transformer_zoom_min_voltage_home", MIX_TRANSFORMER, int32, rows, "1", "index into household, from 0; -1 = none", "", "", {}},
      {"transformer_zoom_min_voltage_15min_pu", MIX_TRANSFORMER, float64, rows, "1",
       "the same by the homes' mean loads over clock quarters of the zoomed days", "zoom_time: minimum", "", {}},
      {"transformer_zoom_max_voltage_pu", MIX_TRANSFORMER, float64, rows, "1",
       "highest voltage of a home over 220 V at a zoom step", "zoom_time: maximum", "", {}},
      {"transformer_zoom_homes_undervoltage", MIX_TRANSFORMER, int32, rows, "1",
       "homes that are below the limit at some zoom step", "", VOLTAGE, {}},
      {"transformer_zoom_homes_undervoltage_15min", MIX_TRANSFORMER, int32, rows, "1",
       "the same by mean loads over clock quarters", "", VOLTAGE, {}},
      {"transformer_zoom_minutes_undervoltage", MIX_TRANSFORMER, float64, rows, "minute",
       "with a home below the limit, steps without a solution among them", "zoom_time: sum", VOLTAGE, {}},
      {"transformer_zoom_voltage_unbalance_max", MIX_TRANSFORMER, float64, rows, "1",
       "largest negative over positive sequence voltage of its nodes at a zoom step", "zoom_time: maximum", "", {}},
      {"transformer_zoom_voltage_unbalance_time", MIX_TRANSFORMER, int32, rows, "@time", "start of its step, UTC", "", "", {}},
      {"transformer_zoom_voltage_unbalance_15min_max", MIX_TRANSFORMER, float64, rows, "1",
       "the same by mean loads over clock quarters", "zoom_time: maximum", "", {}},
      {"transformer_zoom_line_loading_max", MIX_TRANSFORMER, float64, rows, "1",
       "largest phase current of a line over its rating at a zoom step", "zoom_time: maximum", "", {}},
      {"transformer_zoom_line_loading_time", MIX_TRANSFORMER, int32, rows, "@time", "start of its step, UTC", "", "", {}},
      {"transformer_zoom_line_loading_line", MIX_TRANSFORMER, text, whole, "", "the line; by its number where lines are made up", "", "", {}},
      {"transformer_zoom_line_loading_15min_max", MIX_TRANSFORMER, float64, rows, "1",
       "the same by mean loads over clock quarters", "zoom_time: maximum", "", {}},
      {"transformer_zoom_phase_loading_max", MIX_TRANSFORMER, float64, rows, "1",
       "largest phase current of the transformer over its rated current at a zoom step", "zoom_time: maximum", "", {}},
      {"transformer_zoom_lv_failed_steps", MIX_TRANSFORMER, int32, rows, "1", "zoom steps whose load no voltage can carry", "", "", {}},
      {"household_zoom_min_voltage_pu", MIX_HOUSEHOLD, float32, rows, "1",
       "lowest voltage over 220 V at a zoom step, phase to neutral", "zoom_time: minimum", "", {}},
      {"household_zoom_min_voltage_time", MIX_HOUSEHOLD, int32, rows, "@time", "start of its step, UTC", "", "", {}},
      {"household_zoom_min_voltage_15min_pu", MIX_HOUSEHOLD, float32, rows, "1",
       "the same by the homes' mean loads over clock quarters of the zoomed days", "zoom_time: minimum", "", {}},
      {"household_zoom_minutes_undervoltage", MIX_HOUSEHOLD, float32, rows, "minute", "below the limit", "zoom_time: sum", VOLTAGE, {}},
      {"household_zoom_max_voltage_pu", MIX_HOUSEHOLD, float32, rows, "1", "highest voltage over 220 V at a zoom step",
       "zoom_time: maximum", "", {}},
      {"household_zoom_max_voltage_time", MIX_HOUSEHOLD, int32, rows, "@time", "start of its step, UTC", "", "", {}},
      {"series_zoom_heat_w", NAMED_ZOOM, float32, whole, "W",
       "heat delivered in the zoomed days, homes named in the scenario", "zoom_time: mean", "", {}},
      {"series_zoom_electricity_kw", NAMED_ZOOM, float32, whole, "kW",
       "electric power in the zoomed days, homes named in the scenario", "zoom_time: mean", "", {}},
      {"series_zoom_indoor_c", NAMED_ZOOM, float32, whole, "degC",
       "indoor air temperature at the end of each step in the zoomed days, homes named in the scenario", "zoom_time: point", "", {}},
      {"series_zoom_gas_m3h", NAMED_ZOOM, float32, whole, "m3 h-1",
       "gas drawn in the zoomed days" + GAS_STATE + ", homes named in the scenario", "zoom_time: mean", "", {}},
  };
}
// clang-format on

}  // namespace hearthgrid::io
