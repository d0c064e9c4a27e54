#include "models/gas/hourly_draw.hpp"

#include <cmath>
#include <stdexcept>

namespace hearthgrid::gas {

std::vector<double> hourly_m3(std::span<const double> draw_m3h, double step_min) {
  const double per_hour = step_min > 0.0 ? 60.0 / step_min : 0.0;
  if (per_hour < 1.0 || per_hour != std::floor(per_hour)) {
    throw std::invalid_argument("a step of gas draw has to divide an hour");
  }
  const auto in_hour = static_cast<size_t>(per_hour);
  std::vector<double> hours((draw_m3h.size() + in_hour - 1) / in_hour, 0.0);
  for (size_t k = 0; k < draw_m3h.size(); ++k) hours[k / in_hour] += draw_m3h[k];
  for (double& m3 : hours) m3 *= step_min / 60.0;
  return hours;
}

}  // namespace hearthgrid::gas
