#pragma once
// What the people of a coal home have learnt of it, and feed their stove by: the heat that keeps it at their
// temperature in the long run.

#include "engine/run/block.hpp"
#include "models/heater/hand_fired.hpp"

namespace hearthgrid::run {

/// Loss beyond that of the construction, whose walls and roof conduct as the nearest bin's do [W/K per area scale].
[[nodiscard]] double different_insulation_w_k(const Construction& c, const Household& home);

/// Steady heat [W/K] that holds the air one kelvin higher, from a heater of that convective share: the air follows heat
/// to itself and to the surfaces by k [K/W], and loses `extra_w_k` beside the network that the k are of.
[[nodiscard]] double heat_per_kelvin_w_k(double k_per_convective_w, double k_per_radiant_w, double convective_share,
                                         double extra_w_k);

/// Of the air that a stove draws, W/K per W of its heat.
[[nodiscard]] double draught_per_w(const Construction& c, const heater::Technology& t);

/// Whether a home keeps its stove's fire for the night: not where it is let cool by night or heated part of the time.
[[nodiscard]] bool banks_fire(const Household& home);

/// The home as a stove of `size` units sees it, at an area scale. The air follows heat by Construction::k_per_..., and
/// the weather without heat by free_excess_k; its own air change beyond the nominal one, windows opened if it `airs`
/// and the stove's draught are further conductances at the air.
[[nodiscard]] heater::StoveHome stove_home(const SimulationInputs& s, const Construction& c, const Household& home,
                                           const heater::Technology& t, double area, double size, bool airs);

}  // namespace hearthgrid::run
