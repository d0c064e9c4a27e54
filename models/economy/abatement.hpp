#pragma once
// What an avoided tonne costs, and to whom; the marginal abatement curve over villages and mixes.
//
// Costs are what a mix costs beyond `before`, from the ledgers: positive = it costs more, negative = it saves. Society
// bears the real cost (a transfer takes from one what it gives another, so it drops out); a government what it pays
// less what it no longer pays; households (and institutions) what is left to them after subsidies; companies the rest.
// The last three add up to society where all rates are equal, and year by year whatever the rates.
//
//   present value  P = sum over years y = 0 ... n - 1 of  cost_y (1 + r)^-y
//   level yearly cost  a = P / (sum of (1 + r)^-y)     so a cost that is the same every year is itself
//   net present value  -P                              positive = a gain
//   cost per tonne     a / (tonnes avoided in a year)  none where nothing is avoided
//
// The whole cost stands against each pollutant by itself: figures of several pollutants must not be added. What the
// ledger does not hold (health, comfort, a residual value it does not book) does not count.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/economy/ledger.hpp"

namespace hearthgrid::economy {

enum class Side { society, government, household, companies };
constexpr int SIDES = 4;
[[nodiscard]] const std::vector<std::string>& side_names();  ///< in the order of Side
/// The side that a payer belongs to; never society. Governments: central, province, city, county, levels_unsplit;
/// household: household, institution; companies: utility, gas_company and whoever else.
[[nodiscard]] Side side_of(Payer payer);

/// Yearly discount rates by Side; companies are reckoned at society's.
struct SideRates {
  double social = 0.08;
  double government = 0.08;
  double household = 0.08;

  [[nodiscard]] double of(Side side) const;
};

/// A side's cost beyond before.
struct SideCost {
  double annual_cny = 0.0;  ///< level yearly cost; negative = a saving
  double npv_cny = 0.0;     ///< positive = a gain
};

/// By Side, over `years` years from `first_year` on; entries of other years do not count. Throws std::invalid_argument
/// unless years > 0 and the rates are above -1.
[[nodiscard]] std::array<SideCost, SIDES> side_costs(const Ledger& mix, const Ledger& before, const SideRates& rates,
                                                     int first_year, int years);

/// A village under a mix beside the same village before.
struct AbatementOption {
  int village = 0;
  int mix = 0;
  double annual_cost_cny = 0.0;  ///< society's, level
  double avoided_kg = 0.0;       ///< in a year
};

/// A step of the curve: a village goes over from what it had on the curve until then.
struct AbatementStep {
  int village = 0;
  int mix = 0;
  int from_mix = -1;                                              ///< -1 = before
  double annual_cost_cny = 0.0, avoided_kg = 0.0;                 ///< beyond the step before it in the village
  double cumulative_cost_cny = 0.0, cumulative_avoided_kg = 0.0;  ///< of all steps so far

  [[nodiscard]] double cost_cny_t() const { return annual_cost_cny / (avoided_kg / 1000.0); }
};

/// The county's curve. Each village takes one option at a time: `before` (nothing avoided at no cost), then the corners
/// of the lower convex hull of its options, so that each further tonne costs it more than the last; options that avoid
/// nothing, avoid less for more, or lie above a line between two others are left out. Steps of all villages are sorted
/// by cost per tonne, ties by village. Assumes that villages do not act on each other (a shared feeder, a cap of gas).
[[nodiscard]] std::vector<AbatementStep> marginal_curve(std::span<const AbatementOption> options);

}  // namespace hearthgrid::economy
