#include "engine/run/mix_money.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/run/county_money.hpp"
#include "engine/run/mix_homes.hpp"

namespace hearthgrid::run {

using economy::CostItem;
using economy::Fen;
using economy::Payer;
using economy::UserKind;

namespace {

constexpr double ENVELOPE_LIFE_YEARS = 30.0;  // assumed, where the catalogue has no costs of the envelope

Fen times(Fen amount, double factor) {
  return factor == 1.0 ? amount : economy::fen_of_cny(economy::cny_of_fen(amount) * factor);
}

// What a bill is made of, by item.
std::array<std::pair<CostItem, Fen>, 8> parts_of(const economy::Bill& bill) {
  return {{{CostItem::electricity, bill.electricity},
           {CostItem::gas, bill.gas},
           {CostItem::coal, bill.coal},
           {CostItem::briquettes, bill.briquettes},
           {CostItem::semi_coke, bill.semi_coke},
           {CostItem::pellets, bill.pellets},
           {CostItem::wood, bill.wood},
           {CostItem::straw, bill.straw}}};
}

Fen first_grants(const economy::Subsidy& subsidy, UserKind user, const economy::GrantUses& uses, bool running) {
  Fen sum = 0;
  for (const economy::SubsidyItem& item : subsidy.items) {
    const bool counts = (item.item == CostItem::running) == running && item.user == user && !item.receiver;
    if (counts && economy::is_paid(item, 0)) sum += economy::grant_fen(item, uses, 0);
  }
  return sum;
}

}  // namespace

int first_year_without_subsidies(const Scenario& scenario) {
  int winters = scenario.tariff.subsidy_winters;
  for (const economy::Subsidy& subsidy : scenario.subsidies) {
    const bool paid = std::any_of(scenario.plan.mixes.begin(), scenario.plan.mixes.end(), [&](const Mix& mix) {
      return std::find(mix.subsidy.begin(), mix.subsidy.end(), subsidy.name) != mix.subsidy.end();
    });
    for (const UserKind user : {UserKind::household, UserKind::institution}) {
      if (paid) winters = std::max(winters, economy::running_winters(subsidy, user));
    }
  }
  return winters;
}

UserKind kind_of(const Household& home) {
  return home.traits.institution ? UserKind::institution : UserKind::household;
}

economy::GrantUse grant_use(const Mix& mix, int household, const HomeSeason& season, double area_m2, double price_cny) {
  economy::GrantUse use;
  const NextWinterHome* next = next_winter_of(mix, household);
  const bool old_stove_again =
      next != nullptr ? next->installed >= 0 : !mix.installed.empty() && mix.installed[household] >= 0;
  if (!old_stove_again) {
    use.heating_kwh = std::max(0.0, season.last.electricity_kwh);
    use.gas_m3 = std::max(0.0, season.last.gas_m3);
    use.fuel_t = std::max(0.0, season.last.clean_fuel_kg) / 1000.0;
  }
  use.heated_area_m2 = area_m2;
  use.price_cny = price_cny;
  use.season_share = season.share_after;
  return use;
}

Fen first_running_grant(const economy::Subsidy& subsidy, UserKind user, const economy::GrantUses& uses) {
  return first_grants(subsidy, user, uses, true);
}

Fen first_purchase_grant(const economy::Subsidy& subsidy, UserKind user, const economy::GrantUses& uses) {
  return first_grants(subsidy, user, uses, false);
}

economy::SeasonUse season_use(const Scenario& scenario, int household, const HomeSeason& season,
                              heater::Carrier heats_with) {
  economy::SeasonUse use;
  use.valley_kwh = season.heater_valley_kwh + season.base_valley_kwh;
  use.day_kwh = std::max(0.0, season.electricity_kwh() - use.valley_kwh);
  if (season.bins > 0) {
    use.bins = season.bins;
    for (int bin = 0; bin < season.bins; ++bin) use.kwh(bin) = std::max(0.0, season.bin_kwh[bin]);
  }
  use.gas_m3 = season.gas_m3;
  use.coal_kg = std::max(0.0, season.coal_kg - season.briquette_kg - season.semi_coke_kg);
  use.briquette_kg = season.briquette_kg;
  use.semi_coke_kg = season.semi_coke_kg;
  use.pellet_kg = season.pellet_kg;
  use.wood_kg = season.wood_kg;
  use.straw_kg = season.straw_kg;
  use.heats_with_electricity = heats_with == heater::Carrier::electricity;
  use.heats_with_gas = heats_with == heater::Carrier::gas;
  const double other_days = std::max(0, 365 - scenario.axis.season_days);
  use.rest_of_year_kwh = scenario.population.households[household].people.yearly_kwh * other_days / 365.0;
  return use;
}

MixMoney::MixMoney(const Scenario& scenario, const Simulation& simulation, int mix, NetworkWorks works,
                   double capital_factor)
    : c_(scenario),
      s_(simulation),
      network_(std::move(works)),
      mix_(mix),
      year_(first_year(scenario)),
      years_(money_years(scenario)),
      later_year_(first_year_without_subsidies(scenario)),
      capital_factor_(capital_factor),
      energy_(scenario.population.villages.size()),
      works_(scenario.population.villages.size()),
      conversions_(scenario.population.villages.size()) {
  for (const heater::Technology& t : scenario.technologies) {
    entry_.push_back(scenario.catalogue.technology(name_for(scenario, t, NameKin::model, [&](const std::string& n) {
      return scenario.catalogue.technology(n) != nullptr;
    })));
  }
}

HomeBill MixMoney::add_home(int household, const HomeSeason& season, const HomeSeason& later) {
  const HomeBill first = add_first_winter(household, season);
  HomeBill result = add_conversion(household, season, later);
  result.gross = first.gross;
  result.payable = first.payable;
  return result;
}

HomeBill MixMoney::add_first_winter(int household, const HomeSeason& season) {
  Season& sums = season_of(c_.population.households[household]);
  const economy::Bill now = bill(household, after(household), season, sums.first);
  return {now.gross(), now.payable(), 0, 0, 0, 0};
}

HomeBill MixMoney::add_conversion(int household, const HomeSeason& season, const HomeSeason& later) {
  Season& sums = season_of(c_.population.households[household]);
  const economy::Bill then =
      bill(household, later_option(*s_.plan, s_.plan->mixes[mix_], household), later, sums.later);
  HomeBill result;
  const int clause = paid_clause(s_.plan->mixes[mix_], household);
  if (clause >= 0) {
    const economy::GrantUses uses = invest(household, season, later);
    const UserKind kind = kind_of(c_.population.households[household]);
    result.outlay = own_;
    if (const economy::Subsidy* subsidy = subsidy_of(clause)) {
      result.grant = first_running_grant(*subsidy, kind, uses);
      result.missed = missed_grant(c_, mix_, household, *subsidy, uses);
      result.outlay -= first_purchase_grant(*subsidy, kind, uses);
    }
  } else if (const LateHome* late = late_of(s_.plan->mixes[mix_], household)) {  // not before the next season
    const economy::Subsidy* subsidy = subsidy_of(late->clause);
    HomeSeason unconverted;
    unconverted.share_after = 0.0;
    const economy::GrantUses uses = grant_uses(c_, mix_, household, unconverted, {}, 0.0);
    if (subsidy != nullptr) result.missed = missed_grant(c_, mix_, household, *subsidy, uses);
  }
  result.later = later_fen(then, later_year_);
  if (c_.tariff.subsidy_winters == 0) result.later -= then.subsidies();  // they have no end
  return result;
}

economy::Ledger MixMoney::of_village(int village) const {
  economy::Ledger ledger;
  book_works(ledger, village);
  for (const UserKind user : {UserKind::household, UserKind::institution}) {
    const Season& season = energy_[village][static_cast<size_t>(user)];
    for (int y = 0; y < years_; ++y) book_energy(ledger, y == 0 ? season.first : season.later, user, y);
  }
  grant(village, ledger);
  return ledger;
}

const Option& MixMoney::option_of(int pair) const {
  return s_.plan->options[s_.plan->pairs[pair].option];
}

const Option& MixMoney::after(int h) const {
  return option_of(s_.plan->mixes[mix_].pair[h]);
}

const economy::Subsidy* MixMoney::subsidy_of(int clause) const {
  return run::subsidy_of(c_, mix_, clause);
}

MixMoney::Season& MixMoney::season_of(const Household& home) {
  return energy_[home.village][static_cast<size_t>(kind_of(home))];
}

// The season's energy at the first year's prices; a payer's share of it is a transfer under the same item.
economy::Bill MixMoney::bill(int h, const Option& option, const HomeSeason& season, Energy& sum) const {
  const heater::Carrier carrier = c_.technologies[option.technology].carrier;
  const economy::Bill bill = economy::household_bill(c_.tariff, season_use(c_, h, season, carrier));
  for (const auto& [item, fen] : parts_of(bill)) sum.cost[static_cast<size_t>(item)] += fen;
  for (int p = 0; p < economy::PAYERS; ++p) {
    sum.electricity_subsidy[p] += bill.electricity_subsidy[p];
    sum.gas_subsidy[p] += bill.gas_subsidy[p];
  }
  return bill;
}

Fen MixMoney::later_fen(const economy::Bill& bill, int winters) const {
  Fen sum = 0;
  for (const auto& [item, fen] : parts_of(bill)) sum += times(fen, c_.money.paths.at(item, winters));
  return sum;
}

// What a conversion costs in year 0, when parts wear out, and every year; and what grants are reckoned from.
economy::GrantUses MixMoney::invest(int h, const HomeSeason& season, const HomeSeason& later) {
  const Household& home = c_.population.households[h];
  const Mix& mix = s_.plan->mixes[mix_];
  const Option& now = installed_option(*s_.plan, mix, h);
  const Option& was = option_of(s_.plan->before[h]);
  const double area = home.floor_area_m2 * home.people.heated_share_after;
  double price_cny = 0.0;
  bought_.assign(c_.money.budgets.size(), 0);
  own_ = 0;
  const heater::Technology& technology = c_.technologies[now.technology];
  if (now.converted && entry_[now.technology] != nullptr) {
    price_cny = pay(home, *entry_[now.technology], area, technology.rated_heat_w * now.size / 1000.0, now.size);
  }
  if (now.envelope != was.envelope) insulate(home, now.envelope);
  const economy::GrantUses uses = grant_uses(c_, mix_, h, season, later, price_cny);
  const int clause = paid_clause(mix, h);
  if (subsidy_of(clause) != nullptr) users_[{home.village, clause, home.traits.institution}].push_back(uses);
  if (!bought_.empty()) conversions_[home.village].push_back({h, uses, bought_});
  return uses;
}

// What the home's equipment costs, of which grants may be a share.
double MixMoney::pay(const Household& home, const economy::CatalogueEntry& entry, double area, double rated_kw,
                     double size) {
  Fen price = 0;
  for (const economy::CapitalCost& cost : entry.costs) {
    const bool of_grid = cost.item == CostItem::network && cost.payer == Payer::utility;
    if (network_.planned && of_grid) continue;  // the plan knows better
    const double factor = capital_factor_ * c_.catalogue.price_factor(cost.price_year, year_);
    const Fen fen = times(economy::capital_fen(cost, area, rated_kw, size), factor);
    if (cost.item == CostItem::equipment) price += fen;
    buy(home, cost, fen);
  }
  return economy::cny_of_fen(price);
}

// One part, at the first year's prices.
void MixMoney::buy(const Household& home, const economy::CapitalCost& cost, Fen price) {
  const Payer payer = cost.payer == Payer::household ? economy::payer_of(kind_of(home)) : cost.payer;
  const int life = std::max(1, static_cast<int>(std::lround(cost.life_years)));
  Capital& capital = works_[home.village][{cost.item, payer, life}];
  const Fen before = capital.price;
  capital.price += price;
  if (payer == economy::payer_of(kind_of(home))) own_ += price;
  capital.upkeep += economy::fen_of_cny(economy::cny_of_fen(price) * cost.maintenance_share);
  const auto& caps = c_.money.budgets;
  if (std::none_of(caps.begin(), caps.end(), [&](const auto& cap) { return cap.payer == payer; })) return;
  // A village's parts are booked as one: the home's need is what it adds to them, to the fen.
  economy::Ledger bought;
  book_part(bought, c_, cost.item, payer, life, before + price, 0);
  book_part(bought, c_, cost.item, payer, life, -before, 0);
  add_purchases(bought, bought_);
}

// The catalogue's costs where it has any of the envelope; else what the archetype says of its own floor, by the area. A
// whole dwelling is insulated, be it that a part is heated.
void MixMoney::insulate(const Household& home, int envelope) {
  const std::string& name = c_.envelopes[envelope];
  const economy::CatalogueEntry* entry = c_.catalogue.envelope(name);
  if (entry != nullptr && !entry->costs.empty()) {
    for (const economy::CapitalCost& cost : entry->costs) {
      const double factor = capital_factor_ * c_.catalogue.price_factor(cost.price_year, year_);
      buy(home, cost, times(economy::capital_fen(cost, home.floor_area_m2, 0.0), factor));
    }
    return;
  }
  const dwelling::Archetype& archetype = c_.archetypes[home.archetype];
  const double scale = home.floor_area_m2 / archetype.base.floor_area_m2;
  economy::CapitalCost cost;
  cost.item = CostItem::envelope;
  cost.life_years = ENVELOPE_LIFE_YEARS;
  buy(home, cost, economy::fen_of_cny(archetype.envelopes.at(name).cost_cny * scale * capital_factor_));
}

void MixMoney::book_works(economy::Ledger& ledger, int village) const {
  for (const auto& [key, capital] : works_[village]) {
    const auto& [item, payer, life] = key;
    book_part(ledger, c_, item, payer, life, capital.price, capital.upkeep);
  }
  book_networks(ledger, village);
}

void MixMoney::book_networks(economy::Ledger& ledger, int village) const {
  const auto& upkeep = c_.catalogue.electric_network;
  const auto book = [&](CostItem item, double cny) {
    book_part(ledger, c_, item, Payer::utility, upkeep.life_years, economy::fen_of_cny(cny),
              economy::fen_of_cny(cny * upkeep.maintenance_share));
  };
  book(CostItem::network, network_.electric_cny[village]);
  if (network_.planned) book(CostItem::meter, network_.meter_cny[village]);
}

void MixMoney::book_energy(economy::Ledger& ledger, const Energy& sum, UserKind user, int y) const {
  const Payer payer = economy::payer_of(user);
  for (int i = 0; i < economy::COST_ITEMS; ++i) {
    const auto item = static_cast<CostItem>(i);
    ledger.add_cost(year_ + y, item, payer, times(sum.cost[i], c_.money.paths.at(item, y)));
  }
  if (c_.tariff.subsidy_winters > 0 && y >= c_.tariff.subsidy_winters) return;
  for (int p = 0; p < economy::PAYERS; ++p) {
    const auto from = static_cast<Payer>(p);
    ledger.add_transfer({year_ + y, CostItem::electricity, from, payer, sum.electricity_subsidy[p]});
    ledger.add_transfer({year_ + y, CostItem::gas, from, payer, sum.gas_subsidy[p]});
  }
}

void MixMoney::grant(int village, economy::Ledger& ledger) const {
  for (const auto& [key, users] : users_) {
    const auto& [of_village, clause, institution] = key;
    const economy::Subsidy* subsidy = of_village == village ? subsidy_of(clause) : nullptr;
    if (subsidy == nullptr) continue;
    const auto kind = institution ? UserKind::institution : UserKind::household;
    for (const economy::Transfer& t : economy::transfers_of(*subsidy, kind, users, year_, year_, year_ + years_ - 1)) {
      ledger.add_transfer(t);
    }
  }
}

}  // namespace hearthgrid::run
