// The rows of the results table. Names carry the unit; `units` is what UDUNITS reads.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names MIX{"mix"};
const Names MIX_TIME{"mix", "time"};
const Names TRANSFORMER{"transformer"};
const Names MIX_TRANSFORMER{"mix", "transformer"};
const Names MIX_TRANSFORMER_TIME{"mix", "transformer", "time"};
const Names HOUSEHOLD{"household"};
const Names MIX_HOUSEHOLD{"mix", "household"};
const Names NAMED_SERIES{"mix", "named_household", "time"};
const Names CONSTRUCTION{"construction"};
const Names ELEMENT{"element"};
const Names NAMED{"mix", "named_household"};
const Names NAMED_MONTH{"mix", "named_household", "month"};
const Names VILLAGE{"village"};
const Names MIX_VILLAGE{"mix", "village"};
const Names EMISSION{"mix", "village", "pollutant", "place"};
const Names REFUSAL{"refusal"};
const std::string AGEING = "IEC 60076-7:2018";
const std::string GAS_STATE = " (20 degC, 101.325 kPa)";

// clang-format off
std::vector<VariableSpec> county() {
  return {
      {"county_load_kw", MIX_TIME, float32, whole, "kW", "load of all transformers at their low-voltage side; losses of lines included where low_voltage is on",
       "time: mean", "", {}},
      {"county_gas_m3h", MIX_TIME, float32, whole, "m3 h-1", "gas drawn by all homes" + GAS_STATE, "time: mean", "",
       {}},
      {"county_gas_peak_hour_m3h", MIX, float64, whole, "m3 h-1", "largest hourly mean of the gas draw" + GAS_STATE,
       "time: maximum", "", {}},
      {"county_gas_peak_hour_time", MIX, int32, whole, "@time", "start of the hour of the largest gas draw, UTC", "",
       "", {}},
      {"county_gas_peak_day_m3", MIX, float64, whole, "m3", "gas of the local day that draws most" + GAS_STATE,
       "time: maximum", "", {}},
      {"county_gas_hours_above_cap", MIX, float64, whole, "h", "hours whose draw exceeds the hourly supply cap", "",
       "", {}},
      {"county_gas_days_above_cap", MIX, float64, whole, "day", "days whose draw exceeds the daily supply cap", "",
       "", {}},
  };
}

std::vector<VariableSpec> transformers() {
  return {
      {"transformer_rated_kva", TRANSFORMER, float64, whole, "kV A", "rated power", "", "", {}},
      {"transformer_village", TRANSFORMER, int32, whole, "1", "index into village, from 0", "", "", {}},
      {"transformer_households", TRANSFORMER, int32, whole, "1", "homes connected", "", "", {}},
      {"transformer_load_kw", MIX_TRANSFORMER_TIME, float32, series, "kW", "active power at the low-voltage side",
       "time: mean", "", {}},
      {"transformer_load_kvar", MIX_TRANSFORMER_TIME, float32, series, "kV A",
       "reactive power at the low-voltage side (on request)", "time: mean", "", {}},
      {"transformer_load_kva", MIX_TRANSFORMER_TIME, float32, series, "kV A",
       "apparent power at the low-voltage side (on request)", "time: mean", "", {}},
      {"transformer_peak_kva", MIX_TRANSFORMER, float64, rows, "kV A", "largest apparent power of a step",
       "time: maximum", "", {}},
      {"transformer_peak_loading", MIX_TRANSFORMER, float64, rows, "1", "largest apparent power over rated power",
       "time: maximum", "", {}},
      {"transformer_peak_kw", MIX_TRANSFORMER, float64, rows, "kW", "largest active power of a step", "time: maximum",
       "", {}},
      {"transformer_peak_time", MIX_TRANSFORMER, int32, rows, "@time",
       "start of the step of the largest apparent power, UTC", "", "", {}},
      {"transformer_peak_15min_kva", MIX_TRANSFORMER, float64, rows, "kV A",
       "largest mean apparent power over a clock quarter; absent where steps are longer", "time: maximum", "", {}},
      {"transformer_peak_30min_kva", MIX_TRANSFORMER, float64, rows, "kV A",
       "largest mean apparent power over 30 minutes; absent where steps are longer", "time: maximum", "", {}},
      {"transformer_peak_60min_kva", MIX_TRANSFORMER, float64, rows, "kV A",
       "largest mean apparent power over 60 minutes", "time: maximum", "", {}},
      {"transformer_hours_above_80", MIX_TRANSFORMER, float64, rows, "h", "hours with a loading above 0.8",
       "time: sum", "", {}},
      {"transformer_hours_above_100", MIX_TRANSFORMER, float64, rows, "h", "hours with a loading above 1.0",
       "time: sum", "", {}},
      {"transformer_events_80", MIX_TRANSFORMER, int32, rows, "1",
       "times that the loading stayed above 0.8 for 2 h or more", "", "", {}},
      {"transformer_events_100", MIX_TRANSFORMER, int32, rows, "1",
       "times that the loading stayed above 1.0 for 2 h or more", "", "", {}},
      {"transformer_peak_hot_spot_c", MIX_TRANSFORMER, float64, rows, "degC", "highest winding hot-spot temperature",
       "time: maximum", AGEING, {}},
      {"transformer_loss_of_life_h", MIX_TRANSFORMER, float64, rows, "h",
       "ageing of the insulation at its reference rate", "time: sum", AGEING, {}},
      {"transformer_loss_kwh", MIX_TRANSFORMER, float64, rows, "kW h", "no-load and load losses", "time: sum", "", {}},
      {"transformer_energy_kwh", MIX_TRANSFORMER, float64, rows, "kW h", "energy delivered to the low-voltage side",
       "time: sum", "", {}},
      {"transformer_admd_kw", MIX_TRANSFORMER, float64, rows, "kW", "after-diversity maximum demand per home",
       "time: maximum", "", {}},
      {"transformer_kva_needed", MIX_TRANSFORMER, float64, rows, "kV A",
       "smallest standard rating that holds the limits; 0 = no standard size does", "", "", {}},
      {"transformer_upgrade_cost_cny", MIX_TRANSFORMER, float64, rows, "CNY", "cost of the replacement; 0 = kept", "",
       "", {}},
      {"transformer_upgrade_driver", MIX_TRANSFORMER, int8, rows, "", "limit that asks for the replacement", "", "",
       {"kept", "loading", "hot_spot", "no_size_suffices"}},
  };
}

std::vector<VariableSpec> households() {
  return {
      {"household_village", HOUSEHOLD, int32, whole, "1", "index into village, from 0", "", "", {}},
      {"household_transformer", HOUSEHOLD, int32, whole, "1", "index into transformer, from 0", "", "", {}},
      {"household_archetype", HOUSEHOLD, int8, whole, "", "kind of dwelling", "", "", {}},
      {"household_heated_area_m2", HOUSEHOLD, float32, whole, "m2", "floor area that can be heated", "", "", {}},
      {"household_persons", HOUSEHOLD, float32, whole, "1", "people living in the home", "", "", {}},
      {"household_elderly", HOUSEHOLD, int32, whole, "1", "of them over 60", "", "", {}},
      {"household_children", HOUSEHOLD, int32, whole, "1", "of them children", "", "", {}},
      {"household_heating_pattern", HOUSEHOLD, int8, whole, "", "how it is heated over the day and its rooms", "", "",
       {"full_time_whole", "full_time_part", "part_time_part", "scheduled", "unheated", "vacant"}},
      {"household_night_setback_before_k", HOUSEHOLD, float32, whole, "K",
       "by how much it is let cool by night with the old heater", "", "", {}},
      {"household_night_setback_after_k", HOUSEHOLD, float32, whole, "K", "the same after conversion", "", "", {}},
      {"household_switches_by_hand", HOUSEHOLD, int8, whole, "", "whether the heater is turned down when all are out",
       "", "", {"no", "yes"}},
      {"household_income_cny", HOUSEHOLD, float32, whole, "CNY", "income of a year", "", "", {}},
      {"household_yearly_kwh", HOUSEHOLD, float32, whole, "kW h", "expected electricity of a year without heating; 0 if vacant", "", "", {}},
      {"household_base_power_factor", HOUSEHOLD, float32, whole, "1", "power factor of its electricity without heating; 1 if it uses none", "", "", {}},
      {"household_set_point_before_c", HOUSEHOLD, float32, whole, "degC", "set point with the old heater", "", "", {}},
      {"household_set_point_after_c", HOUSEHOLD, float32, whole, "degC", "set point after conversion", "", "", {}},
      {"household_heated_share_before", HOUSEHOLD, float32, whole, "1",
       "share of the area heated with the old heater", "", "", {}},
      {"household_heated_share_after", HOUSEHOLD, float32, whole, "1", "share of the area heated after conversion",
       "", "", {}},
      {"household_conductivity_factor", HOUSEHOLD, float32, whole, "1",
       "conductivity of walls and roof over the archetype's", "", "", {}},
      {"household_furniture_factor", HOUSEHOLD, float32, whole, "1",
       "heat capacity of furniture over the archetype's", "", "", {}},
      {"household_infiltration_per_h", HOUSEHOLD, float32, whole, "h-1",
       "air changes per hour of the home as it stands", "", "", {}},
  };
}

std::vector<VariableSpec> household_seasons() {
  return {
      {"household_technology", MIX_HOUSEHOLD, int8, whole, "", "heater at the end of the season", "", "", {}},
      {"household_envelope", MIX_HOUSEHOLD, int8, whole, "", "insulation at the end of the season", "", "", {}},
      {"household_construction", MIX_HOUSEHOLD, int32, whole, "1",
       "index into construction, from 0; -1 = the dwelling or its heated part changes inside the season", "", "", {}},
      {"household_heated_share", MIX_HOUSEHOLD, float32, whole, "1",
       "share of the area that is heated at the end of the season", "", "", {}},
      {"household_set_point_drop_k", MIX_HOUSEHOLD, float32, whole, "K",
       "how much lower than they like people keep it, to save", "", "", {}},
      {"household_relit", MIX_HOUSEHOLD, int8, whole, "", "whether a converted home burns in its old stove again", "",
       "", {"no", "yes"}},
      {"household_design_load_kw", MIX_HOUSEHOLD, float32, rows, "kW",
       "heat that the wished room needs at the design outdoor temperature; 0 where nobody heats", "", "", {}},
      {"household_heater_capacity_kw", MIX_HOUSEHOLD, float32, rows, "kW",
       "heat that the heater and its rod give at the design outdoor temperature, through the radiators that it has", "",
       "", {}},
      {"household_heat_kwh", MIX_HOUSEHOLD, float32, rows, "kW h", "heat delivered to the rooms", "time: sum", "", {}},
      {"household_unmet_kwh", MIX_HOUSEHOLD, float32, rows, "kW h", "heat that the heater could not deliver",
       "time: sum", "", {}},
      {"household_electricity_kwh", MIX_HOUSEHOLD, float32, rows, "kW h", "electricity, heating included",
       "time: sum", "", {}},
      {"household_gas_m3", MIX_HOUSEHOLD, float32, rows, "m3", "gas" + GAS_STATE, "time: sum", "", {}},
      {"household_coal_kg", MIX_HOUSEHOLD, float32, rows, "kg", "coal and briquettes", "time: sum", "", {}},
      {"household_pellet_kg", MIX_HOUSEHOLD, float32, rows, "kg", "pellets", "time: sum", "", {}},
      {"household_wood_kg", MIX_HOUSEHOLD, float32, rows, "kg", "firewood", "time: sum", "", {}},
      {"household_straw_kg", MIX_HOUSEHOLD, float32, rows, "kg", "straw", "time: sum", "", {}},
      {"household_peak_kw", MIX_HOUSEHOLD, float32, rows, "kW", "largest electric power of a step", "time: maximum",
       "", {}},
      {"household_mean_indoor_c", MIX_HOUSEHOLD, float32, rows, "degC", "indoor air temperature", "time: mean", "", {}},
      {"household_min_indoor_c", MIX_HOUSEHOLD, float32, rows, "degC", "lowest indoor air temperature",
       "time: minimum", "", {}},
      {"household_hours_below_14", MIX_HOUSEHOLD, float32, rows, "h", "hours with indoor air below 14 degC",
       "time: sum", "", {}},
      {"household_hours_below_10", MIX_HOUSEHOLD, float32, rows, "h", "hours with indoor air below 10 degC",
       "time: sum", "", {}},
      {"household_embodied_co2_kg", MIX_HOUSEHOLD, float32, whole, "kg",
       "CO2 equivalent of making and fitting the insulation that the mix adds to the home", "", "", {}},
      {"household_hot_water_kwh", MIX_HOUSEHOLD, float32, rows, "kW h", "heat of hot water that the heater makes",
       "time: sum", "", {}},
      {"household_gain_kwh", MIX_HOUSEHOLD, float32, rows, "kW h", "heat of people and appliances", "time: sum", "",
       {}},
      {"household_radiant_kwh", MIX_HOUSEHOLD, float32, rows, "kW h",
       "of the heater's heat and the gains, what goes to the surfaces rather than the air", "time: sum", "", {}},
      {"household_extra_loss_kwh", MIX_HOUSEHOLD, float32, rows, "kW h",
       "heat lost at the air beyond the archetype's nominal air change: its own air change, opened windows, the "
       "stove's draught, curtains, other walls", "time: sum",
       "", {}},
      {"household_cooling_kwh", MIX_HOUSEHOLD, float32, whole, "kW h",
       "heat taken out of the rooms; left out where nothing cools", "time: sum", "", {}},
      {"household_peak_cooling_kw", MIX_HOUSEHOLD, float32, whole, "kW",
       "largest cooling of a step; left out where nothing cools", "time: maximum", "", {}},
      {"series_heat_w", NAMED_SERIES, float32, whole, "W", "heat delivered, homes named in the scenario",
       "time: mean", "", {}},
      {"series_electricity_kw", NAMED_SERIES, float32, whole, "kW", "electric power, homes named in the scenario",
       "time: mean", "", {}},
      {"series_indoor_c", NAMED_SERIES, float32, whole, "degC", "indoor air temperature at the end of each step, homes named in the scenario",
       "time: point", "", {}},
      {"series_gas_m3h", NAMED_SERIES, float32, whole, "m3 h-1",
       "gas drawn" + GAS_STATE + ", homes named in the scenario", "time: mean", "", {}},
  };
}

std::vector<VariableSpec> constructions() {
  return {
      {"construction_archetype", CONSTRUCTION, int8, whole, "", "kind of dwelling", "", "", {}},
      {"construction_envelope", CONSTRUCTION, int8, whole, "", "insulation", "", "", {}},
      {"construction_site", CONSTRUCTION, text, whole, "", "climate or weather file", "", "", {}},
      {"construction_conductivity_factor", CONSTRUCTION, float64, whole, "1",
       "conductivity of walls and roof over the archetype's; a home differs from it by its own factor", "", "", {}},
      {"construction_floor_area_m2", CONSTRUCTION, float64, whole, "m2", "floor area of the reference house", "", "",
       {}},
      {"construction_heat_loss_w_k", CONSTRUCTION, float64, whole, "W K-1",
       "steady heat per kelvin of indoor air, nominal air change included, reference house", "", "", {}},
      {"construction_air_change_w_k", CONSTRUCTION, float64, whole, "W K-1",
       "part of it by the nominal air change", "", "", {}},
      {"construction_states", CONSTRUCTION, int32, whole, "1", "states of the reduced network, the air included", "",
       "", {}},
      {"construction_time_constant_h", {"construction", "mode"}, float64, whole, "h",
       "time constants of the reduced network, longest first; 0 = has no such mode", "", "", {}},
      {"construction_heat_error", CONSTRUCTION, float64, whole, "1",
       "heat of the reduced network over that of the layered one, less 1, on ten test days", "", "", {}},
      {"construction_peak_error", CONSTRUCTION, float64, whole, "1", "the same of the largest quarter hour", "", "",
       {}},
      {"construction_note", CONSTRUCTION, text, whole, "", "what the reduction has to say; mostly empty", "", "", {}},
      {"construction_mean_outdoor_c", CONSTRUCTION, float64, whole, "degC", "outdoor temperature", "time: mean", "",
       {}},
      {"construction_sun_w", CONSTRUCTION, float64, whole, "W",
       "heat of the sun in and through the windows, reference house", "time: mean", "", {}},
      {"element_name", ELEMENT, text, whole, "", "name in the archetype file", "", "", {}},
      {"element_construction", ELEMENT, int32, whole, "1", "index into construction, from 0", "", "", {}},
      {"element_kind", ELEMENT, int8, whole, "", "what it is", "", "", {}},
      {"element_tilt_deg", ELEMENT, float64, whole, "degree", "0 looks up, 90 is upright", "", "", {}},
      {"element_azimuth_deg", ELEMENT, float64, whole, "degree", "where it looks, from north, clockwise", "", "", {}},
      {"element_area_m2", ELEMENT, float64, whole, "m2", "area in the reference house; 0 = has none", "", "", {}},
      {"element_u_w_m2k", ELEMENT, float64, whole, "W m-2 K-1",
       "U-value with the films of the network; 0 = has none", "", "", {}},
      {"element_capacity_kwh_k", ELEMENT, float64, whole, "kW h K-1", "heat that its layers hold", "", "", {}},
      {"element_loss_fixed_w", ELEMENT, float64, whole, "W",
       "mean loss of the reference house with the indoor air at 0 degC", "time: mean", "", {}},
      {"element_loss_w_k", ELEMENT, float64, whole, "W K-1", "mean loss per degC of mean indoor air", "", "", {}},
      {"element_loss_per_radiant", ELEMENT, float64, whole, "1", "mean loss per mean radiant heat", "", "", {}},
  };
}

std::vector<VariableSpec> named_homes() {
  return {
      {"series_cooling_w", NAMED_SERIES, float32, whole, "W",
       "heat taken out of the rooms, homes named in the scenario; left out where nothing cools", "time: mean", "", {}},
      {"named_peak_heat_kw", NAMED, float32, whole, "kW", "largest heat of a step", "time: maximum", "", {}},
      {"named_peak_heat_60min_kw", NAMED, float32, whole, "kW", "largest mean heat of an hour of the clock",
       "time: maximum", "", {}},
      {"named_peak_cooling_60min_kw", NAMED, float32, whole, "kW",
       "largest mean cooling of an hour of the clock; left out where nothing cools", "time: maximum", "", {}},
      {"named_min_indoor_60min_c", NAMED, float32, whole, "degC",
       "lowest mean indoor air temperature of an hour of the clock", "time: minimum", "", {}},
      {"named_max_indoor_60min_c", NAMED, float32, whole, "degC",
       "highest mean indoor air temperature of an hour of the clock", "time: maximum", "", {}},
      {"named_month_heat_kwh", NAMED_MONTH, float32, whole, "kW h", "heat delivered to the rooms", "time: sum", "",
       {}},
      {"named_month_cooling_kwh", NAMED_MONTH, float32, whole, "kW h",
       "heat taken out of the rooms; left out where nothing cools", "time: sum", "", {}},
      {"named_month_mean_indoor_c", NAMED_MONTH, float32, whole, "degC", "indoor air temperature", "time: mean", "",
       {}},
  };
}

std::vector<VariableSpec> villages() {
  return {
      {"village_households", VILLAGE, int32, whole, "1", "homes", "", "", {}},
      {"village_longitude", VILLAGE, float64, whole, "degrees_east", "longitude, if villages.csv gives it", "", "", {}},
      {"village_latitude", VILLAGE, float64, whole, "degrees_north", "latitude, if villages.csv gives it", "", "", {}},
      {"village_design_outdoor_c", VILLAGE, float64, whole, "degC", "outdoor temperature that heaters are sized for", "",
       "", {}},
      {"village_converted", MIX_VILLAGE, int32, whole, "1", "homes whose heater or insulation the mix changes", "",
       "", {}},
      {"village_heat_kwh", MIX_VILLAGE, float64, whole, "kW h", "heat delivered to the rooms", "time: sum", "", {}},
      {"village_unmet_kwh", MIX_VILLAGE, float64, whole, "kW h", "heat that the heaters could not deliver",
       "time: sum", "", {}},
      {"village_electricity_kwh", MIX_VILLAGE, float64, whole, "kW h", "electricity of the homes", "time: sum", "", {}},
      {"village_gas_m3", MIX_VILLAGE, float64, whole, "m3", "gas" + GAS_STATE, "time: sum", "", {}},
      {"village_gas_m3h", {"mix", "village", "time"}, float32, whole, "m3 h-1",
       "gas drawn in the village" + GAS_STATE + "; left out where it would take more than 30 MB", "time: mean", "", {}},
      {"village_gas_peak_m3h", MIX_VILLAGE, float64, whole, "m3 h-1", "largest gas draw of a step" + GAS_STATE,
       "time: maximum", "", {}},
      {"village_coal_kg", MIX_VILLAGE, float64, whole, "kg", "coal and briquettes", "time: sum", "", {}},
      {"village_pellet_kg", MIX_VILLAGE, float64, whole, "kg", "pellets", "time: sum", "", {}},
      {"village_wood_kg", MIX_VILLAGE, float64, whole, "kg", "firewood", "time: sum", "", {}},
      {"village_straw_kg", MIX_VILLAGE, float64, whole, "kg", "straw", "time: sum", "", {}},
      {"village_mean_indoor_c", MIX_VILLAGE, float64, whole, "degC", "indoor air temperature, mean of the homes",
       "time: mean", "", {}},
      {"village_hours_below_14", MIX_VILLAGE, float64, whole, "h", "hours below 14 degC, mean of the homes", "", "",
       {}},
      {"village_hours_below_10", MIX_VILLAGE, float64, whole, "h", "hours below 10 degC, mean of the homes", "", "",
       {}},
  };
}

std::vector<VariableSpec> air_people() {
  return {
      {"emission_kg", EMISSION, float64, whole, "kg", "emitted in the season, central estimate", "time: sum", "", {}},
      {"emission_low_kg", EMISSION, float64, whole, "kg", "emitted in the season, low end", "time: sum", "", {}},
      {"emission_high_kg", EMISSION, float64, whole, "kg", "emitted in the season, high end", "time: sum", "", {}},
      {"refused_household", REFUSAL, text, whole, "", "home that a rule kept out of a mix", "", "", {}},
      {"refused_rule", REFUSAL, text, whole, "", "the rule", "", "", {}},
      {"refused_mix", REFUSAL, int32, whole, "1", "index into mix, from 0", "", "", {}},
      {"refused_village", REFUSAL, int32, whole, "1", "index into village, from 0", "", "", {}},
  };
}

// clang-format on

}  // namespace

const std::vector<DimensionSpec>& results_dimensions() {
  static const std::vector<DimensionSpec> DIMENSIONS{
      {"mix", "", "assignment of a heater and an envelope to every home"},
      {"time", "@time", "start of the step, UTC"},
      {"zoom_window", "", "days that were run again at a short step: the first of them"},
      {"zoom_time", "@time", "start of the zoom step, UTC; one window after the other"},
      {"outage_hours", "h", "length of an outage"},
      {"nv", "1", "start (0) and end (1) of a step"},
      {"transformer", "", "distribution transformer, 10/0.4 kV"},
      {"feeder", "", "medium-voltage feeder"},
      {"substation", "", "substation that feeders hang on"},
      {"mv_line", "", "section of a feeder, or a tie between two"},
      {"gas_node", "", "node of the gas network"},
      {"gas_pipe", "", "pipe of the gas network"},
      {"gas_regulator", "", "pressure regulator of the gas network"},
      {"gas_supply", "", "supply of the gas network"},
      {"gas_area", "", "part of the gas network that its supplies feed, by their names"},
      {"gas_tier", "", "pressure tier of the gas network"},
      {"gas_profile", "1",
       "number of a point on the way to the node of the lowest pressure, from 0: by mix, then from the supply on"},
      {"gas_work", "1", "one row per pipe or regulator to enlarge in a mix, and per limit that nothing mends"},
      {"gas_group_size", "1", "number of burners in a group"},
      {"gas_simultaneity_table", "", "table of planning values of simultaneity"},
      {"village", "", "village"},
      {"household", "", "home"},
      {"construction", "", "archetype, insulation and climate that homes share"},
      {"mode", "1", "mode of a reduced network, slowest first"},
      {"element", "1", "part of a construction, from 0"},
      {"named_household", "", "home whose time series the scenario asks for"},
      {"month", "", "local calendar month of the season, YYYY-MM"},
      {"pollutant", "", "what is emitted"},
      {"place", "", "where it is emitted: at the stove, at the power plant, upstream"},
      {"series_pollutant", "", "pollutants whose emissions are written by step"},
      {"gwp_years", "year", "horizon of a warming potential"},
      {"year", "1", "year of the programme, from 0"},
      {"item", "", "what is paid for"},
      {"payer", "", "who pays"},
      {"receiver", "", "who gets money: payers get grants, the others are suppliers"},
      {"budget", "", "payer and year whose budget is capped"},
      {"grant", "1", "number of a grant's terms, from 0"},
      {"refusal", "1", "number of the refusal, from 0"},
      {"income_band", "",
       "homes by their yearly income; apart from them those that nobody lives in and those without one"},
      {"bill_case", "", "which subsidies a bill knows of"},
      {"side", "", "who a cost is reckoned for; society is all others together"},
      {"abatement_step", "1", "number of a step of a marginal abatement curve, from 0: by pollutant, then by cost"},
      {"ten_day_period", "", "ten-day period of a calendar month: its first day"},
      {"measure", "1", "number of a measure of a remedy, from 0: by mix, then by transformer"},
      {"hosting", "", "question of how many more homes can convert"},
      {"hosting_quantile", "", "quantile over the random orders in which homes convert"},
      {"technology_group", "", "homes of one heater"},
      {"group_size", "1", "number of homes in a group"},
      {"kva_group", "", "homes of one climate, heater and envelope"},
      {"kva_homes", "1", "number of homes on a transformer"},
      {"headline", "", "figure that a planner reads first, with its unit"},
      {"uncertain_input", "", "what is drawn: an emission factor, or a multiplier"},
      {"ensemble", "1", "member of the ensemble; 0 is the main run"},
      {"return_period", "year", "winters of which one is worse, on average"},
      {"temperature_bin", "", "days by their mean outdoor temperature in the county, degC"},
  };
  return DIMENSIONS;
}

const std::vector<VariableSpec>& results_variables() {
  static const std::vector<VariableSpec> VARIABLES = [] {
    std::vector<VariableSpec> all;
    for (const auto& part : {county(),
                             transformers(),
                             households(),
                             household_seasons(),
                             named_homes(),
                             constructions(),
                             zoom_variables(),
                             outage_variables(),
                             low_voltage_variables(),
                             feeder_variables(),
                             planning_variables(),
                             gas_variables(),
                             gas_rationing_variables(),
                             gas_planning_variables(),
                             villages(),
                             air_people(),
                             air_variables(),
                             money_variables(),
                             fairness_variables(),
                             diversity_variables(),
                             uncertainty_variables()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return VARIABLES;
}

}  // namespace hearthgrid::io
