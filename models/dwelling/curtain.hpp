#pragma once
// Curtains and shutters that are closed at night.
//
// A conductance that changes with time cannot enter the reduced network. What closed covers change is handed out
// instead as a conductance between the indoor and the outdoor air that is added while they are closed, and is negative:
// H_closed - H_open, the steady heat for one kelvin of the whole network with and without them, shared by the windows
// in proportion to A (U_closed - U_open). (That product alone is a quarter more: it knows nothing of the surfaces that
// a window sees, which are colder than the air.) What the window loses to the cold sky is added in the ratio of
// (16 degC - T_env) to (16 degC - T_out).
//
// The steady saving is right; but it acts on the air at once, while part of a window's loss goes by way of the walls.
// Against the network rebuilt with the covers closed, 12 m2 of window in the box of ASHRAE 140 under a made-up clear
// winter: a cover of 0.15 (0.5) m2K/W saves 8 to 9 (17 to 19) % of the heat, and the heat that remains is right within
// 0.5 (1.0) %; when it is opened in the cold of the morning the whole loss is there at once, which puts the peak up to
// 6 (12) % too high. Homes with a tenth of their floor in windows see a third of that.

#include <vector>

#include "models/dwelling/construction.hpp"
#include "models/dwelling/drivers.hpp"

namespace hearthgrid::dwelling {

/// Share of a step, from `start_minute` of the day and `minutes` long, for which a cover that goes by the clock is
/// closed.
[[nodiscard]] double closed_by_clock(const NightCover& cover, double start_minute, double minutes);

/// Conductance from indoor to outdoor air that closed covers add to a home, for each of the steps [first_step,
/// first_step + count) [W/K], zero or negative; empty if the home has none. Steps begin at midnight and
/// `steps_per_day` make a day. Windows of buffer zones are left out; those between the home and one count with what the
/// whole network saves. Throws std::invalid_argument if the weather does
/// not cover the steps.
[[nodiscard]] std::vector<double> curtain_w_k(const Dwelling& dwelling, const SiteDrivers& site, int first_step,
                                              int count, int steps_per_day);

}  // namespace hearthgrid::dwelling
