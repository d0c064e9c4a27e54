#include "models/uncertainty/bands.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hearthgrid::uncertainty {
namespace {

// Between the sorted values at a fractional rank, counted from 0.
double at_rank(std::span<const double> sorted, double rank) {
  const double h = std::clamp(rank, 0.0, static_cast<double>(sorted.size() - 1));
  const auto below = static_cast<size_t>(h);
  const double low = sorted[below];
  if (below + 1 == sorted.size()) return low;
  return low + (h - static_cast<double>(below)) * (sorted[below + 1] - low);
}

}  // namespace

double quantile_sorted(std::span<const double> sorted, double p) {
  if (sorted.empty()) throw std::invalid_argument("a quantile of no values");
  return at_rank(sorted, static_cast<double>(sorted.size() - 1) * p);
}

double quantile_error(std::span<const double> sorted, double p) {
  if (sorted.empty()) throw std::invalid_argument("a quantile of no values");
  const auto n = static_cast<double>(sorted.size());
  const double rank = (n - 1.0) * p, spread = std::sqrt(n * p * (1.0 - p));
  return 0.5 * (at_rank(sorted, rank + spread) - at_rank(sorted, rank - spread));
}

std::array<double, 3> percentiles_of(std::span<double> values) {
  if (values.empty()) throw std::invalid_argument("percentiles of no values");
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
  if (*lowest == *highest) return {*lowest, *lowest, *lowest};
  std::array<double, 3> out{};
  auto from = values.begin();
  for (size_t i = 0; i < out.size(); ++i) {
    constexpr double P[] = {0.05, 0.5, 0.95};
    const double rank = static_cast<double>(values.size() - 1) * P[i];
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(from, place, values.end());
    const double low = *place, part = rank - std::floor(rank);
    const auto next = place + 1;
    out[i] = part > 0.0 && next != values.end() ? low + part * (*std::min_element(next, values.end()) - low) : low;
    from = place;
  }
  return out;
}

Band band_of(std::vector<double> values) {
  if (values.empty()) throw std::invalid_argument("a band of no values");
  for (const double value : values) {
    if (!std::isfinite(value)) throw std::invalid_argument("a drawn figure is not finite");
  }
  std::sort(values.begin(), values.end());
  Band band;
  const auto n = static_cast<double>(values.size());
  for (const double value : values) band.mean += value / n;
  for (const double value : values) band.sd += (value - band.mean) * (value - band.mean);
  band.sd = values.size() > 1 ? std::sqrt(band.sd / (n - 1.0)) : 0.0;
  band.p05 = quantile_sorted(values, 0.05);
  band.p50 = quantile_sorted(values, 0.5);
  band.p95 = quantile_sorted(values, 0.95);
  band.p05_error = quantile_error(values, 0.05);
  band.p50_error = quantile_error(values, 0.5);
  band.p95_error = quantile_error(values, 0.95);
  return band;
}

}  // namespace hearthgrid::uncertainty
