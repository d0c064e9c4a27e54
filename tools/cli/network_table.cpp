#include "tools/cli/network_table.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace hearthgrid::cli {

std::string direction_text(double tilt_deg, double azimuth_deg) {
  constexpr double LEVEL_DEG = 30.0;
  if (tilt_deg < LEVEL_DEG) return "up";
  if (tilt_deg > 180.0 - LEVEL_DEG) return "down";
  static const std::array<const char*, 8> NAMES{"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
  return NAMES[static_cast<size_t>(std::lround(azimuth_deg / 45.0) % 8)];
}

TextTable network_table(const std::vector<NetworkPart>& parts) {
  double total = 0.0;
  for (const NetworkPart& part : parts) total += part.loss_w_k;
  TextTable table;
  table.header = {"element", "kind", "looks", "area m2", "U W/m2K", "W/K", "%"};
  table.left = {1, 2};
  std::vector<double> shares;
  for (const NetworkPart& part : parts) {
    const auto text = [](double value) { return value != 0.0 ? number_text(value) : std::string("-"); };
    const double share = total > 0.0 ? 100.0 * part.loss_w_k / total : 0.0;
    table.rows.push_back({part.name, part.kind, part.looks, text(part.area_m2), text(part.u_w_m2k), text(part.loss_w_k),
                          share != 0.0 ? fmt::format("{:.1f}", share) : "-"});
  }
  table.rows.push_back({"all", "", "", "", "", number_text(total), "100"});
  table.note = folded(
      "W/K: heat lost in the long run per kelvin of indoor air; less than U times area, because inner surfaces are "
      "cooler than the air.",
      TABLE_WIDTH);
  return table;
}

std::string durations_text(const std::vector<double>& hours) {
  std::string out;
  for (const double h : hours) {
    std::string text = fmt::format("{:.2g} h", h);
    if (h >= 48.0) text = fmt::format("{:.1f} d", h / 24.0);
    if (h < 1.0) text = fmt::format("{:.0f} min", h * 60.0);
    out += (out.empty() ? "" : ", ") + text;
  }
  return out;
}

std::string reduction_error_text(double heat, double peak) {
  return fmt::format("on ten test days heat {:+.2f} %, peak {:+.2f} % off the layered network", 100.0 * heat,
                     100.0 * peak);
}

}  // namespace hearthgrid::cli
