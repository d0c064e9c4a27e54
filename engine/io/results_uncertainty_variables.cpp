// The rows of the results table about bands, what drives them, and the members of an ensemble.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names MIX_HEADLINE{"mix", "headline"}, DRIVER{"mix", "headline", "uncertain_input"}, INPUT{"uncertain_input"};
const Names EMISSION{"mix", "village", "pollutant", "place"}, MIX_POLLUTANT{"mix", "pollutant"};
const Names COST{"mix", "year", "item", "payer"}, MIX_TRANSFORMER{"mix", "transformer"};
const Names MIX_FEEDER{"mix", "feeder"}, MIX_SUBSTATION{"mix", "substation"};
const Names MEMBER{"ensemble"}, RETURN{"return_period"};
const std::string DELIVERED = "largest power that its transformers deliver in a step, losses left out: ";
const std::string DRAWS = " of the draws", PEAK = "largest apparent power of a step: ";
const std::string INDICES = "Saltelli et al. 2010; Jansen 1999",
                  LAW = "Gumbel's law by L-moments over the first member of each winter";

// clang-format off
std::vector<VariableSpec> headlines() {
  return {
      {"headline_value", MIX_HEADLINE, float64, whole, "1", "of the main run, in the unit that its name says, as all figures of headlines", "", "", {}},
      {"headline_varies_by", {"headline"}, int8, whole, "", "what its band comes from: the members of the ensemble alone, without which P05 to P95 say nothing, or the draws too", "", "", {"members", "draws"}},
      {"headline_p05", MIX_HEADLINE, float64, whole, "1", "5 % quantile" + DRAWS + " and members", "", "", {}},
      {"headline_p50", MIX_HEADLINE, float64, whole, "1", "median" + DRAWS + " and members", "", "", {}},
      {"headline_p95", MIX_HEADLINE, float64, whole, "1", "95 % quantile" + DRAWS + " and members", "", "", {}},
      {"headline_mean", MIX_HEADLINE, float64, whole, "1", "mean" + DRAWS + " and members", "", "", {}},
      {"headline_p05_error", MIX_HEADLINE, float64, whole, "1", "standard error of the 5 % quantile by the number" + DRAWS, "", "", {}},
      {"headline_p95_error", MIX_HEADLINE, float64, whole, "1", "standard error of the 95 % quantile by the number" + DRAWS, "", "", {}},
      {"headline_change", MIX_HEADLINE, float64, whole, "1", "the main run's value less that of `before`", "", "", {}},
      {"headline_change_p05", MIX_HEADLINE, float64, whole, "1", "5 % quantile of the change against `before` on the same draw", "", "", {}},
      {"headline_change_p50", MIX_HEADLINE, float64, whole, "1", "median of that change", "", "", {}},
      {"headline_change_p95", MIX_HEADLINE, float64, whole, "1", "95 % quantile of that change", "", "", {}},
      {"headline_change_mean", MIX_HEADLINE, float64, whole, "1", "mean of that change", "", "", {}},
  };
}

std::vector<VariableSpec> drivers() {
  return {
      {"input_distribution", INPUT, int8, whole, "", "how the input is distributed", "", "", {"triangular", "uniform", "normal", "lognormal", "discrete"}},
      {"input_low", INPUT, float64, whole, "1", "low end, as given", "", "", {}},
      {"input_central", INPUT, float64, whole, "1", "most likely value (triangular) or median (normal, lognormal), as given; the main run uses the factors' own and multipliers of 1", "", "", {}},
      {"input_high", INPUT, float64, whole, "1", "high end, as given", "", "", {}},
      {"input_status", INPUT, text, whole, "", "how far the spread can be trusted", "", "", {}},
      {"input_source", INPUT, text, whole, "", "where the spread comes from", "", "", {}},
      {"headline_first_order", DRIVER, float32, whole, "1", "share of the headline's variance that the input causes alone", "", INDICES, {}},
      {"headline_first_order_p05", DRIVER, float32, whole, "1", "its 5 % quantile over resampled designs", "", INDICES, {}},
      {"headline_first_order_p95", DRIVER, float32, whole, "1", "its 95 % quantile over resampled designs", "", INDICES, {}},
      {"headline_total_order", DRIVER, float32, whole, "1", "share of the headline's variance that the input takes part in", "", INDICES, {}},
      {"headline_total_order_p05", DRIVER, float32, whole, "1", "its 5 % quantile over resampled designs", "", INDICES, {}},
      {"headline_total_order_p95", DRIVER, float32, whole, "1", "its 95 % quantile over resampled designs", "", INDICES, {}},
      {"headline_change_first_order", DRIVER, float32, whole, "1", "share of the variance of the change against `before` that the input causes alone", "", INDICES, {}},
      {"headline_change_first_order_p05", DRIVER, float32, whole, "1", "its 5 % quantile over resampled designs", "", INDICES, {}},
      {"headline_change_first_order_p95", DRIVER, float32, whole, "1", "its 95 % quantile over resampled designs", "", INDICES, {}},
      {"headline_change_total_order", DRIVER, float32, whole, "1", "share of that variance that the input takes part in", "", INDICES, {}},
      {"headline_change_total_order_p05", DRIVER, float32, whole, "1", "its 5 % quantile over resampled designs", "", INDICES, {}},
      {"headline_change_total_order_p95", DRIVER, float32, whole, "1", "its 95 % quantile over resampled designs", "", INDICES, {}},
  };
}

std::vector<VariableSpec> percentiles() {
  return {
      {"emission_kg_p05", EMISSION, float64, whole, "kg", "emitted in the season, 5 % quantile" + DRAWS, "time: sum", "", {}},
      {"emission_kg_p50", EMISSION, float64, whole, "kg", "emitted in the season, median" + DRAWS, "time: sum", "", {}},
      {"emission_kg_p95", EMISSION, float64, whole, "kg", "emitted in the season, 95 % quantile" + DRAWS, "time: sum", "", {}},
      {"county_emission_kg_p05", MIX_POLLUTANT, float64, whole, "kg", "emitted in the season by all villages at all places, 5 % quantile" + DRAWS, "time: sum", "", {}},
      {"county_emission_kg_p50", MIX_POLLUTANT, float64, whole, "kg", "emitted in the season by all villages at all places, median" + DRAWS, "time: sum", "", {}},
      {"county_emission_kg_p95", MIX_POLLUTANT, float64, whole, "kg", "emitted in the season by all villages at all places, 95 % quantile" + DRAWS, "time: sum", "", {}},
      {"cost_cny_p05", COST, float64, whole, "CNY", "paid in the year, nominal, 5 % quantile" + DRAWS, "", "", {}},
      {"cost_cny_p50", COST, float64, whole, "CNY", "paid in the year, nominal, median" + DRAWS, "", "", {}},
      {"cost_cny_p95", COST, float64, whole, "CNY", "paid in the year, nominal, 95 % quantile" + DRAWS, "", "", {}},
      {"transformer_peak_kva_p05", MIX_TRANSFORMER, float32, whole, "kV A", PEAK + "5 % quantile" + DRAWS + " and members", "time: maximum", "", {}},
      {"transformer_peak_kva_p50", MIX_TRANSFORMER, float32, whole, "kV A", PEAK + "median" + DRAWS + " and members", "time: maximum", "", {}},
      {"transformer_peak_kva_p95", MIX_TRANSFORMER, float32, whole, "kV A", PEAK + "95 % quantile" + DRAWS + " and members", "time: maximum", "", {}},
      {"feeder_delivered_peak_kw_p05", MIX_FEEDER, float64, whole, "kW", DELIVERED + "5 % quantile" + DRAWS + " and members", "time: maximum", "", {}},
      {"feeder_delivered_peak_kw_p50", MIX_FEEDER, float64, whole, "kW", DELIVERED + "median" + DRAWS + " and members", "time: maximum", "", {}},
      {"feeder_delivered_peak_kw_p95", MIX_FEEDER, float64, whole, "kW", DELIVERED + "95 % quantile" + DRAWS + " and members", "time: maximum", "", {}},
      {"substation_delivered_peak_kw_p05", MIX_SUBSTATION, float64, whole, "kW", DELIVERED + "5 % quantile" + DRAWS + " and members", "time: maximum", "", {}},
      {"substation_delivered_peak_kw_p50", MIX_SUBSTATION, float64, whole, "kW", DELIVERED + "median" + DRAWS + " and members", "time: maximum", "", {}},
      {"substation_delivered_peak_kw_p95", MIX_SUBSTATION, float64, whole, "kW", DELIVERED + "95 % quantile" + DRAWS + " and members", "time: maximum", "", {}},
      {"transformer_peak_heating_share", MIX_TRANSFORMER, float32, whole, "1", "of the main run's peak, what heaters draw; losses of lines included", "", "", {}},
  };
}

std::vector<VariableSpec> members() {
  return {
      {"member_weather", MEMBER, text, whole, "", "the member's winter: an EPW file, or the seed of a synthetic one", "", "", {}},
      {"member_winter", MEMBER, int32, whole, "1", "number of its winter, from 0 as they come: members of one number share every hour of it", "", "", {}},
      {"member_population_seed", MEMBER, float64, whole, "1", "seed of its homes", "", "", {}},
      {"member_coldest_day_c", MEMBER, float64, whole, "degC", "lowest daily mean outdoor temperature, mean over the homes", "time: minimum", "", {}},
      {"member_degree_days_k_d", MEMBER, float64, whole, "K d", "degree days of the season below 18 degC, mean over the homes", "time: sum", "", {}},
      {"member_headline", {"ensemble", "mix", "headline"}, float64, whole, "1", "the member's headlines with every input at its central value", "", "", {}},
      {"member_transformer_peak_kva", {"ensemble", "mix", "transformer"}, float32, whole, "kV A", "the member's largest apparent power of a step", "time: maximum", "", {}},
      {"member_feeder_peak_kw", {"ensemble", "mix", "feeder"}, float64, whole, "kW", "the member's largest power that the feeder's transformers deliver in a step, losses left out", "time: maximum", "", {}},
      {"member_substation_peak_kw", {"ensemble", "mix", "substation"}, float64, whole, "kW", "the same of the substation's feeders", "time: maximum", "", {}},
      {"extreme_coldest_day_c", RETURN, float64, whole, "degC", "daily mean outdoor temperature that one winter of so many undercuts", "", LAW, {}},
      {"extreme_degree_days_k_d", RETURN, float64, whole, "K d", "degree days that one winter of so many exceeds", "", LAW, {}},
      {"extreme_county_peak_mw", {"mix", "return_period"}, float64, whole, "MW", "county's peak that one winter of so many exceeds", "", LAW, {}},
  };
}
// clang-format on

}  // namespace

std::vector<VariableSpec> uncertainty_variables() {
  std::vector<VariableSpec> all;
  for (const auto& part : {headlines(), drivers(), percentiles(), members()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace hearthgrid::io
