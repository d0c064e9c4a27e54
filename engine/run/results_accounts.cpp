// Results: villages, air and money.
#include "engine/run/results.hpp"

#include "engine/run/county_money.hpp"
#include "engine/run/results_fairness.hpp"
#include "engine/run/results_money.hpp"

namespace hearthgrid::run {

void Results::write_accounts() {
  std::vector<VillageAccount> all;  // [mix][village]
  std::vector<float> homes_kg;      // [mix][household][pollutant][place]
  std::vector<HomeGrants> grants;   // [mix]
  MoneyResults money(file_, c_);
  SideBooks books(c_);
  for (int mix = 0; mix < mixes_; ++mix) {
    MoneyFigures figures;
    std::vector<VillageAccount> villages =
        account_mix(c_, s_, mix, works_of(mix), air_.plants(mix), figures, air_.keeps_homes() ? &homes_kg : nullptr);
    const double gas_works_cny = gas_.works_cny(static_cast<size_t>(mix));
    money.take(mix, villages, figures, gas_works_cny);
    grants.push_back(std::move(figures.grant));
    books.take(villages, county_ledger(c_, gas_works_cny));
    for (VillageAccount& village : villages) village.ledger = {};  // added up; a county has thousands of them
    std::move(villages.begin(), villages.end(), std::back_inserter(all));
  }
  air_.finish(all, homes_kg);
  money.finish(all);
  write_fairness(file_, c_, s_, all, books, grants);

  std::vector<double> households;
  for (size_t v = 0; v < c_.population.villages.size(); ++v) households.push_back(all[v].households);
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
  file_.write("village_gas_peak_m3h", village_gas_peak_);
}

// The plan's measures where the mix is planned for, else transformers exchanged by their size alone.
NetworkWorks Results::works_of(int mix) const {
  const size_t villages = c_.population.villages.size();
  NetworkWorks works;
  works.planned = planning_.plans(mix);
  works.electric_cny = works.planned ? planning_.village_cost_cny(static_cast<size_t>(mix)) : upgrade_cost_[mix];
  works.gas_cny = gas_.works_cny(static_cast<size_t>(mix));
  works.meter_cny.assign(villages, 0.0);
  for (size_t v = 0; v < villages && !service_cost_.empty(); ++v) {
    works.meter_cny[v] = service_cost_[static_cast<size_t>(mix) * villages + v];
  }
  return works;
}

MainMix Results::main_mix(int mix) const {
  return {works_of(mix), air_.plants(mix), gas_.works_cny(static_cast<size_t>(mix)),
          gas_.headlines(static_cast<size_t>(mix))};
}

}  // namespace hearthgrid::run
