#pragma once
// Homes that the gas network leaves short, simulated again with what they get.
//
// Round by round, for one mix:
//   shares   of their full draw that each node's homes may burn at each step: 1 where it gets all, else what would come
//            to what it gets if their wants were spread evenly from half to one and a half times the mean
//   homes    of nodes that are short at any step run through the season under these shares
//   network  with their new draws: who is short now? Shares fall where a node still asks for more than it gets, and
//            rise, up to what was there for it, where its homes leave some of that
// A cold home draws more when the gas is back, so nodes and steps may become short that were not: they join in. What
// the last round's homes draw and the network does not give is the residual, and is told.
//
// The season itself knows of none of this, as with outages. Groups of transformers run in parallel, their homes
// together; sums are taken by transformer and node, in order, so that neither threads nor groups matter.
//
// In a step in which a node's part of the network has no solution nobody knows what comes to it: its homes burn what
// the caps leave them, and are not counted as short. What they draw then in the last round is told.
//
// Assumes: a node's homes share what it gets in proportion to their heaters' size; what they cook on is not
// cut.

#include <functional>
#include <span>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/gas_pass.hpp"

namespace hearthgrid::run {

struct GasRationingOptions {
  int rounds = 4;
  int threads = 0;             ///< 0 = all
  std::function<bool()> stop;  ///< asked before each group of transformers and each day; may be empty
  /// Called as groups are done, one at a time, with the share of all rounds that is; may be empty.
  std::function<void(double share)> progress = {};
};

/// A home that got less than it wanted.
struct RationedHome {
  int household = 0;
  float hours_short = 0.0F;
  float missing_m3 = 0.0F;                             ///< what it would have drawn in those hours, less what it did
  float lowest_c = 0.0F, mean_c = 0.0F;                ///< air, while it is short
  float hours_below_14 = 0.0F, hours_below_10 = 0.0F;  ///< of the season, beyond those with all the gas it
                                                       ///< wants; of a home that stands empty 0
  bool vacant = false;
};

struct GasRationing {
  int rounds = 0;                   ///< simulated
  std::vector<RationedHome> homes;  ///< by household
  double residual_m3 = 0.0;         ///< drawn in the last round and not given by the network
  double unused_m3 = 0.0;           ///< left by homes in the last round of what was there for short nodes
  double unsolved_m3 = 0.0;         ///< wanted in the last round, by whomever, where the network has no solution
  double drawn_m3 = 0.0;            ///< in the last round by all homes at nodes
  std::vector<float> draw_m3h;      ///< of the last round, [home node][step], of the network's gas
  GasShares shares;                 ///< of the last round

  // Of homes that somebody lives in.
  [[nodiscard]] double lowest_c() const;         ///< 0 without any
  [[nodiscard]] double median_lowest_c() const;  ///< the same
  [[nodiscard]] double longest_hours() const;
  [[nodiscard]] double missing_m3() const;
};

/// `home_m3h`: what homes want, [home node of the facts][step], of the network's gas; `season`: what that came to, with
/// its shares. Throws Interrupted when asked to stop.
[[nodiscard]] GasRationing ration_gas(const SimulationInputs& inputs, const GasFacts& facts, int mix,
                                      std::span<const float> home_m3h, const GasSeason& season,
                                      const GasRationingOptions& options);

/// Whether a home burns gas to heat in the mix that it stands in with this pair, at the season's end or before.
[[nodiscard]] bool burns_gas(const SimulationInputs& s, int pair);

/// Gas that a home's heater and backup draw at full output [m3/h at 20 degC], by their rated heat.
[[nodiscard]] double full_draw_m3h(const heater::Technology& technology, const Option& option);

/// Heaters that burn gas at the end of a mix's season, and their full draws together in the network's gas, by home node
/// of the facts.
struct GasBurners {
  std::vector<int> count;
  std::vector<double> full_m3h;
};
[[nodiscard]] GasBurners burners_of(const SimulationInputs& s, const GasFacts& facts, int mix);

}  // namespace hearthgrid::run
