// The rows of the results table about the grid beyond loading: medium-voltage feeders and substations, what
// transformers spend above the limits of loading, homes' service connections.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names FEEDER{"feeder"}, MIX_FEEDER{"mix", "feeder"}, SERIES{"mix", "feeder", "time"};
const Names SUBSTATION{"substation"}, MIX_SUBSTATION{"mix", "substation"};
const Names MIX_TRANSFORMER{"mix", "transformer"};
const Names LINE{"mv_line"}, MIX_LINE{"mix", "mv_line"};

// clang-format off
std::vector<VariableSpec> feeders() {
  return {
      {"transformer_feeder", {"transformer"}, int32, whole, "1", "index into feeder, from 0", "", "", {}},
      {"transformer_mv_min_voltage_pu", MIX_TRANSFORMER, float64, whole, "1",
       "lowest voltage of the feeder where it hangs, over the rated; 0 if the feeder could not carry some step",
       "time: minimum", "", {}},
      {"transformer_mv_min_voltage_time", MIX_TRANSFORMER, int32, whole, "@time", "start of that step, UTC", "", "", {}},
      {"transformer_mv_voltage_then_pu", MIX_TRANSFORMER, float64, whole, "1",
       "the same at transformer_min_voltage_time", "", "", {}},
      {"transformer_min_voltage_fed_pu", MIX_TRANSFORMER, float64, whole, "1",
       "no home is below this at any step with the feeder's drop: the lowest over 220 V if the feeder stood at "
       "transformer_mv_min_voltage_pu all season; 0 = not bounded", "time: minimum", "", {}},
      {"transformer_min_voltage_fed_then_pu", MIX_TRANSFORMER, float64, whole, "1",
       "lowest voltage of a home over 220 V at transformer_min_voltage_time with the feeder's voltage then; 0 = not bounded",
       "", "", {}},
      {"feeder_substation", FEEDER, int32, whole, "1", "index into substation, from 0", "", "", {}},
      {"feeder_origin", FEEDER, int8, whole, "", "where its lines come from: tables, or a rule that makes them up", "", "",
       {"given", "synthesised"}},
      {"feeder_transformers", FEEDER, int32, whole, "1", "distribution transformers on it", "", "", {}},
      {"feeder_households", FEEDER, int32, whole, "1", "homes behind them", "", "", {}},
      {"feeder_installed_kva", FEEDER, float64, whole, "kV A", "their rated power", "", "", {}},
      {"feeder_length_km", FEEDER, float64, whole, "km", "length of its sections, ties aside", "", "", {}},
      {"feeder_radius_km", FEEDER, float64, whole, "km", "along its sections to the farthest node", "", "", {}},
      {"feeder_load_kw", SERIES, float32, whole, "kW",
       "active power from the busbar, losses of transformers and lines included; left out where feeders are many",
       "time: mean", "", {}},
      {"feeder_load_kvar", SERIES, float32, whole, "kV A", "reactive power from the busbar; left out likewise",
       "time: mean", "", {}},
      {"feeder_peak_kva", MIX_FEEDER, float64, whole, "kV A", "largest apparent power of a step at its head",
       "time: maximum", "", {}},
      {"feeder_peak_kw", MIX_FEEDER, float64, whole, "kW", "largest active power of a step at its head",
       "time: maximum", "", {}},
      {"feeder_peak_a", MIX_FEEDER, float64, whole, "A", "largest current of a step at its head", "time: maximum", "", {}},
      {"feeder_limit_a", MIX_FEEDER, float64, whole, "A",
       "ampacity of the sections at its busbar at the air temperature of feeder_peak_time", "", "", {}},
      {"feeder_peak_time", MIX_FEEDER, int32, whole, "@time", "start of the step with feeder_peak_kva, UTC", "", "", {}},
      {"feeder_peak_loading", MIX_FEEDER, float64, whole, "1",
       "largest current over ampacity of any of its sections, at the air temperature of the step", "time: maximum", "", {}},
      {"feeder_hours_above_80", MIX_FEEDER, float64, whole, "h", "hours with some section at 80 % or more", "time: sum", "", {}},
      {"feeder_hours_above_100", MIX_FEEDER, float64, whole, "h", "hours with some section above 100 %", "time: sum", "", {}},
      {"feeder_min_voltage_pu", MIX_FEEDER, float64, whole, "1",
       "lowest voltage of a node over the rated; 0 if the feeder could not carry some step", "time: minimum", "", {}},
      {"feeder_min_voltage_time", MIX_FEEDER, int32, whole, "@time", "start of that step, UTC", "", "", {}},
      {"feeder_hours_low_voltage", MIX_FEEDER, float64, whole, "h",
       "hours with some node below electricity.feeder_voltage_low_pu", "time: sum", "GB/T 12325-2008", {}},
      {"feeder_hours_unsolved", MIX_FEEDER, float64, whole, "h",
       "hours with more load than the feeder can carry at any voltage", "time: sum", "", {}},
      {"feeder_loss_kwh", MIX_FEEDER, float64, whole, "kW h", "losses of its lines", "time: sum", "", {}},
      {"feeder_energy_kwh", MIX_FEEDER, float64, whole, "kW h",
       "from the busbar: what transformers deliver, their losses and feeder_loss_kwh", "time: sum", "", {}},
      {"feeder_coincidence", MIX_FEEDER, float64, whole, "1",
       "peak of the sum of its transformers' high sides over the sum of their peaks, active power", "", "", {}},
      {"feeder_n1_result", MIX_FEEDER, int8, whole, "",
       "if its head is lost at its own peak or the neighbour's: whether the best tie carries all of it, or what stops it",
       "", "", {"passes", "no tie", "no solution", "line", "voltage", "substation"}},
      {"feeder_n1_tie", MIX_FEEDER, int32, whole, "1", "index into mv_line of that tie; -1 = none", "", "", {}},
      {"feeder_n1_neighbour", MIX_FEEDER, int32, whole, "1", "index into feeder of who takes it over; -1 = none", "", "", {}},
      {"feeder_n1_margin_a", MIX_FEEDER, float64, whole, "A",
       "what the neighbour's head could carry then beside its own load", "", "", {}},
      {"feeder_n1_transferable_a", MIX_FEEDER, float64, whole, "A",
       "by how much the neighbour's head current rises with what can be carried", "", "", {}},
      {"feeder_n1_share", MIX_FEEDER, float64, whole, "1", "of its load, what can be carried", "", "", {}},
      {"feeder_n1_split_share", MIX_FEEDER, float64, whole, "1",
       "of its load, what is carried if its sections are shared out over all of its ties, at the worst of the peaks", "", "", {}},
      {"feeder_n1_split_ties", MIX_FEEDER, int32, whole, "1", "ties that take sections over then", "", "", {}},
      {"feeder_n1_not_carried_kva", MIX_FEEDER, float64, whole, "kV A", "load of the sections that none takes over", "", "", {}},
      {"transformer_n1_tie", {"mix", "transformer"}, int32, whole, "1",
       "index into mv_line of the tie that takes it over if its feeder's head is lost; -1 = none", "", "", {}},
  };
}

std::vector<VariableSpec> substations() {
  return {
      {"substation_transformers", SUBSTATION, int32, whole, "1", "number of its transformers", "", "", {}},
      {"substation_rated_mva", SUBSTATION, float64, whole, "MV A", "rated power of all of them", "", "", {}},
      {"substation_firm_mva", SUBSTATION, float64, whole, "MV A", "what it carries with one of them lost", "", "", {}},
      {"substation_feeders", SUBSTATION, int32, whole, "1", "feeders on it", "", "", {}},
      {"substation_peak_kva", MIX_SUBSTATION, float64, whole, "kV A", "largest apparent power of a step at its busbar",
       "time: maximum", "", {}},
      {"substation_peak_kw", MIX_SUBSTATION, float64, whole, "kW", "largest active power of a step at its busbar",
       "time: maximum", "", {}},
      {"substation_peak_time", MIX_SUBSTATION, int32, whole, "@time", "start of the step with substation_peak_kva, UTC",
       "", "", {}},
      {"substation_peak_loading", MIX_SUBSTATION, float64, whole, "1", "peak over the rated power of all transformers",
       "time: maximum", "", {}},
      {"substation_hours_above_80", MIX_SUBSTATION, float64, whole, "h", "hours at 80 % of that or more", "time: sum", "", {}},
      {"substation_hours_above_100", MIX_SUBSTATION, float64, whole, "h", "hours above 100 % of that", "time: sum", "", {}},
      {"substation_hours_above_firm", MIX_SUBSTATION, float64, whole, "h",
       "hours above what is left with one transformer lost", "time: sum", "", {}},
      {"substation_n1_loading", MIX_SUBSTATION, float64, whole, "1",
       "peak over the power that is left with one transformer lost; 0 where nothing is left", "", "", {}},
      {"substation_n1_short_mva", MIX_SUBSTATION, float64, whole, "MV A", "of the peak, what would be missing then", "", "", {}},
      {"substation_loss_kwh", MIX_SUBSTATION, float64, whole, "kW h", "losses of its transformers", "time: sum", "", {}},
      {"substation_energy_kwh", MIX_SUBSTATION, float64, whole, "kW h", "into its feeders", "time: sum", "", {}},
      {"substation_coincidence", MIX_SUBSTATION, float64, whole, "1",
       "its peak over the sum of its feeders' peaks, active power", "", "", {}},
      {"mv_line_feeder", LINE, int32, whole, "1", "index into feeder, from 0; of a tie, its first end's", "", "", {}},
      {"mv_line_length_km", LINE, float64, whole, "km", "length of the section", "", "", {}},
      {"mv_line_rating_a", LINE, float64, whole, "A", "ampacity at the air temperature that it is stated for", "", "", {}},
      {"mv_line_tie", LINE, int8, whole, "", "whether it stands open", "", "", {"no", "yes"}},
      {"mv_line_peak_a", MIX_LINE, float64, whole, "A", "largest current of a step; 0 of ties", "time: maximum", "", {}},
      {"mv_line_peak_loading", MIX_LINE, float64, whole, "1",
       "largest current over ampacity at the air temperature of the step; 0 of ties", "time: maximum", "", {}},
  };
}

// What a transformer spends above the limits of IEC 60076-7.
std::vector<VariableSpec> loading_limits() {
  const Names mix_transformer{"mix", "transformer"};
  const std::string iec = "IEC 60076-7:2018";
  const std::string energy = "energy of those hours beyond the load that keeps the limit for good at the air temperature";
  return {
      {"transformer_hours_above_cyclic", mix_transformer, float64, rows, "h",
       "hours above normal cyclic loading: 1.5 of its rating, 105 degC top oil or 120 degC hot spot", "time: sum", iec, {}},
      {"transformer_kwh_above_cyclic", mix_transformer, float64, rows, "kW h", energy, "time: sum", iec, {}},
      {"transformer_hours_above_emergency", mix_transformer, float64, rows, "h",
       "hours above long-time emergency loading: 1.8, 115 or 140 degC", "time: sum", iec, {}},
      {"transformer_kwh_above_emergency", mix_transformer, float64, rows, "kW h", energy, "time: sum", iec, {}},
      {"transformer_hours_above_short_emergency", mix_transformer, float64, rows, "h",
       "hours above short-time emergency loading: 2.0, 115 or 160 degC (unverified for distribution transformers)",
       "time: sum", iec, {}},
      {"transformer_kwh_above_short_emergency", mix_transformer, float64, rows, "kW h", energy, "time: sum", iec, {}},
  };
}

std::vector<VariableSpec> services() {
  return {
      {"household_service_limit_kw", {"household"}, float32, whole, "kW",
       "most that its connection carries; 0 = unlimited. All of service is left out where no home has a limit", "", "", {}},
      {"household_above_service_limit", {"mix", "household"}, int8, whole, "",
       "whether household_peak_kw is above the limit", "", "", {"no", "yes"}},
      {"village_above_service_limit", {"mix", "village"}, int32, whole, "1", "homes above their service limit", "", "", {}},
      {"village_service_upgrade_cny", {"mix", "village"}, float64, whole, "CNY",
       "their number times service.upgrade_cny of the catalogue", "", "", {}},
      {"county_above_service_limit", {"mix"}, int32, whole, "1", "homes above their service limit", "", "", {}},
      {"county_service_upgrade_cny", {"mix"}, float64, whole, "CNY", "what stronger connections for them cost", "", "", {}},
  };
}
// clang-format on

}  // namespace

std::vector<VariableSpec> feeder_variables() {
  std::vector<VariableSpec> all = feeders();
  for (const auto& part : {substations(), loading_limits(), services()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace hearthgrid::io
