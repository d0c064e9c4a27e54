#pragma once
// Everything that a season does to one transformer, in one pass over its load.

#include <array>
#include <cstdint>
#include <span>

#include "models/electricity/loading_limits.hpp"
#include "models/electricity/thermal_class.hpp"
#include "models/electricity/transformer_thermal.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::electricity {

/// Loading is apparent power over rated power. Hours and events: "above 80" is loading >= 0.8 (the usual "heavy load"
/// of the Chinese utilities), "above 100" is loading > 1 ("overload"); an event is an unbroken run of at least two
/// hours, and counts once however long it lasts. The two-hour rule is unverified (the utilities' statistics were not
/// read).
struct TransformerSeason {
  double peak_kva = 0.0;      ///< largest apparent power of a step
  double peak_loading = 0.0;  ///< peak_kva over rated power
  double peak_kw = 0.0;       ///< largest active power of a step
  int64_t peak_step = 0;      ///< first step with peak_kva, counted from the first step after the warm-up
  double peak_15min_kva =
      0.0;  ///< largest apparent power of the mean of a clock quarter; that of a step if steps are longer
  double peak_30min_kva = 0.0;  ///< the same for half hours
  double peak_60min_kva = 0.0;  ///< the same for hours
  double hours_above_80 = 0.0;
  double hours_above_100 = 0.0;
  int events_80_2h = 0;
  int events_100_2h = 0;
  double peak_hot_spot_c = 0.0;  ///< at the end of a step
  double peak_top_oil_c = 0.0;   ///< at the end of a step
  double loss_of_life_h = 0.0;   ///< hours of normal life used: ageing rate at the end of each step times its length
  double loss_kwh = 0.0;         ///< no-load and load loss of the transformer itself
  double energy_kwh = 0.0;       ///< delivered at the low-voltage side
  /// By LOADING_LIMITS: hours with load, top oil or hot spot above it, and the energy in these hours beyond the load
  /// that would keep it for good at the ambient temperature of the step.
  std::array<double, LOADING_LIMITS.size()> hours_above_limit{}, kwh_above_limit{};
};

/// One transformer through a season. `load_kw`, `load_kvar`: mean power of each step at the low-voltage side,
/// `ambient_c`: outdoor temperature of each step, all of one length; `load_kvar` may be empty (none). The first
/// `warm_up_steps` steps warm the oil and count for nothing else. The temperatures start at the steady state of the
/// first step. Windows of 15, 30 and 60 minutes begin with the first counted step, which has to be the start of an
/// hour; the last one may be shorter. Throws std::invalid_argument where the lengths differ or nothing is left after
/// the warm-up.
[[nodiscard]] TransformerSeason assess(std::span<const double> load_kw, std::span<const double> load_kvar,
                                       std::span<const double> ambient_c, const TransformerType& type,
                                       const ThermalClass& thermal, double step_min, int warm_up_steps,
                                       Paper paper = Paper::plain);

/// The same for loads kept in single precision; worked out in double precision.
[[nodiscard]] TransformerSeason assess(std::span<const float> load_kw, std::span<const float> load_kvar,
                                       std::span<const double> ambient_c, const TransformerType& type,
                                       const ThermalClass& thermal, double step_min, int warm_up_steps,
                                       Paper paper = Paper::plain);

}  // namespace hearthgrid::electricity
