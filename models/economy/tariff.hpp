#pragma once
// Energy tariffs and a household's bill for a season.
//
// Electricity: a day price; homes on the heating tariff pay a valley price in the valley hours. Gas: rising tiers. Both
// may carry subsidies per unit in bands (the first 1 500 m3 at one rate, the next 750 at another), each with its payer.
// Coal, pellets, wood and straw by the tonne; wood and straw that a family collects itself cost 0. Each amount of a
// bill is rounded to the fen once. Assumes: the season's use is billed at once (tiers per season; no monthly or yearly
// steps of the residential ladder).

#include <array>
#include <string>
#include <vector>

#include "models/economy/money.hpp"
#include "models/economy/parties.hpp"

namespace hearthgrid::economy {

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

struct TariffSet {
  std::string name;
  double day_cny_kwh = 0.0;
  double valley_cny_kwh = 0.0;     ///< on the heating tariff
  double valley_first_hour = 0.0;  ///< local time [h]; may lie after valley_last_hour: across midnight
  double valley_last_hour = 0.0;
  std::vector<SubsidyBand> electricity_subsidies;  ///< on the heating tariff
  std::vector<Tier> gas_tiers;                     ///< CNY per m3
  std::vector<SubsidyBand> gas_subsidies;          ///< for homes heated with gas
  double coal_cny_t = 0.0;
  double pellet_cny_t = 0.0;
  double wood_cny_t = 0.0;
  double straw_cny_t = 0.0;

  /// Whether a local hour of the day [0, 24) lies in the valley.
  [[nodiscard]] bool is_valley(double hour) const;
};

/// A household's use in a season.
struct SeasonUse {
  double day_kwh = 0.0;     ///< outside the valley hours, heating and all else
  double valley_kwh = 0.0;  ///< within them
  double gas_m3 = 0.0;
  double coal_kg = 0.0;
  double pellet_kg = 0.0;
  double wood_kg = 0.0;
  double straw_kg = 0.0;
  bool heats_with_electricity = false;  ///< on the heating tariff
  bool heats_with_gas = false;
};

/// Before subsidies, and what each payer takes over of it.
struct Bill {
  Fen electricity = 0;
  Fen gas = 0;
  Fen coal = 0;
  Fen pellets = 0;
  Fen wood = 0;
  Fen straw = 0;
  std::array<Fen, PAYERS> electricity_subsidy{};
  std::array<Fen, PAYERS> gas_subsidy{};

  [[nodiscard]] Fen gross() const { return electricity + gas + coal + pellets + wood + straw; }
  [[nodiscard]] Fen subsidies() const;
  [[nodiscard]] Fen payable() const { return gross() - subsidies(); }  ///< by the household
};

/// CNY for `units` under rising tiers. Throws std::invalid_argument if `units` go beyond the last tier.
[[nodiscard]] double tiered_cny(const std::vector<Tier>& tiers, double units);

/// Throws std::invalid_argument for negative use.
[[nodiscard]] Bill household_bill(const TariffSet& tariff, const SeasonUse& use);

}  // namespace hearthgrid::economy
