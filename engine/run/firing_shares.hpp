#pragma once
// How much of a stove's fuel burns in each phase of firing, by how the homes fire it.
//
//   banked     the technology's banked_share, in homes that bank the fire for the night (stove_home.hpp)
//   ignition   emissions.ignition_share of the fuel, in homes that do not and so light it anew each day; assumed
//   flaming    the rest
//
// Means over the homes that have such a stove today, each counted once, not by its fuel; where none has one, over all
// homes. So what a stove lets out does not hang on which mixes there are.

#include <array>

#include "engine/base/error.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {

/// [Phase] of one home.
[[nodiscard]] std::array<double, emission::PHASES> firing_shares(bool banks, double banked_share,
                                                                 double ignition_share);

/// Sets the shares of factors that leave them to how the stove is fired; once plans are known. A problem: such factors
/// of a device that no technology fired by hand has.
void take_firing_shares(Scenario& scenario, ProblemList& problems);

}  // namespace hearthgrid::run
