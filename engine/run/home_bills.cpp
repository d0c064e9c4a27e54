#include "engine/run/home_bills.hpp"

#include <algorithm>

namespace hearthgrid::run {

using economy::BillCase;
using economy::Fen;

HomeBills::HomeBills(const Scenario& scenario, const Simulation& simulation, int mix)
    : c_(scenario), s_(simulation), mix_(simulation.plan->mixes[mix]) {
  for (const std::string& name : mix_.subsidy) {
    const auto found = std::find_if(c_.subsidies.begin(), c_.subsidies.end(),
                                    [&](const economy::Subsidy& subsidy) { return subsidy.name == name; });
    subsidy_.push_back(name.empty() || found == c_.subsidies.end() ? nullptr : &*found);
  }
}

// Subsidies of the tariff have no end in it; a programme's running grants have.
economy::SeasonBill HomeBills::of(int h, const HomeSeason& season) const {
  const heater::Carrier carrier =
      c_.technologies[s_.plan->options[s_.plan->pairs[mix_.pair[h]].option].technology].carrier;
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
  economy::SeasonUse bare;
  bare.valley_kwh = season.base_valley_kwh;
  bare.day_kwh = std::max(0.0, season.base_kwh - season.base_valley_kwh);
  const Fen without_heater = economy::household_bill(c_.tariff, bare).payable();
  const int clause = mix_.clause[h];

  economy::SeasonBill result;
  result.energy[static_cast<size_t>(BillCase::with_subsidy)] =
      bill.payable() - (clause >= 0 ? running_grant(h, clause, season) : 0);
  result.energy[static_cast<size_t>(BillCase::without_subsidy)] = bill.gross();
  result.energy[static_cast<size_t>(BillCase::after_subsidy)] = bill.payable();
  for (int c = 0; c < economy::BILL_CASES; ++c) result.heating[c] = result.energy[c] - without_heater;
  result.hours_below_14 = season.hours_below_14;
  return result;
}

Fen HomeBills::running_grant(int h, int clause, const HomeSeason& season) const {
  const economy::Subsidy* subsidy = subsidy_[clause];
  if (subsidy == nullptr) return 0;
  const Household& home = c_.population.households[h];
  const auto user = home.traits.institution ? economy::UserKind::institution : economy::UserKind::household;
  economy::GrantUse use;
  use.heating_kwh = season.heater_kwh;
  use.gas_m3 = season.gas_m3;
  use.fuel_t = season.pellet_kg / 1000.0;
  use.heated_area_m2 = home.floor_area_m2 * home.people.heated_share_after;
  Fen sum = 0;
  for (const economy::SubsidyItem& item : subsidy->items) {
    const bool running = item.item == economy::CostItem::running && item.first_year == 0 && item.years > 0;
    if (running && item.user == user && !item.receiver) sum += economy::grant_fen(item, use);
  }
  return sum;
}

}  // namespace hearthgrid::run
