// The rows of the results table about the air.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names VILLAGE{"village"}, MIX_VILLAGE{"mix", "village"}, CO2E{"mix", "village", "gwp_years", "place"};
const std::string COUNTED =
    "; methane, nitrous oxide and what upstream sources give as equivalents are in it, biogenic CO2, "
    "black and organic carbon are not";
const std::string OWN = " from the village's own stacks, an order of magnitude";
const std::string METHOD = "ATDL area source (Gifford and Hanna 1973)";
const std::string LIMIT = "GB 3095-2012 unless the scenario says otherwise";

}  // namespace

// clang-format off
std::vector<VariableSpec> air_variables() {
  return {
      {"co2e_kg", CO2E, float64, whole, "kg", "CO2 equivalents of the season, central estimate" + COUNTED, "time: sum", "IPCC AR6 unless the scenario says otherwise", {}},
      {"co2e_low_kg", CO2E, float64, whole, "kg", "the same, factors and warming potentials at their low end", "time: sum", "", {}},
      {"co2e_high_kg", CO2E, float64, whole, "kg", "the same, factors and warming potentials at their high end", "time: sum", "", {}},
      {"month_emission_kg", {"mix", "village", "month", "pollutant", "place"}, float32, whole, "kg",
       "emitted in the month, central estimate; left out where it would take more than 30 MB", "time: sum", "", {}},
      {"month_electricity_kwh", {"mix", "village", "month"}, float64, whole, "kW h", "electricity of the homes in the month", "time: sum", "", {}},
      {"household_emission_kg", {"mix", "household", "pollutant", "place"}, float32, whole, "kg",
       "emitted for a home in the season, central estimate; electricity by its village's hours", "time: sum", "", {}},
      {"village_emission_kg_h", {"mix", "village", "series_pollutant", "place", "time"}, float32, whole, "kg h-1",
       "emitted, central estimate: the season's, parted as fuel gives heat and homes draw power", "time: mean", "", {}},
      {"village_plant_loss_share", MIX_VILLAGE, float64, whole, "1",
       "of what is generated for the homes: lost upstream, in the village's transformers and, where low voltage is on, its lines", "", "", {}},
      {"village_plant_co2_g_kwh", MIX_VILLAGE, float64, whole, "g kW-1 h-1", "CO2 of a kWh generated, by the homes' hours", "time: mean", "", {}},
      {"village_area_m2", VILLAGE, float64, whole, "m2", "built-up area, given or by homes per hectare", "", "", {}},
      {"village_residents", VILLAGE, float64, whole, "1", "people in homes that do not stand empty", "", "", {}},
      {"village_mixing_height_m", VILLAGE, float64, whole, "m", "depth of the layer that mixes", "time: mean", "GB/T 13201-91, not read again", {}},
      {"village_stable_share", VILLAGE, float64, whole, "1", "share of the season's hours with a stable layer (classes E and F)", "", "EPA-454/R-99-005 table 6-7, cloud in place of the gradient", {}},
      {"village_pm25_ug_m3", MIX_VILLAGE, float64, whole, "ug m-3", "PM2.5 at the ground" + OWN, "time: mean", METHOD, {}},
      {"village_pm25_low_ug_m3", MIX_VILLAGE, float64, whole, "ug m-3", "the same, factors at their low end", "time: mean", "", {}},
      {"village_pm25_high_ug_m3", MIX_VILLAGE, float64, whole, "ug m-3", "the same, factors at their high end", "time: mean", "", {}},
      {"village_pm25_worst_day_ug_m3", MIX_VILLAGE, float64, whole, "ug m-3", "highest mean of a day" + OWN, "time: maximum", METHOD, {}},
      {"village_pm25_worst_day_low_ug_m3", MIX_VILLAGE, float64, whole, "ug m-3", "the same, factors at their low end", "time: maximum", "", {}},
      {"village_pm25_worst_day_high_ug_m3", MIX_VILLAGE, float64, whole, "ug m-3", "the same, factors at their high end", "time: maximum", "", {}},
      {"village_pm25_worst_day_time", MIX_VILLAGE, int32, whole, "@time", "first of the days with the highest mean", "", "", {}},
      {"village_pm25_days_above", MIX_VILLAGE, int32, whole, "d", "days whose mean lies above the limit, by own stacks alone", "", LIMIT, {}},
      {"village_pm25_hours_above", MIX_VILLAGE, int32, whole, "h", "hours above the day's limit, by own stacks alone", "", LIMIT, {}},
      {"village_pm25_year_ug_m3", MIX_VILLAGE, float64, whole, "ug m-3", "mean of a year with nothing burnt outside the season" + OWN, "time: mean", METHOD, {}},
      {"village_pm25_exposure_person_ug_h_m3", MIX_VILLAGE, float64, whole, "ug h m-3", "sum over residents and hours of the PM2.5 of own stacks", "time: sum", "", {}},
  };
}
// clang-format on

}  // namespace hearthgrid::io
