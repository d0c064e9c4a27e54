#pragma once
// The tables of `show` but for the mixes: each takes a results file and a mix and gives columns of text.

#include <string>

#include "engine/io/results_reader.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {

/// What a table is made from. `exact`: numbers in full, for CSV.
struct TableRequest {
  const io::ResultsReader& reader;
  size_t mix = 0;
  bool exact = false;
};

/// Transformers, highest loading first.
[[nodiscard]] TextTable transformers_table(const TableRequest& request);
/// Low voltage of transformers, the lowest first.
[[nodiscard]] TextTable voltage_table(const TableRequest& request);
/// Transformers in the zoomed days, highest peak of a zoom step first.
[[nodiscard]] TextTable zoom_table(const TableRequest& request);
/// What transformers see when the power comes back: one row per length of the outage.
[[nodiscard]] TextTable pickup_table(const TableRequest& request);
/// The hottest of it over all mixes as one line; empty where the file knows of no outage.
[[nodiscard]] std::string pickup_line(const io::ResultsReader& reader);
/// Medium-voltage feeders, highest loading first, with their N-1 check.
[[nodiscard]] TextTable feeders_table(const TableRequest& request);
/// Substations, highest loading first.
[[nodiscard]] TextTable substations_table(const TableRequest& request);
/// Homes above the limit of their connection, by village.
[[nodiscard]] TextTable service_table(const TableRequest& request);
/// What mends transformers that break limits, those without a remedy first, then the dearest.
[[nodiscard]] TextTable reinforcement_table(const TableRequest& request);
/// How many more homes transformers can take, by question, the tightest first; the same whatever the mix.
[[nodiscard]] TextTable hosting_table(const TableRequest& request);
/// Villages in the file's order.
[[nodiscard]] TextTable villages_table(const TableRequest& request);
/// Homes, coldest first (most hours below 14 degC).
[[nodiscard]] TextTable households_table(const TableRequest& request);
/// Homes that the scenario names: peaks by the step and the hour, months.
[[nodiscard]] TextTable named_table(const TableRequest& request);
/// Peaks of the homes' gas against the supply, then villages by their peak.
[[nodiscard]] TextTable village_gas_table(const TableRequest& request);
/// Items by payer, present value; which splits are open or ours.
[[nodiscard]] TextTable money_table(const TableRequest& request);
/// Years by payer, nominal.
[[nodiscard]] TextTable money_years_table(const TableRequest& request);
/// Who gets the money.
[[nodiscard]] TextTable money_received_table(const TableRequest& request);
/// Bills of homes by village: before and after subsidies, and when they have ended.
[[nodiscard]] TextTable bills_table(const TableRequest& request);
/// What capped budgets allow, villages in their order.
[[nodiscard]] TextTable budget_table(const TableRequest& request);

/// Heating bills against incomes by band of income, and who is better or worse off.
[[nodiscard]] TextTable fairness_table(const TableRequest& request);
/// The same by village.
[[nodiscard]] TextTable fairness_villages_table(const TableRequest& request);
/// Tonnes avoided and what each costs society, governments, households and companies, by pollutant.
[[nodiscard]] TextTable abatement_table(const TableRequest& request);
/// Steps of the marginal abatement curves, the same whatever the mix.
[[nodiscard]] TextTable abatement_curve_table(const TableRequest& request);
/// Homes planned, done and late by ten-day period.
[[nodiscard]] TextTable progress_table(const TableRequest& request);
/// The same by village, and what late homes miss.
[[nodiscard]] TextTable progress_villages_table(const TableRequest& request);

}  // namespace hearthgrid::cli
