#include "models/economy/tariff.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::economy {

namespace {

constexpr double KG_PER_T = 1000.0;

void check_use(const SeasonUse& use) {
  for (const double amount :
       {use.day_kwh, use.valley_kwh, use.gas_m3, use.coal_kg, use.pellet_kg, use.wood_kg, use.straw_kg}) {
    if (!(amount >= 0.0)) {
      throw std::invalid_argument(fmt::format("a bill for a use of {}; it must be 0 or more", amount));
    }
  }
}

/// Adds up the bands, each payer's one after the other, and rounds once per payer.
std::array<Fen, PAYERS> subsidies_of(const std::vector<SubsidyBand>& bands, double all_units, double valley_units) {
  std::array<double, PAYERS> cny{};
  std::array<double, PAYERS> counted{};
  for (const SubsidyBand& band : bands) {
    const auto payer = static_cast<size_t>(band.payer);
    const double available = (band.valley_only ? valley_units : all_units) - counted[payer];
    const double units = std::clamp(available, 0.0, band.units);
    cny[payer] += units * band.cny;
    counted[payer] += units;
  }
  std::array<Fen, PAYERS> result{};
  std::transform(cny.begin(), cny.end(), result.begin(), fen_of_cny);
  return result;
}

}  // namespace

bool TariffSet::is_valley(double hour) const {
  if (valley_first_hour <= valley_last_hour) {
    return hour >= valley_first_hour && hour < valley_last_hour;
  }
  return hour >= valley_first_hour || hour < valley_last_hour;
}

Fen Bill::subsidies() const {
  return std::accumulate(electricity_subsidy.begin(), electricity_subsidy.end(), Fen{0}) +
         std::accumulate(gas_subsidy.begin(), gas_subsidy.end(), Fen{0});
}

double tiered_cny(const std::vector<Tier>& tiers, double units) {
  double cny = 0.0;
  double from = 0.0;
  for (const Tier& tier : tiers) {
    cny += std::max(0.0, std::min(units, tier.up_to) - from) * tier.cny;
    from = tier.up_to;
  }
  if (units > from) {
    throw std::invalid_argument(fmt::format("{} units go beyond the last tier ({})", units, from));
  }
  return cny;
}

Bill household_bill(const TariffSet& tariff, const SeasonUse& use) {
  check_use(use);
  Bill bill;
  const double night_cny_kwh = use.heats_with_electricity ? tariff.valley_cny_kwh : tariff.day_cny_kwh;
  bill.electricity = fen_of_cny(use.day_kwh * tariff.day_cny_kwh + use.valley_kwh * night_cny_kwh);
  bill.gas = fen_of_cny(tiered_cny(tariff.gas_tiers, use.gas_m3));
  bill.coal = fen_of_cny(use.coal_kg / KG_PER_T * tariff.coal_cny_t);
  bill.pellets = fen_of_cny(use.pellet_kg / KG_PER_T * tariff.pellet_cny_t);
  bill.wood = fen_of_cny(use.wood_kg / KG_PER_T * tariff.wood_cny_t);
  bill.straw = fen_of_cny(use.straw_kg / KG_PER_T * tariff.straw_cny_t);
  if (use.heats_with_electricity) {
    bill.electricity_subsidy = subsidies_of(tariff.electricity_subsidies, use.day_kwh + use.valley_kwh, use.valley_kwh);
  }
  if (use.heats_with_gas) {
    bill.gas_subsidy = subsidies_of(tariff.gas_subsidies, use.gas_m3, 0.0);
  }
  return bill;
}

}  // namespace hearthgrid::economy
