#pragma once
// Results: who pays what and who gets it, by year and village; bills of homes and their outlay; what budgets allow; the
// terms of grants.

#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/account.hpp"
#include "engine/run/outlays.hpp"

namespace hearthgrid::run {

/// Names the dimensions of money beside item and payer, and opens what is written mix by mix.
void describe_money(io::ResultsWriter& file, const Scenario& scenario);
void begin_money(io::ResultsWriter& file);

/// Takes the mixes in order.
class MoneyResults {
 public:
  MoneyResults(io::ResultsWriter& file, const Scenario& scenario);

  /// Writes the mix's bills and adds up its ledgers.
  void take(int mix, const std::vector<VillageAccount>& villages, const MoneyFigures& figures, double gas_works_cny);
  /// Writes the rest; `all` is [mix][village].
  void finish(const std::vector<VillageAccount>& all);

 private:
  void put(const economy::Ledger& ledger, size_t mix);
  void put_village(const economy::Ledger& ledger, size_t mix, size_t village);
  void write_bills(const std::vector<VillageAccount>& all);
  void write_budgets();
  void write_terms();

  io::ResultsWriter& file_;
  const Scenario& c_;
  Outlays outlays_;
  int first_year_, years_;
  size_t mixes_, villages_;
  // [mix][...]
  std::vector<double> cost_, present_, village_cost_, received_, received_present_;
  std::vector<BudgetOutcome> budgets_;
};

}  // namespace hearthgrid::run
