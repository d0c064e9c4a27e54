#pragma once
// What a technology can do at each step of the weather, ready for the hot loop: parabolas in the water temperature, no
// look-up left.
//   capacity      cap = size (c0 + c1 T_w + c2 T_w^2)  [W]
//   input         in  = q (r0 + r1 T_w + r2 T_w^2)     [W of the carrier for heat q at full load], r = 1 / efficiency
// Part load is input_share() of part_load.hpp.

#include <array>
#include <span>
#include <vector>

#include "models/heater/technology.hpp"

namespace hearthgrid::heater {

/// c0 c1 c2 r0 r1 r2 of one step.
using CoefficientRow = std::array<double, 6>;

/// [steps][6], contiguous. Where a heat pump is locked out its capacity is 0 and its input per heat stays finite.
struct HeaterCoefficients {
  std::vector<double> values;

  [[nodiscard]] size_t steps() const { return values.size() / 6; }
  /// Capacity [W] of size 1.0 at a step and a leaving water temperature [degC].
  [[nodiscard]] double capacity_w(size_t step, double water_temp_c) const;
  /// Carrier input per heat at full load.
  [[nodiscard]] double input_per_heat(size_t step, double water_temp_c) const;
};

/// One row per step of the weather. Relative humidity 0..1. Good for -40 to 40 degC outdoors and 25 to 75 degC of
/// water; beyond the outdoor range the last values hold. A hand-fired technology has capacity 0: its heat is
/// hand_fired.hpp's. Throws std::logic_error for a model that does not exist (the loader refuses it before).
[[nodiscard]] HeaterCoefficients coefficients(const Technology& technology, std::span<const double> outdoor_temp_c,
                                              std::span<const double> relative_humidity);

}  // namespace hearthgrid::heater
