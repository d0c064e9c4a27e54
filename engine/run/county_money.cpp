#include "engine/run/county_money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hearthgrid::run {

using economy::CostItem;
using economy::Fen;
using economy::Payer;

namespace {

Fen times(Fen amount, double factor) {
  return factor == 1.0 ? amount : economy::fen_of_cny(economy::cny_of_fen(amount) * factor);
}

// Why homes are paid nothing; empty where they are, and where there are none.
std::string why_unpaid(const Scenario& scenario, const EarlierHomes& homes) {
  const economy::Subsidy& subsidy = scenario.subsidies[homes.subsidy];
  const int from = first_year(scenario), years = money_years(scenario), age = from - homes.converted_year;
  bool granted = false, in_these_years = false;
  economy::Fen sum = 0;
  for (const economy::SubsidyItem& item : subsidy.items) {
    if (item.item != CostItem::running || item.user != homes.user) continue;
    granted = true;
    for (int y = age; y < age + years; ++y) {
      if (!economy::is_paid(item, y)) continue;
      in_these_years = true;
      sum += economy::grant_fen(item, homes.use);
    }
  }
  const std::string& user = economy::user_kind_names()[static_cast<size_t>(homes.user)];
  if (homes.homes == 0 || sum != 0) return "";
  if (!granted) return fmt::format("it has no running grants for the user '{}'", user);
  if (in_these_years) return "its grants are by quantity: give heating_kwh, gas_m3 or fuel_t";
  const int winters = economy::running_winters(subsidy, homes.user);
  if (age >= winters) return fmt::format("it ended with {}", homes.converted_year + winters - 1);
  return fmt::format("it begins after {}, when no more is counted", from + years - 1);
}

}  // namespace

void book_part(economy::Ledger& ledger, const Scenario& scenario, CostItem item, Payer payer, double life_years,
               Fen price, Fen yearly_upkeep) {
  const economy::PricePaths& paths = scenario.money.paths;
  const int year = first_year(scenario), years = money_years(scenario);
  const economy::LifeCycle cycle = economy::life_cycle(life_years, years);
  ledger.add_cost(year, item, payer, price);
  Fen last = price;
  for (int bought = 1; bought <= cycle.replacements; ++bought) {
    const int after = bought * cycle.life_years;
    last = times(price, paths.at(CostItem::replacement, after));
    ledger.add_cost(year + after, CostItem::replacement, payer, last);
  }
  ledger.add_cost(year + years - 1, CostItem::residual_value, payer, -times(last, cycle.residual_share));
  for (int y = 0; y < years; ++y) {
    ledger.add_cost(year + y, CostItem::maintenance, payer, times(yearly_upkeep, paths.at(CostItem::maintenance, y)));
  }
}

std::vector<economy::Transfer> earlier_transfers(const Scenario& scenario) {
  std::vector<economy::Transfer> all;
  const int first = first_year(scenario), last = first + money_years(scenario) - 1;
  for (const EarlierHomes& homes : scenario.money.earlier) {
    for (economy::Transfer t : economy::transfers_of(scenario.subsidies[homes.subsidy], homes.user, homes.use,
                                                     homes.homes, homes.converted_year, first, last)) {
      if (std::exchange(t.item, CostItem::running_earlier) == CostItem::running) all.push_back(t);
    }
  }
  return all;
}

std::vector<std::string> earlier_notes(const Scenario& scenario) {
  std::vector<std::string> notes;
  for (const EarlierHomes& homes : scenario.money.earlier) {
    const std::string why = why_unpaid(scenario, homes);
    if (why.empty()) continue;
    notes.push_back(fmt::format("money.earlier: '{}' pays homes of {} nothing: {}",
                                scenario.subsidies[homes.subsidy].name, homes.converted_year, why));
  }
  return notes;
}

economy::Ledger county_ledger(const Scenario& scenario, double gas_works_cny) {
  economy::Ledger ledger;
  for (const economy::Transfer& t : earlier_transfers(scenario)) ledger.add_transfer(t);
  const economy::NetworkUpkeep& upkeep = scenario.catalogue.gas_network;
  book_part(ledger, scenario, CostItem::gas_network, Payer::gas_company, upkeep.life_years,
            economy::fen_of_cny(gas_works_cny), economy::fen_of_cny(gas_works_cny * upkeep.maintenance_share));
  return ledger;
}

}  // namespace hearthgrid::run
