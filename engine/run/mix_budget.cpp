// What capped budgets allow of a mix.
#include <map>
#include <utility>

#include "engine/run/county_money.hpp"
#include "engine/run/mix_homes.hpp"
#include "engine/run/mix_money.hpp"

namespace hearthgrid::run {

using economy::CostItem;
using economy::Fen;
using economy::Payer;

BudgetOutcome MixMoney::budget() const {
  BudgetOutcome out;
  out.funded.assign(works_.size(), 0);
  out.need.assign(c_.money.budgets.size(), 0);
  if (out.need.empty()) return out;
  std::vector<Fen> limits;
  for (const economy::BudgetCap& cap : c_.money.budgets) limits.push_back(cap.cap);
  economy::BudgetQueue line(std::move(limits));

  std::vector<Fen> earlier(out.need.size());
  add_grants(earlier_transfers(c_), earlier);
  line.commit(earlier);
  out.need = earlier;
  const auto build = [&](const economy::Ledger& works) {
    std::vector<Fen> need(out.need.size());
    add_purchases(works, need);
    for (size_t i = 0; i < need.size(); ++i) out.need[i] += need[i];
    return line.take(need);
  };
  economy::Ledger gas;
  book_part(gas, c_, CostItem::gas_network, Payer::gas_company, c_.catalogue.gas_network.life_years,
            economy::fen_of_cny(network_.gas_cny), 0);
  OpenWorks works;
  works.gas = build(gas);
  for (const int village : c_.money.village_order) {
    economy::Ledger networks;
    book_networks(networks, village);
    works.electric = build(networks);
    fund_homes(village, works, line, out);
  }
  out.unfunded = line.unfunded();
  return out;
}

// Homes of a clause share its grants to the fen, each its part in turn.
void MixMoney::fund_homes(int village, OpenWorks works, economy::BudgetQueue& line, BudgetOutcome& out) const {
  std::map<std::pair<int, bool>, economy::GrantsInTurn> turns;  // by clause, institution
  for (const Conversion& home : conversions_[village]) {
    std::vector<Fen> need = home.bought;
    const int clause = paid_clause(s_.plan->mixes[mix_], home.household);
    const economy::UserKind kind = kind_of(c_.population.households[home.household]);
    if (const economy::Subsidy* subsidy = subsidy_of(clause)) {
      const std::pair key(clause, kind == economy::UserKind::institution);
      auto& turn = turns.try_emplace(key, *subsidy, kind, year_, year_, year_ + years_ - 1).first->second;
      add_grants(turn.next(home.uses), need);
    }
    for (size_t i = 0; i < need.size(); ++i) out.need[i] += need[i];
    if (can_run(home.household, works)) {
      out.funded[village] += line.take(need) ? 1 : 0;
    } else {
      line.refuse(need);
    }
  }
}

bool MixMoney::can_run(int household, OpenWorks works) const {
  const heater::Technology& heater =
      c_.technologies[installed_option(*s_.plan, s_.plan->mixes[mix_], household).technology];
  const bool by_wire = heater.carrier == heater::Carrier::electricity;
  const bool by_pipe = heater::burnt_carrier(heater) == heater::Carrier::gas;
  return (works.electric || !by_wire) && (works.gas || !by_pipe);
}

void MixMoney::add_grants(const std::vector<economy::Transfer>& transfers, std::vector<Fen>& need) const {
  for (const economy::Transfer& t : transfers) {
    for (size_t i = 0; i < need.size(); ++i) {
      const economy::BudgetCap& cap = c_.money.budgets[i];
      if (cap.year != t.year) continue;
      need[i] += cap.payer == t.from ? t.amount : 0;
      need[i] -= cap.payer == t.to ? t.amount : 0;
    }
  }
}

// Upkeep is no purchase, nor is what is left at the end of the years.
void MixMoney::add_purchases(const economy::Ledger& bought, std::vector<Fen>& need) const {
  for (const economy::LedgerLine& line : bought.lines()) {
    if (line.item == CostItem::maintenance || line.item == CostItem::residual_value) continue;
    for (size_t i = 0; i < need.size(); ++i) {
      const economy::BudgetCap& cap = c_.money.budgets[i];
      need[i] += cap.payer == line.payer && cap.year == line.year ? line.amount : 0;
    }
  }
}

}  // namespace hearthgrid::run
