#pragma once
// Bands of drawn figures: P05, P50 and P95 with how well so many draws settle them.
//
// A quantile is read between the sorted draws (linear, h = (n - 1) p). Its sampling error comes from the order
// statistics and asks nothing of the distribution: the number of draws below the true quantile is binomial, so the
// quantile lies within the ranks n p -+ sqrt(n p (1 - p)) in about 68 % of designs; the error is half of what the
// figure spans between them. For independent draws; a Latin hypercube does better on what adds up.

#include <array>
#include <span>
#include <vector>

namespace hearthgrid::uncertainty {

struct Band {
  double p05 = 0.0, p50 = 0.0, p95 = 0.0;
  double mean = 0.0, sd = 0.0;
  double p05_error = 0.0, p50_error = 0.0, p95_error = 0.0;  ///< standard errors
};

/// Of values in any order. Throws std::invalid_argument for none, and for what is not finite.
[[nodiscard]] Band band_of(std::vector<double> values);

/// P05, P50 and P95 alone, of values that it puts in another order; quicker where there are many figures.
[[nodiscard]] std::array<double, 3> percentiles_of(std::span<double> values);

/// Of sorted values at p in [0, 1]. Throws std::invalid_argument for none.
[[nodiscard]] double quantile_sorted(std::span<const double> sorted, double p);
[[nodiscard]] double quantile_error(std::span<const double> sorted, double p);

}  // namespace hearthgrid::uncertainty
