#pragma once
// What cycling below the smallest modulation costs, after EN 14825 for water heaters:
//   COP = COP_full PLR / (Cc PLR + 1 - Cc),  PLR = q / q_min, q < q_min
// so that, with q as a share of the capacity,
//   input = [Cc q + (1 - Cc) max(q, q_min)] (input at full load),  q > 0;  0 for q = 0.
// Above q_min the efficiency is that of full load (field fleets show no net effect of modulation on the season).

#include <algorithm>

namespace hearthgrid::heater {

/// Carrier input over input at full load, for heat `load` as a share of the capacity (0..1).
[[nodiscard]] constexpr double input_share(double load, double min_modulation, double cycling_degradation) {
  if (load <= 0.0) return 0.0;
  return cycling_degradation * load + (1.0 - cycling_degradation) * std::max(load, min_modulation);
}

/// Share of the time that fan, pump and burner run.
[[nodiscard]] constexpr double running_share(double load, double min_modulation) {
  if (load <= 0.0) return 0.0;
  return load >= min_modulation ? 1.0 : load / min_modulation;
}

}  // namespace hearthgrid::heater
