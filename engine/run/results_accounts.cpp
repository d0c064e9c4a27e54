// Results: villages, air and money.
#include "engine/run/results.hpp"
#include "engine/run/results_money.hpp"

namespace hearthgrid::run {

void Results::write_accounts() {
  std::vector<VillageAccount> all;     // [mix][village]
  std::vector<float> bills, homes_kg;  // homes_kg: [mix][household][pollutant][place]
  for (int mix = 0; mix < mixes_; ++mix) {
    std::vector<VillageAccount> villages =
        account_mix(c_, s_, mix, upgrade_cost_[mix], bills, air_.plants(mix), air_.keeps_homes() ? &homes_kg : nullptr);
    file_.write_rows("household_bill_cny", mix, 0, std::span<const float>(bills));
    std::move(villages.begin(), villages.end(), std::back_inserter(all));
  }
  air_.finish(all, homes_kg);
  write_money(file_, c_, all);

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
  column("village_bill_cny", [](const VillageAccount& v) { return v.bill_cny; });
  file_.write("village_gas_peak_m3h", village_gas_peak_);
}

}  // namespace hearthgrid::run
