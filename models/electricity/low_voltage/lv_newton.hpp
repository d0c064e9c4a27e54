#pragma once
// Newton's method on u - e + Z conj(s / u) = 0 for a step whose fixed point is slow: near the nose point.

#include <complex>
#include <vector>

#include "models/electricity/low_voltage/lv_plan.hpp"

namespace hearthgrid::electricity {

/// Voltages at the connections of the high-voltage solution, from a flat start with steps cut to what lowers the
/// mismatch. False where there is none to be found: beyond the nose point, or loads that are not finite.
/// `load`: kW + j kvar per connection. The last step is below a hundredth of `tolerance`.
[[nodiscard]] bool solve_by_newton(const LvPlan& plan, const std::vector<std::complex<double>>& load, double tolerance,
                                   std::vector<std::complex<double>>& voltage);

}  // namespace hearthgrid::electricity
