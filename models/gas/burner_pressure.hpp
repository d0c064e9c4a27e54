#pragma once
// What burners bear at their inlet, and how high a network's nodes can stand.

#include <vector>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

/// Burners for natural gas are rated at 2000 Pa (a handbook to GB 50028) and work from 0.75 to 1.5 of their rated
/// pressure (the same rule as the code's allowed drop, (k1 - k2) times it; both from handbooks, the code's own text is
/// unverified).
inline constexpr double RATED_BURNER_PA = 2000.0;
inline constexpr double LARGEST_BURNER_SHARE = 1.5;
/// Regulators of 3000 Pa are common, and gas stands higher uphill and behind a closed regulator: only what is clearly
/// beyond is told (unverified, ours).
inline constexpr double BURNER_SLACK = 1.05;

/// Gauge pressure at a node that burners there bear, told only beyond it; `service_pa` is taken as their rated
/// pressure where it is more.
[[nodiscard]] double burner_limit_pa(double service_pa);

/// By node, gauge: what the highest of the supplies and regulators that feed it leads to while nobody draws; 0 where no
/// supply reaches. Elevation aside.
[[nodiscard]] std::vector<double> highest_pressures(const GasNetwork& network);

}  // namespace hearthgrid::gas
