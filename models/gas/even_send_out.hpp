#pragma once
// How a storage spreads what it has to give over a day, so that its send-out rate is the least that will do.

#include <algorithm>
#include <span>
#include <vector>

namespace hearthgrid::gas {

/// Sum of min(draw, max(floor, v)) over the hours.
inline double sent_out(std::span<const double> draw, std::span<const double> floor, double v) {
  double sum = 0.0;
  for (size_t k = 0; k < draw.size(); ++k) sum += std::min(draw[k], std::max(floor[k], v));
  return sum;
}

/// The least v from 0 on for which that is `wanted`; the largest draw where not even all is enough. `floor`: what the
/// storage gives in any case; the sum is linear between the hours' draws and floors.
inline double even_send_out(std::span<const double> draw, std::span<const double> floor, double wanted) {
  if (sent_out(draw, floor, 0.0) >= wanted) return 0.0;
  std::vector<double> knots = {0.0};
  for (const double d : draw) knots.push_back(d);
  for (const double f : floor) knots.push_back(std::max(0.0, f));
  std::sort(knots.begin(), knots.end());
  for (size_t i = 1; i < knots.size(); ++i) {
    const double high = sent_out(draw, floor, knots[i]);
    if (high < wanted) continue;
    const double low = sent_out(draw, floor, knots[i - 1]);
    return knots[i - 1] + (knots[i] - knots[i - 1]) * (wanted - low) / (high - low);
  }
  return knots.back();
}

}  // namespace hearthgrid::gas
