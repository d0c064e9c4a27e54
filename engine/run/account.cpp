#include "engine/run/account.hpp"

#include "engine/run/mix_air.hpp"
#include "engine/run/mix_money.hpp"

namespace hearthgrid::run {
namespace {

void add(const HomeSeason& season, VillageAccount& v) {
  ++v.households;
  v.heat_kwh += season.heat_kwh;
  v.unmet_kwh += season.unmet_kwh;
  v.electricity_kwh += season.electricity_kwh();
  v.gas_m3 += season.gas_m3;
  v.coal_kg += season.coal_kg;
  v.pellet_kg += season.pellet_kg;
  v.wood_kg += season.wood_kg;
  v.straw_kg += season.straw_kg;
  v.mean_indoor_c += season.mean_indoor_c;
  v.hours_below_14 += season.hours_below_14;
  v.hours_below_10 += season.hours_below_10;
}

void append(const emission::EmissionResult& emissions, std::vector<float>& kg) {
  for (size_t p = 0; p < emission::POLLUTANTS; ++p) {
    for (size_t w = 0; w < emission::PLACES; ++w) kg.push_back(static_cast<float>(emissions.kg[w][p]));
  }
}

void take_means(VillageAccount& v) {
  if (v.households == 0) return;
  const double homes = v.households;
  v.mean_indoor_c /= homes;
  v.hours_below_14 /= homes;
  v.hours_below_10 /= homes;
  v.bill_cny /= homes;
}

}  // namespace

std::vector<VillageAccount> account_mix(const Scenario& scenario, const Simulation& simulation, int mix,
                                        const std::vector<double>& upgrade_cost_cny, std::vector<float>& bills,
                                        const std::vector<VillagePlants>& plants, std::vector<float>* homes_kg) {
  std::vector<VillageAccount> villages(scenario.population.villages.size());
  MixAir air(scenario, plants);
  MixMoney money(scenario, simulation, mix);
  bills.resize(scenario.population.households.size());
  for (int h = 0; h < static_cast<int>(bills.size()); ++h) {
    const HomeSeason season = home_season(simulation, mix, h);
    VillageAccount& v = villages[scenario.population.households[h].village];
    add(season, v);
    air.add_home(h, season);
    if (homes_kg != nullptr) append(air.of_home(h, season), *homes_kg);
    const double bill_cny = economy::cny_of_fen(money.add_home(h, season));
    v.bill_cny += bill_cny;
    bills[h] = static_cast<float>(bill_cny);
    if (simulation.plan->mixes[mix].clause[h] >= 0) ++v.converted;
  }
  for (int v = 0; v < static_cast<int>(villages.size()); ++v) {
    take_means(villages[v]);
    villages[v].ledger = money.of_village(v, upgrade_cost_cny[v]);
    villages[v].air_use = air.use_of(v);
    villages[v].emissions = air.of_village(v);
  }
  return villages;
}

}  // namespace hearthgrid::run
