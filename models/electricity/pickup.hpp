#pragma once
// Cold-load pick-up: what a transformer carries when the power comes back after an outage, beside what it would have
// carried without one. Heaters have lost their diversity: all of them want to run, until rooms and water are warm
// again.
//
//   E(t) = load(t) - reference(t)
//   ratio = 1 + max over 5 minutes of mean E  /  mean of the reference in the hour from the restoration
//
// The excess rather than the load stands in the ratio so that a kettle is no pick-up. While all heaters run flat out
// the ratio is their input and the base load over the usual load, 1/duty at most.

#include <span>

#include "models/electricity/thermal_class.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::electricity {

/// Both numbers are conventions of ours.
constexpr double PICKUP_PEAK_MIN = 5.0;    ///< over which the excess is a mean
constexpr double PICKUP_END_SHARE = 0.10;  ///< of the reference: excess of an hour's mean at which it is over

/// The pick-up lasts from the restoration to the first step from which on every hour's mean excess lies within
/// PICKUP_END_SHARE of the reference's mean in the hour from the restoration, or to the last step. Peak and hot spot
/// are those of the pick-up and the hour after it. On transformers of a few homes cycles that fall differently with and
/// without the outage make it longer.
struct Pickup {
  double reference_kw = 0.0;  ///< mean of the reference in the hour from the restoration
  double peak_kva = 0.0;      ///< largest apparent power of a step
  double ratio = 1.0;         ///< 1 where the reference is 0
  double minutes = 0.0;       ///< length of the pick-up; to the last step = at least that
  double energy_kwh = 0.0;    ///< sum of the excess from the restoration to the last step
  double hot_spot_c = 0.0;    ///< highest at the end of a step
  double minutes_to_limit =
      -1.0;  ///< from the restoration until top oil or hot spot is above NORMAL_CYCLIC; -1 = never
};

/// A transformer's mean power of each step, all of one length: the course up to the outage (the same in both loads),
/// the outage, and what follows.
struct PickupLoads {
  std::span<const float> kw, kvar;
  std::span<const float> reference_kw;  ///< without the outage
  std::span<const double> ambient_c;    ///< outdoor temperature
  int restored = 0;                     ///< first step with power
};

/// The oil starts at the steady state of the first step; a day before the outage makes it forget that. Throws
/// std::invalid_argument where lengths differ or less than an hour follows the restoration.
[[nodiscard]] Pickup assess_pickup(const PickupLoads& loads, const TransformerType& type, const ThermalClass& thermal,
                                   double step_min);

}  // namespace hearthgrid::electricity
