#pragma once
// The figures that a planner reads first, of every mix, under a draw: names and units as in tools/cli/mix_figures.cpp.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/run/member_figures.hpp"

namespace hearthgrid::run {

enum class Headline {
  homes_converted,
  county_peak_mw,
  transformers_above_80,
  transformers_above_100,
  kva_to_add,
  upgrade_million_cny,
  transformers_no_size_suffices,
  gas_peak_m3h,
  gas_1000_m3,
  gas_lowest_pa,
  gas_not_served_1000_m3,
  coal_t,
  pellets_t,
  wood_t,
  straw_t,
  homes_cold,
  homes_undersized,
  homes_saving,
  homes_relit,
  co2_t,
  co2e_100_t,
  embodied_co2_t,
  so2_t,
  nox_t,
  pm25_t,
  village_pm25_ug_m3,
  public_first_year_million_cny,
  public_all_years_million_cny,
  household_bill_cny,
  homes_burdened
};
constexpr size_t HEADLINES = 30;

[[nodiscard]] const std::vector<std::string>& headline_names();  ///< in the order of Headline

/// Whether draws move it at all: what hangs on the simulation alone moves with the members of an ensemble.
[[nodiscard]] bool moves_with_draws(Headline headline);

/// What an input moves, so that the rest need not be reckoned again.
struct Touched {
  bool air = true, loads = true, money = true;
};
[[nodiscard]] Touched touched_by(InputKind kind);

/// Of a member's mix. Only what is touched is written to `out` (HEADLINES long); What does not move with draws
/// counts as loads.
void headlines_of(const MixSums& sums, const DrawnAir& air, const DrawnFigures& draw, const Touched& touched,
                  std::span<double> out);

}  // namespace hearthgrid::run
