// Results: villages, air and money.
#include "engine/run/results.hpp"

namespace hearthgrid::run {
namespace {

// [mix][village][...] arrays of the results, filled village by village.
struct Arrays {
  Arrays(int mixes, size_t village_count, int years)
      : villages(village_count),
        emission(static_cast<size_t>(mixes) * villages * emission::POLLUTANTS * emission::PLACES) {
    low = high = emission;
    cost.resize(static_cast<size_t>(mixes) * years * economy::COST_ITEMS * economy::PAYERS);
    present.resize(static_cast<size_t>(mixes) * economy::COST_ITEMS * economy::PAYERS);
    village_cost.resize(static_cast<size_t>(mixes) * villages * economy::COST_ITEMS * economy::PAYERS);
  }
  size_t villages;
  std::vector<double> emission, low, high, cost, present, village_cost;
};

void put_emissions(const VillageAccount& v, size_t mix, size_t village, Arrays& a) {
  for (int p = 0; p < emission::POLLUTANTS; ++p) {
    for (int w = 0; w < emission::PLACES; ++w) {
      const size_t at = ((mix * a.villages + village) * emission::POLLUTANTS + p) * emission::PLACES + w;
      a.low[at] = v.emissions[0].kg[w][p];
      a.emission[at] = v.emissions[1].kg[w][p];
      a.high[at] = v.emissions[2].kg[w][p];
    }
  }
}

void put_money(const economy::Ledger& ledger, size_t mix, int first_year, int years, double rate, Arrays& a) {
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

void put_village_money(const economy::Ledger& ledger, size_t mix, size_t village, Arrays& a) {
  for (const economy::LedgerLine& line : ledger.lines()) {
    const size_t cell = static_cast<size_t>(line.item) * economy::PAYERS + static_cast<size_t>(line.payer);
    a.village_cost[(mix * a.villages + village) * economy::COST_ITEMS * economy::PAYERS + cell] +=
        economy::cny_of_fen(line.amount);
  }
}

}  // namespace

void Results::write_accounts() {
  const int years = static_cast<int>(c_.settings.table("money").integer("years"));
  const double rate = c_.settings.table("money").number("discount_rate");
  Arrays arrays(mixes_, c_.population.villages.size(), years);
  std::vector<VillageAccount> all;  // [mix][village]
  std::vector<float> bills;
  for (int mix = 0; mix < mixes_; ++mix) {
    std::vector<VillageAccount> villages = account_mix(c_, s_, mix, upgrade_cost_[mix], bills);
    file_.write_rows("household_bill_cny", mix, 0, std::span<const float>(bills));
    economy::Ledger total;
    for (size_t v = 0; v < villages.size(); ++v) {
      put_emissions(villages[v], mix, v, arrays);
      put_village_money(villages[v].ledger, mix, v, arrays);
      total += villages[v].ledger;
      all.push_back(std::move(villages[v]));
    }
    put_money(total, mix, first_year(c_), years, rate, arrays);
  }
  file_.write("emission_kg", arrays.emission);
  file_.write("emission_low_kg", arrays.low);
  file_.write("emission_high_kg", arrays.high);
  file_.write("cost_cny", arrays.cost);
  file_.write("cost_present_value_cny", arrays.present);
  file_.write("village_cost_cny", arrays.village_cost);

  std::vector<double> households;
  for (size_t v = 0; v < arrays.villages; ++v) households.push_back(all[v].households);
  file_.write("village_households", households);
  const auto column = [&](const char* variable, auto value) {
    std::vector<double> values;
    for (const VillageAccount& account : all) values.push_back(static_cast<double>(value(account)));
    file_.write(variable, values);
  };
  column("village_converted", [](const VillageAccount& v) { return v.converted; });
  column("village_heat_kwh", [](const VillageAccount& v) { return v.heat_kwh; });
  column("village_unmet_kwh", [](const VillageAccount& v) { return v.unmet_kwh; });
  column("village_electricity_kwh", [](const VillageAccount& v) { return v.electricity_kwh; });
  column("village_gas_m3", [](const VillageAccount& v) { return v.gas_m3; });
  column("village_coal_kg", [](const VillageAccount& v) { return v.coal_kg; });
  column("village_pellet_kg", [](const VillageAccount& v) { return v.pellet_kg; });
  column("village_wood_kg", [](const VillageAccount& v) { return v.wood_kg; });
  column("village_straw_kg", [](const VillageAccount& v) { return v.straw_kg; });
  column("village_mean_indoor_c", [](const VillageAccount& v) { return v.mean_indoor_c; });
  column("village_hours_below_14", [](const VillageAccount& v) { return v.hours_below_14; });
  column("village_hours_below_10", [](const VillageAccount& v) { return v.hours_below_10; });
  column("village_bill_cny", [](const VillageAccount& v) { return v.bill_cny; });
  file_.write("village_gas_peak_m3h", village_gas_peak_);
}

}  // namespace hearthgrid::run
