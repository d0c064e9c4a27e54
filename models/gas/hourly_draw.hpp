#pragma once
// Draws by the step as gas by the hour of the clock.

#include <span>
#include <vector>

namespace hearthgrid::gas {

/// m3 of each hour; a last one that is not whole counts with what it holds. Throws std::invalid_argument unless the
/// step divides an hour.
[[nodiscard]] std::vector<double> hourly_m3(std::span<const double> draw_m3h, double step_min);

}  // namespace hearthgrid::gas
