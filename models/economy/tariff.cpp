#include "models/economy/tariff.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::economy {

namespace {

constexpr double KG_PER_T = 1000.0;

void check_use(const SeasonUse& use) {
  double least = 0.0;
  for (const double amount : {use.gas_m3, use.coal_kg, use.briquette_kg, use.semi_coke_kg, use.pellet_kg, use.wood_kg,
                              use.straw_kg, use.rest_of_year_kwh}) {
    least = amount >= 0.0 ? least : amount;
  }
  for (int bin = 0; bin < use.bins; ++bin) least = use.kwh(bin) >= 0.0 ? least : use.kwh(bin);
  if (least != 0.0) {
    throw std::invalid_argument(fmt::format("a bill for a use of {}; it must be 0 or more", least));
  }
}

bool lies_in(double hour, double first_hour, double last_hour) {
  if (first_hour <= last_hour) {
    return hour >= first_hour && hour < last_hour;
  }
  return hour >= first_hour || hour < last_hour;
}

// Of day and valley alone where the tariff has more bands: what is not told apart is priced by these two.
int months_of(const TariffSet& tariff, const SeasonUse& use) {
  if (use.bins == 2) return 1;
  if (use.bins > MAX_PRICE_BINS || use.bins % tariff.band_count() != 0) {
    throw std::invalid_argument(
        fmt::format("{} sums of electricity for a tariff of {} bands", use.bins, tariff.band_count()));
  }
  return use.bins / tariff.band_count();
}

double electricity_cny(const TariffSet& tariff, const SeasonUse& use, int months) {
  const bool heats = use.heats_with_electricity;
  double heating_kwh = 0.0, heating_cny = 0.0, other_cny = 0.0;
  const int bands = use.bins / months;
  for (int bin = 0; bin < use.bins; ++bin) {
    const int band = bin % bands;
    const double cny = use.kwh(bin) * tariff.band_cny_kwh(band, heats);
    const bool of_heating_tariff = heats && (band == 1 || (band > 1 && tariff.bands[band - 2].heating_only));
    (of_heating_tariff ? heating_cny : other_cny) += cny;
    heating_kwh += of_heating_tariff ? use.kwh(bin) : 0.0;
  }
  if (heating_kwh > tariff.heating_limit_kwh) {
    const double within = tariff.heating_limit_kwh / heating_kwh;
    heating_cny = within * heating_cny + (1.0 - within) * heating_kwh * tariff.day_cny_kwh;
  }
  return other_cny + heating_cny;
}

double ladder_cny(const TariffSet& tariff, const SeasonUse& use, int months) {
  if (tariff.ladder_period == LadderPeriod::none) return 0.0;
  if (tariff.ladder_spares_heating && use.heats_with_electricity) return 0.0;
  const int bands = use.bins / months;
  double cny = 0.0, all_kwh = 0.0;
  for (int month = 0; month < months; ++month) {
    double kwh = 0.0;
    for (int band = 0; band < bands; ++band) kwh += use.kwh(month * bands + band);
    if (tariff.ladder_period == LadderPeriod::month) cny += tiered_cny(tariff.ladder, kwh);
    all_kwh += kwh;
  }
  if (tariff.ladder_period == LadderPeriod::month) return cny;
  return tiered_cny(tariff.ladder, use.rest_of_year_kwh + all_kwh) - tiered_cny(tariff.ladder, use.rest_of_year_kwh);
}

double valley_kwh_of(const SeasonUse& use, int months) {
  double kwh = 0.0;
  for (int bin = 1; bin < use.bins; bin += use.bins / months) kwh += use.kwh(bin);
  return kwh;
}

double all_kwh_of(const SeasonUse& use) {
  double kwh = 0.0;
  for (int bin = 0; bin < use.bins; ++bin) kwh += use.kwh(bin);
  return kwh;
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

bool YearSpan::contains(int month, int day) const {
  const int at = 100 * month + day, first = 100 * first_month + first_day, last = 100 * last_month + last_day;
  return first <= last ? at >= first && at <= last : at >= first || at <= last;
}

bool TariffSet::is_valley(double hour) const {
  return lies_in(hour, valley_first_hour, valley_last_hour);
}

int TariffSet::band_at(int month, int day, double hour) const {
  for (size_t i = 0; i < bands.size(); ++i) {
    const PriceBand& band = bands[i];
    if (band.season.contains(month, day) && lies_in(hour, band.first_hour, band.last_hour)) {
      return 2 + static_cast<int>(i);
    }
  }
  return is_valley(hour) && valley_season.contains(month, day) ? 1 : 0;
}

std::vector<double> TariffSet::switch_hours() const {
  std::vector<double> hours = {0.0, valley_first_hour, valley_last_hour};
  for (const PriceBand& band : bands) hours.insert(hours.end(), {band.first_hour, band.last_hour});
  std::erase_if(hours, [](double hour) { return hour >= 24.0; });
  std::sort(hours.begin(), hours.end());
  hours.erase(std::unique(hours.begin(), hours.end()), hours.end());
  return hours;
}

double TariffSet::band_cny_kwh(int band, bool heats_with_electricity) const {
  if (band == 0) return day_cny_kwh;
  if (band == 1) return heats_with_electricity ? valley_cny_kwh : day_cny_kwh;
  const PriceBand& of = bands[static_cast<size_t>(band) - 2];
  return of.heating_only && !heats_with_electricity ? day_cny_kwh : of.cny_kwh;
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
  const int months = months_of(tariff, use);
  check_use(use);
  Bill bill;
  bill.electricity = fen_of_cny(electricity_cny(tariff, use, months) + ladder_cny(tariff, use, months));
  bill.gas = fen_of_cny(tiered_cny(tariff.gas_tiers, use.gas_m3));
  bill.coal = fen_of_cny(use.coal_kg / KG_PER_T * tariff.coal_cny_t);
  bill.briquettes = fen_of_cny(use.briquette_kg / KG_PER_T * tariff.briquette_cny_t);
  bill.semi_coke = fen_of_cny(use.semi_coke_kg / KG_PER_T * tariff.semi_coke_cny_t);
  bill.pellets = fen_of_cny(use.pellet_kg / KG_PER_T * tariff.pellet_cny_t);
  bill.wood = fen_of_cny(use.wood_kg / KG_PER_T * tariff.wood_cny_t);
  bill.straw = fen_of_cny(use.straw_kg / KG_PER_T * tariff.straw_cny_t);
  if (use.heats_with_electricity) {
    bill.electricity_subsidy = subsidies_of(tariff.electricity_subsidies, all_kwh_of(use), valley_kwh_of(use, months));
  }
  if (use.heats_with_gas) {
    bill.gas_subsidy = subsidies_of(tariff.gas_subsidies, use.gas_m3, 0.0);
  }
  return bill;
}

}  // namespace hearthgrid::economy
