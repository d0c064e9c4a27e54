#pragma once
// Energy tariffs and a household's bill for a season.
//
// Electricity: a day price, a valley price, and any number of further bands by hour and season; most hold on the
// heating tariff alone, which may end at a cap of kWh. A residential ladder, by the month or the year, adds surcharges.
// Gas: rising tiers. Both may carry subsidies per unit in bands (the first 1 500 m3 at one rate, the next 750 at
// another), each with its payer. Coal, briquettes, semi-coke, pellets, wood and straw by the tonne; wood and straw that
// a family collects itself cost 0. Each amount of a bill is rounded to the fen once. Assumes: gas tiers count the
// season; kWh above the heating tariff's cap lie alike in all its bands; a yearly ladder begins with what the home uses
// beside the season, so that the season bears the upper tiers that it reaches.

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "models/economy/money.hpp"
#include "models/economy/parties.hpp"

namespace hearthgrid::economy {

/// Electricity of a season is counted in so many bins at most: bands, by the month where the ladder is monthly.
constexpr int MAX_PRICE_BINS = 24;

/// Units from the end of the tier before up to `up_to` (infinity for the last) at `cny` each.
struct Tier {
  double up_to = 0.0;
  double cny = 0.0;
};

/// `cny` per unit for up to `units` units, which follow those of the band before it of the same payer.
struct SubsidyBand {
  double cny = 0.0;
  double units = 0.0;
  Payer payer = Payer::levels_unsplit;
  bool valley_only = false;  ///< electricity: counts valley units alone
};

/// A part of every year, both days included; it may run across new year. By default the whole year.
struct YearSpan {
  int first_month = 1, first_day = 1;
  int last_month = 12, last_day = 31;

  [[nodiscard]] bool contains(int month, int day) const;
};

/// A price of some hours of some part of the year.
struct PriceBand {
  std::string name;
  double cny_kwh = 0.0;
  double first_hour = 0.0;  ///< local time [h]; may lie after last_hour: across midnight
  double last_hour = 0.0;
  YearSpan season;
  bool heating_only = true;  ///< for homes on the heating tariff; others pay the day price
};

enum class LadderPeriod { none, month, year };

struct TariffSet {
  std::string name;
  double day_cny_kwh = 0.0;
  double valley_cny_kwh = 0.0;     ///< on the heating tariff
  double valley_first_hour = 0.0;  ///< local time [h]; may lie after valley_last_hour: across midnight
  double valley_last_hour = 0.0;
  YearSpan valley_season;
  std::vector<PriceBand> bands;                                        ///< before day and valley, the first that holds
  double heating_limit_kwh = std::numeric_limits<double>::infinity();  ///< of a season at prices of the heating tariff;
                                                                       ///< what is beyond costs the day price
  LadderPeriod ladder_period = LadderPeriod::none;
  std::vector<Tier> ladder;                        ///< surcharges [CNY/kWh] by kWh of the month or year
  bool ladder_spares_heating = true;               ///< homes on the heating tariff pay no surcharge
  std::vector<SubsidyBand> electricity_subsidies;  ///< on the heating tariff
  std::vector<Tier> gas_tiers;                     ///< CNY per m3
  std::vector<SubsidyBand> gas_subsidies;          ///< for homes heated with gas
  int subsidy_winters = 0;                         ///< winters in which these subsidies are paid; 0 = without end
  double coal_cny_t = 0.0;
  double briquette_cny_t = 0.0;
  double semi_coke_cny_t = 0.0;
  double pellet_cny_t = 0.0;
  double wood_cny_t = 0.0;
  double straw_cny_t = 0.0;

  /// Whether a local hour of the day [0, 24) lies in the valley, in its part of the year.
  [[nodiscard]] bool is_valley(double hour) const;
  /// Bands of a month: day (0), valley (1), then `bands`.
  [[nodiscard]] int band_count() const { return 2 + static_cast<int>(bands.size()); }
  /// The band of an hour [0, 24) of a day.
  [[nodiscard]] int band_at(int month, int day, double hour) const;
  /// Hours of the day [0, 24) at which a band may begin or end, rising, 0 first.
  [[nodiscard]] std::vector<double> switch_hours() const;
  /// Price of a band, without ladder and cap [CNY/kWh].
  [[nodiscard]] double band_cny_kwh(int band, bool heats_with_electricity) const;
};

/// A household's use in a season.
struct SeasonUse {
  double day_kwh = 0.0;     ///< bin 0: outside the valley hours, heating and all else
  double valley_kwh = 0.0;  ///< bin 1: within them
  double gas_m3 = 0.0;
  double coal_kg = 0.0;  ///< raw coal
  double pellet_kg = 0.0;
  double wood_kg = 0.0;
  double straw_kg = 0.0;
  bool heats_with_electricity = false;  ///< on the heating tariff
  bool heats_with_gas = false;
  double briquette_kg = 0.0;
  double semi_coke_kg = 0.0;
  double rest_of_year_kwh = 0.0;  ///< beside the season; for a yearly ladder
  int bins = 2;                   ///< used: one month's bands after the other's (price_bins.hpp); 2: day and valley
  std::array<double, MAX_PRICE_BINS - 2> more_kwh{};  ///< bins from 2 on

  [[nodiscard]] double kwh(int bin) const { return bin == 0 ? day_kwh : bin == 1 ? valley_kwh : more_kwh[bin - 2]; }
  [[nodiscard]] double& kwh(int bin) { return bin == 0 ? day_kwh : bin == 1 ? valley_kwh : more_kwh[bin - 2]; }
};

/// Before subsidies, and what each payer takes over of it.
struct Bill {
  Fen electricity = 0;
  Fen gas = 0;
  Fen coal = 0;
  Fen pellets = 0;
  Fen wood = 0;
  Fen straw = 0;
  Fen briquettes = 0;
  Fen semi_coke = 0;
  std::array<Fen, PAYERS> electricity_subsidy{};
  std::array<Fen, PAYERS> gas_subsidy{};

  [[nodiscard]] Fen gross() const {  ///< also what is left to pay when the subsidies have ended
    return electricity + gas + coal + briquettes + semi_coke + pellets + wood + straw;
  }
  [[nodiscard]] Fen subsidies() const;
  [[nodiscard]] Fen payable() const { return gross() - subsidies(); }  ///< by the household
};

/// CNY for `units` under rising tiers. Throws std::invalid_argument if `units` go beyond the last tier.
[[nodiscard]] double tiered_cny(const std::vector<Tier>& tiers, double units);

/// Throws std::invalid_argument for negative use, and for bins that are not whole months of the tariff's bands. Pure
/// and without allocation, so that prices may be drawn and bills reckoned again from the same use.
[[nodiscard]] Bill household_bill(const TariffSet& tariff, const SeasonUse& use);

}  // namespace hearthgrid::economy
