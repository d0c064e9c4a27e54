#include "engine/run/home_bills.hpp"

#include "engine/run/mix_money.hpp"

namespace hearthgrid::run {

using economy::BillCase;
using economy::Fen;

HomeBills::HomeBills(const Scenario& scenario, const Simulation& simulation, int mix)
    : c_(scenario), s_(simulation), mix_(simulation.plan->mixes[mix]) {}

economy::SeasonBill HomeBills::of(int h, const HomeSeason& season, Fen grant) const {
  const heater::Carrier carrier =
      c_.technologies[s_.plan->options[s_.plan->pairs[mix_.pair[h]].option].technology].carrier;
  const economy::Bill bill = economy::household_bill(c_.tariff, season_use(c_, h, season, carrier));
  const Fen without_heater =
      economy::household_bill(c_.tariff, season_use(c_, h, unheated(h, season), heater::Carrier::none)).payable();

  economy::SeasonBill result;
  result.energy[static_cast<size_t>(BillCase::with_subsidy)] = bill.payable() - grant;
  result.energy[static_cast<size_t>(BillCase::without_subsidy)] = bill.gross();
  const bool tariff_ends = c_.tariff.subsidy_winters > 0;  // else its subsidies go on
  result.energy[static_cast<size_t>(BillCase::after_subsidy)] = tariff_ends ? bill.gross() : bill.payable();
  for (int c = 0; c < economy::BILL_CASES; ++c) result.heating[c] = result.energy[c] - without_heater;
  result.hours_below_14 = season.hours_below_14;
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
