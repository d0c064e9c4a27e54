#pragma once
// Homes of one archetype differ in how well their walls and roof keep the heat: bricks, moisture, workmanship. A home's
// multiplier m on the conductivity of every layer of its walls and roof says how. Constructions are reduced for three
// values of it; what a home differs by from the nearest is a conductance between indoor and outdoor air,
//   dH = slope ln(m / m_bin),   slope = dH/dln m at the bin,
// exact for the steady loss to first order; the walls' storage and the sun on them stay the bin's.

#include <array>

#include "models/dwelling/construction.hpp"

namespace hearthgrid::dwelling {

constexpr int INSULATION_BINS = 3;
/// Multipliers that constructions are made for, a constant ratio apart (middle = as the archetype says).
constexpr std::array<double, INSULATION_BINS> INSULATION_LEVELS = {0.847, 1.0, 1.18};
constexpr int NOMINAL_INSULATION = 1;

/// The bin whose multiplier is nearest, in ratio.
[[nodiscard]] int insulation_bin(double multiplier);

/// The dwelling with the layers of its walls and roof, whatever bounds the home against outdoors or a buffer zone,
/// conducting `multiplier` times as well. Floors, windows and bridges stay.
[[nodiscard]] Dwelling with_conductivity(const Dwelling& dwelling, double multiplier);

/// dH/dln m of the steady loss [W/K] at this dwelling: full order, by central difference over a bin's width.
[[nodiscard]] double loss_per_log_conductivity_w_k(const Dwelling& dwelling);

}  // namespace hearthgrid::dwelling
