#include "models/gas/network/gas_network.hpp"

#include <array>

namespace hearthgrid::gas {

std::string_view tier_name(PressureTier tier) {
  static constexpr std::array<std::string_view, 7> NAMES{"unstated",   "low",        "medium_b", "medium_a",
                                                         "sub_high_b", "sub_high_a", "high"};
  return NAMES.at(static_cast<size_t>(tier));
}

PressureTier tier_of(double gauge_pa) {
  constexpr double MPA = 1e6;
  if (gauge_pa < 0.01 * MPA) return PressureTier::low;
  if (gauge_pa <= 0.2 * MPA) return PressureTier::medium_b;
  if (gauge_pa <= 0.4 * MPA) return PressureTier::medium_a;
  if (gauge_pa <= 0.8 * MPA) return PressureTier::sub_high_b;
  if (gauge_pa <= 1.6 * MPA) return PressureTier::sub_high_a;
  return PressureTier::high;
}

std::vector<double> node_draw_m3h(const GasNetwork& network) {
  std::vector<double> draw_m3h(network.nodes.size(), 0.0);
  for (const auto& demand : network.demands) {
    if (demand.in_service) draw_m3h.at(static_cast<size_t>(demand.node)) += demand.draw_m3h;
  }
  return draw_m3h;
}

}  // namespace hearthgrid::gas
