#include "engine/run/results_money.hpp"

#include "engine/run/mix_money.hpp"

namespace hearthgrid::run {
namespace {

// [mix][...] arrays of the results, filled village by village.
struct MoneyArrays {
  MoneyArrays(size_t mixes, size_t village_count, int years)
      : villages(village_count),
        cost(mixes * years * economy::COST_ITEMS * economy::PAYERS),
        present(mixes * economy::COST_ITEMS * economy::PAYERS),
        village_cost(mixes * villages * economy::COST_ITEMS * economy::PAYERS) {}
  size_t villages;
  std::vector<double> cost, present, village_cost;
};

void put_money(const economy::Ledger& ledger, size_t mix, int first_year, int years, double rate, MoneyArrays& a) {
  for (const economy::LedgerLine& line : ledger.lines()) {
    const size_t cell = static_cast<size_t>(line.item) * economy::PAYERS + static_cast<size_t>(line.payer);
    const size_t year = static_cast<size_t>(line.year - first_year);
    if (line.year < first_year || line.year >= first_year + years) continue;
    a.cost[(mix * years + year) * economy::COST_ITEMS * economy::PAYERS + cell] += economy::cny_of_fen(line.amount);
  }
  for (int item = 0; item < economy::COST_ITEMS; ++item) {
    for (int payer = 0; payer < economy::PAYERS; ++payer) {
      a.present[(mix * economy::COST_ITEMS + item) * economy::PAYERS + payer] = economy::present_value_cny(
          ledger, static_cast<economy::CostItem>(item), static_cast<economy::Payer>(payer), rate, first_year);
    }
  }
}

void put_village_money(const economy::Ledger& ledger, size_t mix, size_t village, MoneyArrays& a) {
  for (const economy::LedgerLine& line : ledger.lines()) {
    const size_t cell = static_cast<size_t>(line.item) * economy::PAYERS + static_cast<size_t>(line.payer);
    a.village_cost[(mix * a.villages + village) * economy::COST_ITEMS * economy::PAYERS + cell] +=
        economy::cny_of_fen(line.amount);
  }
}

}  // namespace

void write_money(io::ResultsWriter& file, const Scenario& scenario, const std::vector<VillageAccount>& all) {
  const io::Settings& money = scenario.settings.table("money");
  const int years = static_cast<int>(money.integer("years"));
  const size_t villages = scenario.population.villages.size(), mixes = all.size() / villages;
  MoneyArrays arrays(mixes, villages, years);
  for (size_t mix = 0; mix < mixes; ++mix) {
    economy::Ledger total;
    for (size_t v = 0; v < villages; ++v) {
      const economy::Ledger& ledger = all[mix * villages + v].ledger;
      put_village_money(ledger, mix, v, arrays);
      total += ledger;
    }
    put_money(total, mix, first_year(scenario), years, money.number("discount_rate"), arrays);
  }
  file.write("cost_cny", arrays.cost);
  file.write("cost_present_value_cny", arrays.present);
  file.write("village_cost_cny", arrays.village_cost);
}

}  // namespace hearthgrid::run
