#pragma once
// Internal heat gains of a home: electricity that ends as heat indoors, and its people's warmth.
//   gains_w = GAIN_FROM_LOAD_SHARE * base load [W] + people_at_home * metabolic_w(step)

#include "models/occupancy/calendar.hpp"
#include "models/occupancy/presence.hpp"

namespace hearthgrid::occupancy {

/// Part of the base load that warms the rooms; the rest goes with steam, waste water and use outdoors (pump, tools):
/// assumed.
constexpr double GAIN_FROM_LOAD_SHARE = 0.85;

/// Sensible heat of one resident, mean over the step and over people, presence included [W]: 85 W awake, 65 W asleep
/// (reference sheet 5.1: 70 to 100 and 60 to 70 W, unverified), times the share of residents at home by the hour
/// (assumed: most of the day in winter, the slack season; sheet 5.1 asks for an hour earlier and more daytime presence
/// than in the UK). Time-weighted, so that a long step is the mean of the short ones. step in [0, steps_per_day), a
/// divisor of 1440.
[[nodiscard]] double metabolic_w(int step_of_day, int steps_per_day, DayKind kind);

}  // namespace hearthgrid::occupancy
