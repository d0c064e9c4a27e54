#pragma once
// A reduction held against the layered network it comes from, for every construction that is simulated.
//
// Ten days at quarter hours: outdoor air -3 degC with swings of 6 K over the day and 5 K over four days, sun of up to
// 500 W/m2 of window and 10 K on outer faces, ground at 9 degC, a set point of 17 degC by day and 12 degC by night, a
// half-radiant heater, once without limit (the jump of the set point is met within a step: the hardest case for a
// reduction) and once held to what keeps the home at 17 degC in a frost of -5 degC. Heat and the largest quarter hour
// are taken from the fourth day on. Night covers are closed while there is no sun, so that they are opened when the set
// point jumps. The whole network is stepped in its own modes, exactly as the reduced one.

#include "models/dwelling/reduction.hpp"

namespace hearthgrid::dwelling {

constexpr double MOST_HEAT_ERROR = 0.005;  ///< of a reduction that is accepted
constexpr double MOST_PEAK_ERROR = 0.01;

/// Error of a reduction on the ten days: the worse of both heaters, shares with sign.
[[nodiscard]] ReductionError reduction_error(const Dwelling& dwelling, const ReducedDwelling& reduced);

/// Reduces to `states`, and to more, up to `most`, while the ten days are missed by more than MOST_HEAT_ERROR or
/// MOST_PEAK_ERROR; where all miss them, the one that is nearest is taken. `note` says when more were tried and what
/// error remains if none suffices; `error` holds it.
[[nodiscard]] ReducedDwelling reduce_checked(const Dwelling& dwelling, int states = 5, int most = 7);

}  // namespace hearthgrid::dwelling
