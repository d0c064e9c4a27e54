#include "engine/run/home_bills.hpp"

#include "engine/run/mix_homes.hpp"
#include "engine/run/mix_money.hpp"

namespace hearthgrid::run {

using economy::BillCase;
using economy::Fen;

HomeBills::HomeBills(const Scenario& scenario, const Simulation& simulation, int mix)
    : c_(scenario), s_(simulation), mix_(simulation.plan->mixes[mix]) {}

economy::Bill HomeBills::bill(int h, const HomeSeason& season, const Option& heats_with) const {
  return economy::household_bill(c_.tariff, season_use(c_, h, season, c_.technologies[heats_with.technology].carrier));
}

economy::SeasonBill HomeBills::of(int h, const HomeSeason& season, const HomeSeason& later, Fen grant) const {
  const economy::Bill first = bill(h, season, s_.plan->options[s_.plan->pairs[mix_.pair[h]].option]);
  const economy::Bill then = bill(h, later, later_option(*s_.plan, mix_, h));
  // The same in both winters, which differ in nothing else.
  const Fen without_heater =
      economy::household_bill(c_.tariff, season_use(c_, h, unheated(h, season), heater::Carrier::none)).payable();

  economy::SeasonBill result;
  const bool tariff_ends = c_.tariff.subsidy_winters > 0;  // else its subsidies go on
  result.energy[static_cast<size_t>(BillCase::with_subsidy)] = first.payable() - grant;
  result.energy[static_cast<size_t>(BillCase::without_subsidy)] = first.gross();
  result.energy[static_cast<size_t>(BillCase::after_subsidy)] = tariff_ends ? then.gross() : then.payable();
  for (int c = 0; c < economy::BILL_CASES; ++c) result.heating[c] = result.energy[c] - without_heater;
  result.hours_below_14.fill(season.hours_below_14);
  result.hours_below_14[static_cast<size_t>(BillCase::after_subsidy)] = later.hours_below_14;
  return result;
}

// The same home's electricity without its heater.
HomeSeason HomeBills::unheated(int h, const HomeSeason& season) const {
  HomeSeason bare;
  bare.base_kwh = season.base_kwh;
  bare.base_valley_kwh = season.base_valley_kwh;
  bare.bins = season.bins;
  for (int bin = 0; bin < bare.bins; ++bin) {
    bare.bin_kwh[bin] = s_.home_bin_kwh[static_cast<size_t>(h) * static_cast<size_t>(bare.bins) + bin];
  }
  return bare;
}

}  // namespace hearthgrid::run
