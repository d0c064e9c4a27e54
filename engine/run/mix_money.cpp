#include "engine/run/mix_money.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace hearthgrid::run {

using economy::CostItem;
using economy::Fen;
using economy::Payer;

MixMoney::MixMoney(const Scenario& scenario, const Simulation& simulation, int mix, double capital_factor)
    : c_(scenario),
      s_(simulation),
      mix_(mix),
      year_(first_year(scenario)),
      years_(static_cast<int>(scenario.settings.table("money").integer("years"))),
      capital_factor_(capital_factor),
      energy_(scenario.population.villages.size()),
      works_(scenario.population.villages.size()) {
  for (const heater::Technology& t : scenario.technologies) {
    entry_.push_back(scenario.catalogue.technology(name_for(scenario, t, NameKin::model, [&](const std::string& n) {
      return scenario.catalogue.technology(n) != nullptr;
    })));
  }
}

Fen MixMoney::add_home(int household, const HomeSeason& season) {
  const Fen payable = bill(household, season);
  if (s_.plan->mixes[mix_].clause[household] >= 0) invest(household, season);
  return payable;
}

economy::Ledger MixMoney::of_village(int village, double upgrade_cost_cny) const {
  economy::Ledger ledger = works_[village];
  if (upgrade_cost_cny > 0.0) {
    ledger.add_cost(year_, CostItem::network, Payer::utility, economy::fen_of_cny(upgrade_cost_cny));
  }
  book_energy(ledger, energy_[village]);
  grant(village, ledger);
  return ledger;
}

const Option& MixMoney::option_of(int pair) const {
  return s_.plan->options[s_.plan->pairs[pair].option];
}

const Option& MixMoney::after(int h) const {
  return option_of(s_.plan->mixes[mix_].pair[h]);
}

// What the programme paid for, be it that the home lights the old stove again.
const Option& MixMoney::installed(int h) const {
  const Mix& mix = s_.plan->mixes[mix_];
  return mix.installed.empty() || mix.installed[h] < 0 ? after(h) : s_.plan->options[mix.installed[h]];
}

// The season's energy, paid every year at today's prices; a payer's share of it is a transfer under the same item.
Fen MixMoney::bill(int h, const HomeSeason& season) {
  const heater::Carrier carrier = c_.technologies[after(h).technology].carrier;
  economy::SeasonUse use;
  use.valley_kwh = season.heater_valley_kwh + season.base_valley_kwh;
  use.day_kwh = std::max(0.0, season.electricity_kwh() - use.valley_kwh);
  use.gas_m3 = season.gas_m3;
  use.coal_kg = season.coal_kg;
  use.pellet_kg = season.pellet_kg;
  use.wood_kg = season.wood_kg;
  use.straw_kg = season.straw_kg;
  use.heats_with_electricity = carrier == heater::Carrier::electricity;
  use.heats_with_gas = carrier == heater::Carrier::gas;
  const economy::Bill bill = economy::household_bill(c_.tariff, use);
  Energy& sum = energy_[c_.population.households[h].village];
  sum.electricity += bill.electricity;
  sum.gas += bill.gas;
  sum.coal += bill.coal;
  sum.pellets += bill.pellets;
  sum.wood += bill.wood;
  sum.straw += bill.straw;
  for (int p = 0; p < economy::PAYERS; ++p) {
    sum.electricity_subsidy[p] += bill.electricity_subsidy[p];
    sum.gas_subsidy[p] += bill.gas_subsidy[p];
  }
  return bill.payable();
}

// What a conversion costs in year 0, when parts wear out, and every year; and what grants are reckoned from.
void MixMoney::invest(int h, const HomeSeason& season) {
  const Household& home = c_.population.households[h];
  const Option& now = installed(h);
  const Option& was = option_of(s_.plan->before[h]);
  const double area = home.floor_area_m2 * home.people.heated_share_after;
  economy::GrantUse use;
  use.heating_kwh = season.heater_kwh;
  use.gas_m3 = season.gas_m3;
  use.fuel_t = season.pellet_kg / 1000.0;
  use.heated_area_m2 = area;
  const heater::Technology& technology = c_.technologies[now.technology];
  if (now.converted && entry_[now.technology] != nullptr) {
    use.price_cny = pay(home, *entry_[now.technology], area, technology.rated_heat_w * now.size / 1000.0);
  }
  if (now.envelope != was.envelope) insulate(home, now.envelope);
  const int clause = s_.plan->mixes[mix_].clause[h];
  users_[{home.village, clause, home.traits.institution}].push_back(use);
}

double MixMoney::pay(const Household& home, const economy::CatalogueEntry& entry, double area, double rated_kw) {
  economy::Ledger& ledger = works_[home.village];
  Fen price = 0;
  for (economy::CapitalCost cost : entry.costs) {
    cost.cny *= capital_factor_;
    const Fen fen = economy::capital_fen(cost, area, rated_kw);
    if (cost.item == CostItem::equipment) price += fen;
    const int life = std::max(1, static_cast<int>(std::lround(cost.life_years)));
    for (int y = 0; y < years_; y += life) ledger.add_cost(year_ + y, cost.item, cost.payer, fen);
    const Fen upkeep = economy::fen_of_cny(economy::cny_of_fen(fen) * cost.maintenance_share);
    for (int y = 0; y < years_ && upkeep > 0; ++y)
      ledger.add_cost(year_ + y, CostItem::maintenance, Payer::household, upkeep);
  }
  return economy::cny_of_fen(price);
}

void MixMoney::insulate(const Household& home, int envelope) {
  const dwelling::Archetype& archetype = c_.archetypes[home.archetype];
  const double scale = home.floor_area_m2 / archetype.base.floor_area_m2;
  const double cny = archetype.envelopes.at(c_.envelopes[envelope]).cost_cny * scale * capital_factor_;
  works_[home.village].add_cost(year_, CostItem::envelope, Payer::household, economy::fen_of_cny(cny));
}

void MixMoney::book_energy(economy::Ledger& ledger, const Energy& sum) const {
  for (int y = year_; y < year_ + years_; ++y) {
    ledger.add_cost(y, CostItem::electricity, Payer::household, sum.electricity);
    ledger.add_cost(y, CostItem::gas, Payer::household, sum.gas);
    ledger.add_cost(y, CostItem::coal, Payer::household, sum.coal);
    ledger.add_cost(y, CostItem::pellets, Payer::household, sum.pellets);
    ledger.add_cost(y, CostItem::wood, Payer::household, sum.wood);
    ledger.add_cost(y, CostItem::straw, Payer::household, sum.straw);
    for (int p = 0; p < economy::PAYERS; ++p) {
      const auto payer = static_cast<Payer>(p);
      ledger.add_transfer({y, CostItem::electricity, payer, Payer::household, sum.electricity_subsidy[p]});
      ledger.add_transfer({y, CostItem::gas, payer, Payer::household, sum.gas_subsidy[p]});
    }
  }
}

void MixMoney::grant(int village, economy::Ledger& ledger) const {
  for (const auto& [key, users] : users_) {
    const auto& [of_village, clause, institution] = key;
    const std::string& name = s_.plan->mixes[mix_].subsidy[clause];
    if (of_village != village || name.empty()) continue;
    const auto subsidy =
        std::find_if(c_.subsidies.begin(), c_.subsidies.end(), [&](const auto& one) { return one.name == name; });
    const auto kind = institution ? economy::UserKind::institution : economy::UserKind::household;
    for (const economy::Transfer& t : economy::transfers_of(*subsidy, kind, users, year_, year_, year_ + years_ - 1)) {
      ledger.add_transfer(t);
    }
  }
}

int first_year(const Scenario& scenario) {
  return static_cast<int>(std::chrono::year_month_day{scenario.axis.first_day}.year());
}

}  // namespace hearthgrid::run
