#include "engine/run/account.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace hearthgrid::run {
namespace {

using economy::CostItem;
using economy::Fen;
using economy::Payer;

emission::Fuel burnt_fuel(heater::Carrier carrier) {
  switch (carrier) {
    case heater::Carrier::gas:
      return emission::Fuel::gas;
    case heater::Carrier::pellets:
      return emission::Fuel::pellets;
    case heater::Carrier::wood:
      return emission::Fuel::wood;
    case heater::Carrier::straw:
      return emission::Fuel::straw;
    case heater::Carrier::coal:
    case heater::Carrier::electricity:
    case heater::Carrier::none:
      break;
  }
  return emission::Fuel::coal;
}

// One mix. Users of a village who share a conversion clause are granted their subsidy as a group.
class Accountant {
 public:
  Accountant(const Scenario& scenario, const Simulation& simulation, int mix)
      : c_(scenario),
        s_(simulation),
        mix_(mix),
        year_(first_year(scenario)),
        years_(static_cast<int>(scenario.settings.table("money").integer("years"))),
        plant_("electricity_" + scenario.settings.table("electricity").text("carbon")),
        villages_(scenario.population.villages.size()),
        energy_(scenario.population.villages.size()),
        use_(scenario.population.villages.size()) {
    for (const heater::Technology& t : scenario.technologies) {
      heater::Technology burning = t;
      burning.carrier = heater::burnt_carrier(t);
      device_.push_back(name_for(scenario, burning, NameKin::carrier,
                                 [&](const std::string& n) { return scenario.factors.has_device(n); }));
      entry_.push_back(scenario.catalogue.technology(name_for(scenario, t, NameKin::model, [&](const std::string& n) {
        return scenario.catalogue.technology(n) != nullptr;
      })));
    }
  }

  std::vector<VillageAccount> run(const std::vector<double>& upgrade_cost_cny, std::vector<float>& bills) {
    bills.resize(c_.population.households.size());
    for (int h = 0; h < static_cast<int>(bills.size()); ++h) bills[h] = add_home(h);
    for (size_t v = 0; v < villages_.size(); ++v) finish(v, upgrade_cost_cny[v]);
    return std::move(villages_);
  }

 private:
  // A village's bills of one season.
  struct Energy {
    Fen electricity = 0, gas = 0, coal = 0, pellets = 0, wood = 0, straw = 0;
    Fen electricity_subsidy[economy::PAYERS] = {}, gas_subsidy[economy::PAYERS] = {};
  };

  float add_home(int h) {
    const Household& home = c_.population.households[h];
    const HomeSeason season = home_season(s_, mix_, h);
    VillageAccount& v = villages_[home.village];
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
    for (const HomeSeason::Burned& burned : season.burned) {
      if (burned.technology >= 0) use_[home.village][burned.technology] += burned.fuel_mj;
    }
    const Fen payable = bill(h, season);
    v.bill_cny += economy::cny_of_fen(payable);
    if (converted(h)) {
      ++v.converted;
      invest(h, season);
    }
    return static_cast<float>(economy::cny_of_fen(payable));
  }

  [[nodiscard]] bool converted(int h) const { return s_.plan->mixes[mix_].clause[h] >= 0; }
  [[nodiscard]] const Option& option_of(int pair) const { return s_.plan->options[s_.plan->pairs[pair].option]; }
  [[nodiscard]] const Option& after(int h) const { return option_of(s_.plan->mixes[mix_].pair[h]); }

  // What the programme paid for, be it that the home lights the old stove again.
  [[nodiscard]] const Option& installed(int h) const {
    const Mix& mix = s_.plan->mixes[mix_];
    return mix.installed.empty() || mix.installed[h] < 0 ? after(h) : s_.plan->options[mix.installed[h]];
  }

  // The season's energy, paid every year at today's prices; a payer's share of it is a transfer under the same item.
  Fen bill(int h, const HomeSeason& season) {
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
  void invest(int h, const HomeSeason& season) {
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

  double pay(const Household& home, const economy::CatalogueEntry& entry, double area, double rated_kw) {
    economy::Ledger& ledger = villages_[home.village].ledger;
    Fen price = 0;
    for (const economy::CapitalCost& cost : entry.costs) {
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

  void insulate(const Household& home, int envelope) {
    const dwelling::Archetype& archetype = c_.archetypes[home.archetype];
    const double scale = home.floor_area_m2 / archetype.base.floor_area_m2;
    const double cny = archetype.envelopes.at(c_.envelopes[envelope]).cost_cny * scale;
    villages_[home.village].ledger.add_cost(year_, CostItem::envelope, Payer::household, economy::fen_of_cny(cny));
  }

  void finish(size_t village, double upgrade_cost_cny) {
    VillageAccount& v = villages_[village];
    if (v.households > 0) {
      const double homes = v.households;
      v.mean_indoor_c /= homes;
      v.hours_below_14 /= homes;
      v.hours_below_10 /= homes;
      v.bill_cny /= homes;
    }
    if (upgrade_cost_cny > 0.0) {
      v.ledger.add_cost(year_, CostItem::network, Payer::utility, economy::fen_of_cny(upgrade_cost_cny));
    }
    book_energy(v.ledger, energy_[village]);
    grant(static_cast<int>(village));
    emission::FuelUse use;
    use.plant = plant_;
    use.electricity_kwh = v.electricity_kwh;
    for (const auto& [technology, mj] : use_[village]) {
      const emission::Fuel fuel = burnt_fuel(heater::burnt_carrier(c_.technologies[technology]));
      if (!device_[technology].empty()) use.burned.push_back({device_[technology], fuel, mj});
    }
    for (int level = 0; level < emission::LEVELS; ++level) {
      v.emissions[level] = emission::emissions_of(c_.factors, use, static_cast<emission::Level>(level));
    }
  }

  void book_energy(economy::Ledger& ledger, const Energy& sum) const {
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

  void grant(int village) {
    for (const auto& [key, users] : users_) {
      const auto& [of_village, clause, institution] = key;
      const std::string& name = s_.plan->mixes[mix_].subsidy[clause];
      if (of_village != village || name.empty()) continue;
      const auto subsidy =
          std::find_if(c_.subsidies.begin(), c_.subsidies.end(), [&](const auto& one) { return one.name == name; });
      const auto kind = institution ? economy::UserKind::institution : economy::UserKind::household;
      for (const economy::Transfer& t :
           economy::transfers_of(*subsidy, kind, users, year_, year_, year_ + years_ - 1)) {
        villages_[village].ledger.add_transfer(t);
      }
    }
  }

  const Scenario& c_;
  const Simulation& s_;
  int mix_, year_, years_;
  std::string plant_;
  std::vector<VillageAccount> villages_;
  std::vector<Energy> energy_;
  std::vector<std::map<int, double>> use_;             // per village: technology -> fuel [MJ]
  std::vector<std::string> device_;                    // per technology: its name in the emission factors
  std::vector<const economy::CatalogueEntry*> entry_;  // per technology: its prices
  std::map<std::tuple<int, int, bool>, std::vector<economy::GrantUse>> users_;
};

}  // namespace

std::vector<VillageAccount> account_mix(const Scenario& scenario, const Simulation& simulation, int mix,
                                        const std::vector<double>& upgrade_cost_cny, std::vector<float>& bills) {
  return Accountant(scenario, simulation, mix).run(upgrade_cost_cny, bills);
}

int first_year(const Scenario& scenario) {
  return static_cast<int>(std::chrono::year_month_day{scenario.axis.first_day}.year());
}

}  // namespace hearthgrid::run
