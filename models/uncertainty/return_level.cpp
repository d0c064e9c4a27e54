#include "models/uncertainty/return_level.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <vector>

namespace hearthgrid::uncertainty {

double Gumbel::return_level(double years) const {
  if (!(years > 1.0)) throw std::invalid_argument("a return period is longer than a year");
  return location - scale * std::log(-std::log1p(-1.0 / years));
}

double Gumbel::return_period(double x) const {
  constexpr double MOST = 1e6;
  if (scale <= 0.0) return x > location ? MOST : 1.0;
  const double exceeded = -std::expm1(-std::exp(-(x - location) / scale));
  return exceeded * MOST > 1.0 ? 1.0 / exceeded : MOST;
}

std::optional<Gumbel> fit_gumbel(std::span<const double> yearly_maxima) {
  if (yearly_maxima.size() < MIN_WINTERS) return std::nullopt;
  std::vector<double> sorted(yearly_maxima.begin(), yearly_maxima.end());
  std::sort(sorted.begin(), sorted.end());
  const auto n = static_cast<double>(sorted.size());
  double b0 = 0.0, b1 = 0.0;  // probability-weighted moments, unbiased
  for (size_t i = 0; i < sorted.size(); ++i) {
    b0 += sorted[i] / n;
    b1 += sorted[i] * static_cast<double>(i) / (n * (n - 1.0));
  }
  const double scale = std::max(0.0, 2.0 * b1 - b0) / std::numbers::ln2;
  return Gumbel{b0 - std::numbers::egamma * scale, scale};
}

}  // namespace hearthgrid::uncertainty
