#include "engine/run/account.hpp"

#include "engine/run/mix_air.hpp"

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

void add(const HomeBill& bill, BillMeans& sums) {
  sums.gross_cny += economy::cny_of_fen(bill.gross);
  sums.payable_cny += economy::cny_of_fen(bill.payable);
  sums.grant_cny += economy::cny_of_fen(bill.grant);
  sums.later_cny += economy::cny_of_fen(bill.later);
}

void scale(BillMeans& sums, double factor) {
  for (double* sum : {&sums.gross_cny, &sums.payable_cny, &sums.grant_cny, &sums.later_cny}) *sum *= factor;
}

void keep(const HomeBill& bill, MoneyFigures& money) {
  money.gross_cny.push_back(static_cast<float>(economy::cny_of_fen(bill.gross)));
  money.payable_cny.push_back(static_cast<float>(economy::cny_of_fen(bill.payable)));
  money.grant_cny.push_back(static_cast<float>(economy::cny_of_fen(bill.grant)));
  money.later_cny.push_back(static_cast<float>(economy::cny_of_fen(bill.later)));
  money.grant.push_back(bill.grant);
  money.outlay.push_back(bill.outlay);
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
  scale(v.bills, 1.0 / homes);
  scale(v.converted_bills, v.converted > 0 ? 1.0 / v.converted : 0.0);
}

}  // namespace

std::vector<VillageAccount> account_mix(const Scenario& scenario, const Simulation& simulation, int mix,
                                        const NetworkWorks& works, const std::vector<VillagePlants>& plants,
                                        MoneyFigures& money, std::vector<float>* homes_kg) {
  std::vector<VillageAccount> villages(scenario.population.villages.size());
  MixAir air(scenario, plants), later_air(scenario, plants);
  MixMoney ledger(scenario, simulation, mix, works);
  money = {};
  for (int h = 0; h < static_cast<int>(scenario.population.households.size()); ++h) {
    const HomeSeason season = home_season(simulation, mix, h);
    const HomeSeason later = season.share_after < 1.0 ? later_season(simulation, mix, h) : season;
    VillageAccount& v = villages[scenario.population.households[h].village];
    add(season, v);
    air.add_home(h, season);
    later_air.add_home(h, later);
    if (homes_kg != nullptr) append(air.of_home(h, season), *homes_kg);
    const HomeBill bill = ledger.add_home(h, season, later);
    keep(bill, money);
    add(bill, v.bills);
    v.missed_grant += bill.missed;
    if (simulation.plan->mixes[mix].clause[h] < 0) continue;
    ++v.converted;
    add(bill, v.converted_bills);
  }
  for (int v = 0; v < static_cast<int>(villages.size()); ++v) {
    take_means(villages[v]);
    villages[v].ledger = ledger.of_village(v);
    villages[v].air_use = air.use_of(v);
    villages[v].emissions = air.of_village(v);
    const EmissionLevels later = later_air.of_village(v);
    for (int p = 0; p < emission::POLLUTANTS; ++p) {
      villages[v].later_kg[p] =
          later[static_cast<size_t>(emission::Level::central)].total(static_cast<emission::Pollutant>(p));
    }
  }
  money.budget = ledger.budget();
  return villages;
}

}  // namespace hearthgrid::run
