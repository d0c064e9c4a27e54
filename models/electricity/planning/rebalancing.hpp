#pragma once
// Phases for single-phase homes, so that load and voltage drop are even.
//
// With P the power of a phase at the transformer and M its moment along a line (power times the resistance of the way),
// both at the steps that matter, phases are chosen for the least
//     J = sum_t sum_p [ (P_tp / P_t)^2 + sum_f (M_tfp / M_t)^2 ]        (f: lines that leave the transformer)
// by single moves and swaps of two homes, each the best one there is, until none helps. J ends at a local minimum.

#include <cstdint>
#include <span>
#include <vector>

#include "models/electricity/planning/limits.hpp"

namespace hearthgrid::electricity {

/// Where the phases start from: as they are (few homes move), or afresh, the heaviest home first to the phase that
/// grows J least (longest processing time first).
enum class Rebalance { from_present, afresh };

/// The phase of each row; rows that hang nowhere and three-phase homes keep 3. `steps` must not be empty.
[[nodiscard]] std::vector<int8_t> balanced_phases(const Design& design, const PlaceLoads& loads,
                                                  std::span<const int64_t> steps, Rebalance from);

/// Phases as they are, by row.
[[nodiscard]] std::vector<int8_t> present_phases(const Design& design, size_t rows);

}  // namespace hearthgrid::electricity
