// The rows of the results table about money: bills, costs, who gets them, budgets, terms of grants.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names MIX_HOUSEHOLD{"mix", "household"};
const Names MIX_VILLAGE{"mix", "village"};
const Names MIX_BAND{"mix", "village", "income_band"};
const Names MIX_BUDGET{"mix", "budget"};
const Names GRANT{"grant"};

// clang-format off
std::vector<VariableSpec> bills() {
  return {
      {"household_bill_gross_cny", MIX_HOUSEHOLD, float32, rows, "CNY", "season's energy bill before any subsidy", "time: sum", "", {}},
      {"household_bill_cny", MIX_HOUSEHOLD, float32, rows, "CNY", "season's energy bill after the tariff's running subsidies", "time: sum", "", {}},
      {"household_running_grant_cny", MIX_HOUSEHOLD, float32, rows, "CNY", "running grants of its programme in the first winter, not within the bill", "", "", {}},
      {"household_outlay_cny", MIX_HOUSEHOLD, float32, rows, "CNY", "what its conversion costs the home itself in the first year, less grants for it in that year; 0 = not converted", "", "", {}},
      {"household_bill_later_cny", MIX_HOUSEHOLD, float32, rows, "CNY", "energy bill of a whole winter after all running subsidies that end have ended, at that winter's prices; it begins in the root attribute bill_later_year", "time: sum", "", {}},
      {"village_bill_gross_cny", MIX_VILLAGE, float64, whole, "CNY", "household_bill_gross_cny, mean of the homes", "", "", {}},
      {"village_bill_cny", MIX_VILLAGE, float64, whole, "CNY", "household_bill_cny, mean of the homes", "", "", {}},
      {"village_running_grant_cny", MIX_VILLAGE, float64, whole, "CNY", "household_running_grant_cny, mean of the homes", "", "", {}},
      {"village_bill_later_cny", MIX_VILLAGE, float64, whole, "CNY", "household_bill_later_cny, mean of the homes", "", "", {}},
      {"village_converted_bill_gross_cny", MIX_VILLAGE, float64, whole, "CNY", "household_bill_gross_cny, mean of the homes that the mix converts; 0 = none", "", "", {}},
      {"village_converted_bill_cny", MIX_VILLAGE, float64, whole, "CNY", "the same of household_bill_cny", "", "", {}},
      {"village_converted_running_grant_cny", MIX_VILLAGE, float64, whole, "CNY", "the same of household_running_grant_cny", "", "", {}},
      {"village_converted_bill_later_cny", MIX_VILLAGE, float64, whole, "CNY", "the same of household_bill_later_cny", "", "", {}},
  };
}

std::vector<VariableSpec> outlays() {
  return {
      {"fairness_outlay_cny", MIX_BAND, float64, whole, "CNY", "sum of household_outlay_cny", "", "", {}},
      {"fairness_outlay_income_cny", MIX_BAND, float64, whole, "CNY", "sum of the yearly incomes of the homes that the mix converts, this winter or for the next", "", "", {}},
      {"fairness_outlay_burdened", MIX_BAND, int32, whole, "1", "converted homes whose outlay is above fairness.outlay_limit of their yearly income", "", "", {}},
  };
}

std::vector<VariableSpec> costs() {
  return {
      {"cost_cny", {"mix", "year", "item", "payer"}, float64, whole, "CNY", "borne in the year, less grants received, nominal", "", "", {}},
      {"cost_present_value_cny", {"mix", "item", "payer"}, float64, whole, "CNY", "borne over all years, discounted", "", "", {}},
      {"village_cost_cny", {"mix", "village", "item", "payer"}, float64, whole, "CNY", "borne over all years, nominal; works on the gas network and running_earlier are of no village", "", "", {}},
      {"received_cny", {"mix", "year", "item", "receiver"}, float64, whole, "CNY", "received in the year, nominal: grants by the payers among the receivers, the rest by suppliers; over an item, suppliers receive what all payers bear", "", "", {}},
      {"received_present_value_cny", {"mix", "receiver"}, float64, whole, "CNY", "received over all years and items, discounted", "", "", {}},
  };
}

std::vector<VariableSpec> budgets() {
  return {
      {"budget_cap_cny", {"budget"}, float64, whole, "CNY", "most that the payer pays in the year; all of budgets is left out where the scenario caps none", "", "", {}},
      {"budget_village_rank", {"village"}, int32, whole, "1", "place in the order in which budgets fund villages, from 0", "", "", {}},
      {"budget_funded_homes", MIX_VILLAGE, int32, whole, "1", "homes that the mix converts, this winter or for the next (village_converted, progress_next_winter_homes), and all budgets fund that they ask", "", "", {}},
      {"budget_need_cny", MIX_BUDGET, float64, whole, "CNY", "what the whole mix and earlier homes ask of it, grants and purchases, no upkeep; negative: it receives more than it pays", "", "", {}},
      {"budget_unfunded_cny", MIX_BUDGET, float64, whole, "CNY", "part of it for homes and villages that are not funded; negative: it would receive that", "", "", {}},
  };
}

std::vector<VariableSpec> terms() {
  return {
      {"grant_mix", GRANT, int32, whole, "1", "index into mix, from 0", "", "", {}},
      {"grant_cohort", GRANT, int32, whole, "1", "year in which its homes convert", "", "", {}},
      {"grant_earlier_homes", GRANT, int32, whole, "1", "number of homes that converted before the programme; 0 = those of the mix", "", "", {}},
      {"grant_first_year", GRANT, int32, whole, "1", "first year in which it is paid", "", "", {}},
      {"grant_years", GRANT, int32, whole, "1", "years in which it is paid", "", "", {}},
      {"grant_subsidy", GRANT, text, whole, "", "name of the subsidy", "", "", {}},
      {"grant_item", GRANT, text, whole, "", "item under which it is booked", "", "", {}},
      {"grant_user", GRANT, text, whole, "", "who is entitled", "", "", {}},
      {"grant_amount", GRANT, float64, whole, "1", "CNY per unit of grant_basis; of share_of_price the share. Caps and quantities from which it counts are the subsidy file's", "", "", {}},
      {"grant_basis", GRANT, text, whole, "", "what the amount is multiplied with: per_user, per_kwh, per_m3, per_tonne, per_m2 or share_of_price", "", "", {}},
      {"grant_split", GRANT, text, whole, "", "payers and their weights", "", "", {}},
      {"grant_split_status", GRANT, text, whole, "", "of the split: standard (the programme's own), assumed (ours, an input) or open (the programme says none: levels_unsplit)", "", "", {}},
      {"grant_status", GRANT, text, whole, "", "of the amount: standard, measured, assumed or unverified", "", "", {}},
      {"grant_source", GRANT, text, whole, "", "where the amount comes from", "", "", {}},
  };
}
// clang-format on

}  // namespace

std::vector<VariableSpec> money_variables() {
  std::vector<VariableSpec> all = bills();
  for (const auto& part : {outlays(), costs(), budgets(), terms()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace hearthgrid::io
